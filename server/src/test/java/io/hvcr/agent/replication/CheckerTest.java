// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private final Scene scene = new Scene();
    private final Checker checker = new Checker(scene.observer);

    private Check failover(FailoverType received) {
        scene.collection.mode = CollectionMode.Known.REPLICA;
        scene.collection.state = CollectionState.Known.REPLICATING;
        scene.collection.failover = received;
        return checker.check("sql-fci", ReplicationMethod.INITIATE_FAILOVER);
    }

    @Test
    void saysThatAFailoverWithoutAPlannedOneWantsToBeAcknowledged() {
        Check check = failover(FailoverType.Known.REGULAR);

        assertThat(check.allowed()).as("the host would take it").isTrue();
        assertThat(check.reason()).isEqualTo(Reason.NEEDS_ACKNOWLEDGEMENT);
        assertThat(check.message()).contains("would be an unplanned failover", "\"acknowledge\":\"unplanned\"");
    }

    @Test
    void asksNothingWhereAPlannedFailoverWasReceived() {
        Check check = failover(FailoverType.Known.PLANNED);

        assertThat(check.allowed()).isTrue();
        assertThat(check.reason()).isNull();
    }

    @Test
    void leavesARefusalAsItIs() {
        scene.collection.mode = CollectionMode.Known.PRIMARY;
        scene.collection.state = CollectionState.Known.REPLICATING;

        Check check = checker.check("sql-fci", ReplicationMethod.INITIATE_FAILOVER);

        assertThat(check.allowed()).isFalse();
        assertThat(check.reason()).isEqualTo(Reason.WRONG_SIDE);
    }
}
