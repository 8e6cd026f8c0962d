// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.SimulatorControl;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code simulator.*}: scenes, time and mishaps of a simulated fabric; on a real host there are none (design 3.2). */
final class SimulatorMethods {

    static final long MAX_ADVANCE_SECONDS = 366L * 24 * 3600;

    private final @Nullable SimulatorControl control;
    private final Supplier<Instant> hostTime;
    private final JsonBinder binder;

    SimulatorMethods(@Nullable SimulatorControl control, Supplier<Instant> hostTime, JsonBinder binder) {
        this.control = control;
        this.hostTime = hostTime;
        this.binder = binder;
    }

    /** The params of {@code simulator.scenario}. */
    record Scenario(
            @Doc("A scenario that the simulator knows by name, such as default") @Range(min = 1, max = 256) @Nullable
            String name,

            @Doc("A scenario of the caller's own; its schema is published with the agent") @Nullable
            JsonObject document) {}

    /** The params of {@code simulator.advance}. */
    record Advance(
            @Doc("How far the fabric's clock moves on, 1 to 31622400 seconds")
            @Range(min = 1, max = MAX_ADVANCE_SECONDS)
            long seconds) {}

    /** What the simulator's methods answer. */
    record Now(@Doc("The fabric's clock") Instant hostTime) {}

    Now scenario(Scenario request) {
        SimulatorControl simulator = control("simulator.scenario");
        if (request.name() != null && request.document() == null) {
            simulator.loadNamed(request.name());
        } else if (request.document() != null && request.name() == null) {
            load(simulator, request.document());
        } else {
            throw Problem.invalid(Reason.INVALID_VALUE, "name", "name or document must be given, and not both")
                    .toException();
        }
        return new Now(hostTime.get());
    }

    /** What is wrong in the document is told where it stands in the params. */
    private static void load(SimulatorControl simulator, JsonObject document) {
        try {
            simulator.loadDocument(Json.write(document));
        } catch (ProblemException refused) {
            String path = refused.problem().path();
            throw refused.problem().toBuilder()
                    .path(path == null ? "document" : path.startsWith("[") ? "document" + path : "document." + path)
                    .toException();
        }
    }

    Now advance(Advance request) {
        return new Now(control("simulator.advance").advance(Duration.ofSeconds(request.seconds())));
    }

    /** The simulator reads the document itself, and knows what each kind takes. */
    Now inject(Injection injection) {
        control("simulator.inject").inject(Json.write(binder.writeObject(injection)));
        return new Now(hostTime.get());
    }

    private SimulatorControl control(String method) {
        if (control == null) {
            throw Problem.of(
                            ErrorCode.METHOD_NOT_FOUND,
                            Reason.SIMULATION_ONLY,
                            method + " exists only where the simulator answers, and here a real host does")
                    .path("method")
                    .toException();
        }
        return control;
    }
}
