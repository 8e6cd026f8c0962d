// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;

import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** ModifyReplicationSettings and the change of the disk set that it can bring about. */
final class SettingsEffects {

    private SettingsEffects() {}

    /** ModifyReplicationSettings. */
    static Effect modify() {
        return (scene, row, job) -> {
            ReplicationSettings wanted = ((Work.Configure) job.work()).settings();
            ReplicationSettings before = row.replicated().settings();
            Optional<JobFailure> failure =
                    sameConnection(before, wanted) ? Optional.empty() : Connections.failure(scene, row.site(), wanted);
            if (failure.isPresent()) {
                return Effect.Result.failed(failure.get());
            }
            Set<DiskReference> added = disks(wanted);
            added.removeAll(disks(before));
            boolean otherDisks = !disks(wanted).equals(disks(before));
            if (otherDisks && row.state() == REPLICATING) {
                // The disks change when their update is done; everything else changes now.
                apply(scene, row, wanted.with(onlyDisks(before)));
                beginDiskUpdate(scene, scene.existing(row.place()), wanted, added);
            } else {
                apply(scene, row, wanted);
            }
            return Effect.Result.DONE;
        };
    }

    private static boolean sameConnection(ReplicationSettings before, ReplicationSettings wanted) {
        return Objects.equals(before.recoveryConnectionPoint(), wanted.recoveryConnectionPoint())
                && Objects.equals(before.recoveryServerPortNumber(), wanted.recoveryServerPortNumber())
                && Objects.equals(before.authenticationType(), wanted.authenticationType())
                && Objects.equals(before.certificateThumbPrint(), wanted.certificateThumbPrint())
                && Objects.equals(before.recoveryServerHosts(), wanted.recoveryServerHosts());
    }

    private static Set<DiskReference> disks(ReplicationSettings settings) {
        return new HashSet<>(settings.includedDisks() == null ? List.of() : settings.includedDisks());
    }

    /** Both sides hold the settings; what they mean for cycles and points holds from now on. */
    private static void apply(Scene scene, CollectionRow row, ReplicationSettings settings) {
        scene.put(row.with(CycleEngine.settled(scene, row).edit(draft -> draft.settings = settings)));
        scene.counterpart(row)
                .filter(other -> other.side() == Side.RECOVERY)
                .ifPresent(other -> scene.put(
                        other.with(CycleEngine.settled(scene, other).edit(draft -> draft.settings = settings))));
        CycleEngine.adjust(scene, row.id());
    }

    private static void beginDiskUpdate(
            Scene scene, CollectionRow row, ReplicationSettings wanted, Set<DiskReference> added) {
        long bytes = row.disks().stream()
                .filter(disk -> added.stream().anyMatch(reference -> SettingsRules.means(reference, disk)))
                .mapToLong(DiskRow::bytes)
                .sum();
        long seconds = 1 + bytes / scene.fabric().link().bytesPerSecond();
        Instant end = scene.now().plusSeconds(seconds);
        scene.put(JobBook.diskUpdate(scene, row, end));
        scene.put(row.replicating(draft -> draft.wantedDisks = onlyDisks(wanted)));
    }

    /** The update of the disk set has come to its end. */
    static void diskUpdateDone(Scene scene, CollectionRow row) {
        ReplicationSettings wanted = row.replicated().wantedDisks();
        if (wanted != null) {
            CollectionRow done = row.replicating(draft -> draft.wantedDisks = null);
            apply(scene, done, done.replicated().settings().with(wanted));
        }
    }

    /** CancelUpdateDiskSet: the disks stay as they were. */
    static Effect cancelUpdate() {
        return (scene, row, job) -> {
            scene.put(row.replicating(draft -> draft.wantedDisks = null));
            return Effect.Result.DONE;
        };
    }

    private static ReplicationSettings onlyDisks(ReplicationSettings settings) {
        return new ReplicationSettings(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                settings.includedDisks(),
                null,
                null);
    }
}
