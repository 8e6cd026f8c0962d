// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.ReturnCode.Known.FILE_NOT_FOUND;
import static io.hvcr.agent.domain.ReturnCode.Known.INVALID_PARAMETER;

import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StartTimeWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The third step of judging a call (contract 5.1): its parameters, before anybody looks at the state. */
final class ParameterRules {

    private final ExportPaths exports;

    ParameterRules(ExportPaths exports) {
        this.exports = exports;
    }

    /** What the host answers to a call whose parameters it does not take; nothing where it takes them. */
    Optional<ReturnCode.Known> refusal(Scene scene, CollectionRow row, ReplicationCall call) {
        return switch (call) {
            case ReplicationCall.Plain plain -> Optional.empty();
            case ReplicationCall.GetStatistics statistics -> Optional.empty();
            case ReplicationCall.Create create -> settings(scene, row, create.settings());
            case ReplicationCall.Modify modify -> settings(scene, row, modify.settings());
            case ReplicationCall.Reverse reverse -> settings(scene, row, reverse.settings());
            case ReplicationCall.Start start -> start(scene, row.site(), start);
            case ReplicationCall.Resynchronize resynchronize -> time(scene, resynchronize.startTime());
            case ReplicationCall.InitiateFailover failover -> point(scene, row, failover.recoveryPointPath());
            case ReplicationCall.TestReplica test -> point(scene, row, test.recoveryPointPath());
        };
    }

    private static Optional<ReturnCode.Known> settings(Scene scene, CollectionRow row, ReplicationSettings asked) {
        if (row.members().isEmpty()) {
            // Without members no disk can be right or wrong; the transition table has the answer (contract 6.1).
            return Optional.empty();
        }
        ReplicationSettings whole = SettingsRules.complete(asked, row, scene.cluster(row.site()));
        return SettingsRules.refusal(whole, row, scene.fabric());
    }

    private Optional<ReturnCode.Known> start(Scene scene, Site site, ReplicationCall.Start start) {
        if (start.type() != InitialReplicationType.EXPORT) {
            return time(scene, start.startTime());
        }
        String directory = start.exportLocation();
        if (directory == null || directory.isBlank()) {
            return Optional.of(INVALID_PARAMETER);
        }
        return switch (exports.find(site, directory)) {
            case DIRECTORY -> Optional.empty();
            case MISSING -> Optional.of(FILE_NOT_FOUND);
            case FILE, INVALID -> Optional.of(INVALID_PARAMETER);
        };
    }

    /** Contract 5.7. */
    private static Optional<ReturnCode.Known> time(Scene scene, @Nullable Instant startTime) {
        boolean refused = switch (StartTimeWindow.of(startTime, scene.now())) {
            case NOW, LATER -> false;
            case PAST -> scene.switches().pastStart() == Switches.PastStart.REFUSE;
            case TOO_FAR -> scene.switches().farStart() == Switches.FarStart.REFUSE;
        };
        return refused ? Optional.of(INVALID_PARAMETER) : Optional.empty();
    }

    private static Optional<ReturnCode.Known> point(Scene scene, CollectionRow row, @Nullable String path) {
        return path == null || chosen(scene, row, path).isPresent() ? Optional.empty() : Optional.of(INVALID_PARAMETER);
    }

    /** The recovery point of this collection that a path names; null names the latest. */
    static Optional<Point> chosen(Scene scene, CollectionRow row, @Nullable String path) {
        if (row.replication() == null || row.side() != Side.RECOVERY) {
            return Optional.empty();
        }
        List<Point> points = Points.at(row.replicated(), scene.now());
        if (path == null) {
            return points.stream().max(Comparator.comparing(Point::createdAt));
        }
        return ObjectPath.parse(path)
                .filter(parsed -> parsed.isClass(ObjectPath.RECOVERY_POINT_CLASS))
                .filter(parsed -> parsed.key(HostPaths.COLLECTION_KEY)
                        .filter(id -> id.equalsIgnoreCase(row.id().value()))
                        .isPresent())
                .flatMap(parsed -> parsed.key(HostPaths.INSTANCE_KEY))
                .flatMap(id -> points.stream()
                        .filter(point -> Points.id(row.id(), point).equalsIgnoreCase(id))
                        .findFirst());
    }
}
