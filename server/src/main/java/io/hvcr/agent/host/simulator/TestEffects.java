// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.DISABLED;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TestReplicaCollection and its end: a second collection on the recovery side (contract 2.4, 5.9, 6). */
final class TestEffects {

    private static final String SUFFIX = " - Test";

    private TestEffects() {}

    /** TestReplicaCollection. */
    static Effect test() {
        return (scene, row, job) -> {
            CollectionId testId = new CollectionId(scene.newGuid("test collection"));
            scene.put(copyOf(row, testId));
            scene.put(job.goal().reached(row.replicating(draft -> {
                draft.testId = testId;
                draft.counters = draft.counters.tested(scene.now());
            })));
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** The test collection: machines of their own, named after the originals, off. */
    private static CollectionRow copyOf(CollectionRow row, CollectionId testId) {
        List<MemberRow> members = row.members().stream()
                .map(member -> new MemberRow(
                        testMember(testId, member.id()),
                        member.name() + SUFFIX,
                        member.node(),
                        PowerState.Known.OFF,
                        false,
                        true,
                        false,
                        null))
                .toList();
        List<DiskRow> disks = row.disks().stream()
                .map(disk -> new DiskRow(
                        disk.instanceId() + SUFFIX,
                        disk.path(),
                        disk.bytes(),
                        disk.memberIds().stream()
                                .map(member -> testMember(testId, member))
                                .toList()))
                .toList();
        return new CollectionRow(
                        row.site(),
                        testId,
                        row.name() + SUFFIX,
                        row.collectionKind(),
                        row.node(),
                        row.mode(),
                        row.state(),
                        FailoverType.Known.NONE,
                        0,
                        members,
                        disks,
                        row.id(),
                        null)
                .at(Side.TEST, DISABLED);
    }

    private static String testMember(CollectionId testId, String memberId) {
        return Guids.of("test member " + testId.value() + " " + memberId);
    }

    /** RevertTestReplicaCollection. */
    static Effect revertTest() {
        return (scene, row, job) -> {
            removeTest(scene, row);
            scene.put(job.goal().reached(scene.existing(row.place())));
            CycleEngine.adjust(scene, row.id());
            return Effect.Result.DONE;
        };
    }

    /** Destroys the test collection of a recovery collection, where there is one. */
    static void removeTest(Scene scene, CollectionRow row) {
        @Nullable CollectionId testId = row.replicated().testId();
        if (testId != null) {
            scene.collection(new CollectionKey(row.site(), testId)).ifPresent(scene::remove);
            scene.put(row.replicating(draft -> draft.testId = null));
        }
    }
}
