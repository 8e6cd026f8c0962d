// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ReplicationMethod;

/** The effect of every method that changes something. */
final class Effects {

    private final Effect create;
    private final CopyEffects copies;
    private final StateEffects states;
    private final FailoverEffects failovers;
    private final Effect reverse;

    Effects(CopyEngine engine, CopyEffects copies, Mishaps mishaps) {
        this.create = new CreateEffect(mishaps);
        this.copies = copies;
        this.states = new StateEffects(mishaps, copies);
        this.failovers = new FailoverEffects(mishaps);
        this.reverse = new ReverseEffect(engine);
    }

    Effect of(ReplicationMethod method) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> create;
            case START_REPLICATION -> copies.start();
            case MODIFY_REPLICATION_SETTINGS -> SettingsEffects.modify();
            case CANCEL_INITIAL_REPLICATION -> CopyEffects.cancelInitialReplication();
            case SUSPEND_REPLICATION -> StateEffects.suspend();
            case RESUME_REPLICATION -> states.resume();
            case RESYNCHRONIZE -> copies.resynchronize();
            case CANCEL_RESYNCHRONIZE -> CopyEffects.cancelResynchronize();
            case CANCEL_UPDATE_DISK_SET -> SettingsEffects.cancelUpdate();
            case INITIATE_PLANNED_FAILOVER -> FailoverEffects.initiatePlanned();
            case REVERT_PLANNED_FAILOVER -> FailoverEffects.revertPlanned();
            case INITIATE_FAILOVER -> failovers.initiate();
            case REVERT_FAILOVER -> FailoverEffects.revert();
            case COMMIT_FAILOVER -> FailoverEffects.commit();
            case PREPARE_FOR_REVERSE_REPLICATION -> FailoverEffects.prepareForReverse();
            case REVERSE_REPLICATION_RELATIONSHIP -> reverse;
            case TEST_REPLICA_COLLECTION -> TestEffects.test();
            case REVERT_TEST_REPLICA_COLLECTION -> TestEffects.revertTest();
            case REMOVE_REPLICATION_RELATIONSHIP -> states.remove();
            case GET_REPLICATION_STATISTICS -> (scene, row, job) -> Effect.Result.DONE;
            case RESET_REPLICATION_STATISTICS ->
                (scene, row, job) -> {
                    Replication settled = CycleEngine.settled(scene, row);
                    scene.put(row.with(settled.edit(draft -> draft.counters = draft.counters.from(scene.now()))));
                    return Effect.Result.DONE;
                };
        };
    }
}
