// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.Finding;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HostInspection;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.ProcessRights;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonConverter;
import io.hvcr.agent.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} saw, as one file that a person can read and send. It is made of reads alone, and of nothing that is secret: the
 * data folder with its tokens and keys is not even opened, and a thumbprint names a certificate without giving it away.
 *
 * @param format the version of this layout
 * @param rights with which rights it was seen; only a real host has any
 * @param collections everything the port shows, collection by collection
 * @param problems what could not be read
 * @param findings what reading tells about the questions that no documentation answers; only a real host has any
 */
record DoctorReport(
        int format,
        String version,
        Instant createdAt,
        Machine machine,
        HostIdentity host,
        @Nullable ProcessRights rights,
        List<PreflightCheck> preflight,
        List<Collected> collections,
        List<String> problems,
        List<Finding> findings) {

    private static final int FORMAT = 1;

    /** The machine and the Java under the agent. */
    record Machine(String system, String systemVersion, String architecture, String java) {

        static Machine here() {
            return new Machine(
                    System.getProperty("os.name", "?"),
                    System.getProperty("os.version", "?"),
                    System.getProperty("os.arch", "?"),
                    System.getProperty("java.runtime.version", "?"));
        }
    }

    /** One collection with its parts. */
    record Collected(
            HostCollection collection,
            @Nullable ReplicationSettings settings,
            List<Member> members,
            List<VirtualDisk> disks,
            @Nullable SharedDiskSet sharedDiskSet,
            List<RecoveryPoint> recoveryPoints,
            @Nullable HostCollection testCollection,
            List<HostJob> jobs) {

        static Collected read(HyperVHost host, HostCollection c) {
            return new Collected(
                    c,
                    host.settings(c).orElse(null),
                    host.members(c),
                    host.disks(c),
                    host.sharedDiskSet(c).orElse(null),
                    host.recoveryPoints(c),
                    host.testCollection(c).orElse(null),
                    host.jobs(c));
        }
    }

    /** Asks the host everything. A part that cannot be read is noted and hides no other. */
    static DoctorReport of(
            HyperVHost host, @Nullable HostInspection inspection, Machine machine, String version, Instant now) {
        List<String> problems = new ArrayList<>();
        List<Collected> collections = new ArrayList<>();
        List<PreflightCheck> preflight = host.preflight();
        try {
            for (HostCollection c : host.collections()) {
                try {
                    collections.add(Collected.read(host, c));
                } catch (HostException e) {
                    problems.add(c.ref().describe() + ": " + e.getMessage());
                }
            }
        } catch (HostException e) {
            problems.add("the collections: " + e.getMessage());
        }
        return new DoctorReport(
                FORMAT,
                version,
                now,
                machine,
                host.identity(),
                inspection == null ? null : inspection.rights(),
                preflight,
                collections,
                problems,
                inspection == null ? List.of() : inspection.findings());
    }

    JsonObject json() {
        return JsonBinder.builder()
                .register(
                        LocalTime.class,
                        JsonConverter.ofString(LocalTime::parse, LocalTime::toString, JsonObject.EMPTY))
                .build()
                .writeObject(this);
    }

    /** The report as it is sent: indented, for a person reads it first. */
    String text() {
        return Json.pretty(json()) + "\n";
    }

    boolean allHold() {
        return preflight.stream().noneMatch(check -> check.status() == PreflightCheck.Status.FAIL);
    }
}
