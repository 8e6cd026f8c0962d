// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.SimulatorControl;
import io.hvcr.agent.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Two simulated clusters in one file (design 5), which several processes may open at once.
 *
 * <p>The fabric's progress is a function of its clock and of what was asked of it, so the clusters go on while nobody has the file open:
 * jobs end, schedules come due, cycles are sent, retries are used up. {@link #host} gives one site as the port shows it;
 * {@link SimulatorControl} gives scenes, time and mishaps. Exports are written below a folder beside the file.
 */
public final class SimulatedFabric implements SimulatorControl, AutoCloseable {

    private final InstantSource clock;
    private final FabricStore store;
    private final ScenarioLoader loader;
    private final Injector injector;
    private final Calls calls;
    private final Mishaps mishaps;

    private SimulatedFabric(Path file, InstantSource clock) {
        ExportPaths paths = new ExportPaths(exportRoot(file));
        ExportWriter exports = new ExportWriter(paths);
        CopyEngine copies = new CopyEngine(exports);
        CopyEffects copyEffects = new CopyEffects(copies, paths);
        JobRunner jobs;
        this.clock = clock;
        this.mishaps = new Mishaps();
        jobs = new JobRunner(new Effects(copies, copyEffects, mishaps), mishaps);
        this.calls = new Calls(new ParameterRules(paths), jobs, mishaps);
        this.loader = new ScenarioLoader(paths, new ReplicationLoader(copies));
        this.injector = new Injector(copies, exports, paths);
        this.store = new FabricStore(file, clock, Timeline.of(new DueEvents(jobs, copies, copyEffects)));
    }

    /**
     * Opens a fabric, and makes it of the scenario where the file holds none yet.
     *
     * @param file the file; its folder has to exist
     * @param clock real time
     * @param first the scenario of a new fabric; one that exists already stays as it is
     * @throws ProblemException where the scenario is needed and not good
     * @throws io.hvcr.agent.sql.DatabaseException where the file cannot be opened
     */
    public static SimulatedFabric open(Path file, InstantSource clock, ScenarioSource first) {
        return open(file, clock, document(first));
    }

    /** The same, and in a new fabric time passes in this way instead of the scenario's. */
    public static SimulatedFabric open(Path file, InstantSource clock, ScenarioSource first, FabricClock passing) {
        return open(file, clock, document(first).withClock(passing));
    }

    private static SimulatedFabric open(Path file, InstantSource clock, ScenarioDocument first) {
        SimulatedFabric fabric = new SimulatedFabric(file, clock);
        try {
            fabric.load(first, false);
            return fabric;
        } catch (RuntimeException e) {
            fabric.close();
            throw e;
        }
    }

    /** The same with the default scenario. */
    public static SimulatedFabric open(Path file, InstantSource clock) {
        return open(file, clock, ScenarioSource.DEFAULT);
    }

    /** One site, asked from its first node. */
    public HyperVHost host(Site site) {
        return host(
                site,
                store.read((picture, now) -> picture.fabric().cluster(site).firstNode()));
    }

    /** One site, asked from one of its nodes. */
    public HyperVHost host(Site site, String node) {
        return new SimulatedHost(store, calls, mishaps, Pause.sleeping(), site, node);
    }

    /** The folder below which a fabric's exports are written: beside its file. */
    public static Path exportRoot(Path file) {
        return file.resolveSibling(file.getFileName() + ".files");
    }

    /** The names that {@link #loadNamed} knows; {@code bench-N} stands for any number of collections. */
    public static List<String> scenarioNames() {
        return Scenarios.names();
    }

    /** The JSON Schema of scenario documents, for people. */
    public static String scenarioSchema() {
        return Json.pretty(Scenarios.schema());
    }

    /** The JSON Schema of what {@link #inject} takes, for people. */
    public static String injectionSchema() {
        return Json.pretty(Injector.schema());
    }

    @Override
    public void loadNamed(String name) {
        load(Scenarios.named(name), true);
    }

    @Override
    public void loadDocument(String json) {
        load(Scenarios.document(json), true);
    }

    @Override
    public Instant advance(Duration by) {
        return store.advance(by);
    }

    @Override
    public void inject(String json) {
        Injection injection = Injector.read(json);
        store.write(scene -> {
            injector.apply(scene, injection);
            return true;
        });
    }

    /** What is behind the door, for whoever sets the stage in this package. */
    FabricStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }

    private static ScenarioDocument document(ScenarioSource source) {
        return switch (source) {
            case ScenarioSource.Named named -> Scenarios.named(named.name());
            case ScenarioSource.Document document -> Scenarios.document(document.json());
        };
    }

    private void load(ScenarioDocument document, boolean replace) {
        store.load(replace, loader.beginning(document, clock.instant()));
    }
}
