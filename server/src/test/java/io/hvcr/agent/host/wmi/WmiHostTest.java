// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.wmi.WmiHostOptions.DiskForm;
import io.hvcr.agent.host.wmi.WmiHostOptions.NodePolicy;
import io.hvcr.agent.host.wmi.WmiHostOptions.SettingsForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host layer where a host answers what no fabric would: gaps, unknown numbers, dead nodes, faults in the middle. */
class WmiHostTest extends WmiHostFixture {

    @Test
    void keepsStatesAndModesThatNobodyKnows() {
        wmi.on(COLLECTIONS, collectionRow("odd", 42, 9));

        assertThat(host().collections()).singleElement().satisfies(c -> {
            assertThat(c.state()).isEqualTo(new CollectionState.Unknown(42));
            assertThat(c.mode()).isEqualTo(new CollectionMode.Unknown(9));
        });
    }

    @Test
    void aNameMatchesExactlyAlthoughTheHostComparesWithoutCase() {
        wmi.on(COLLECTIONS, collectionRow("SQL-FCI", 0, 0), collectionRow("sql-fci", 0, 0));

        assertThat(host().collectionsNamed("sql-fci"))
                .singleElement()
                .satisfies(c -> assertThat(c.ref().name()).isEqualTo("sql-fci"));
    }

    @Test
    void aNameWithControlCharactersNeverReachesAQuery() {
        wmi.on(COLLECTIONS, collectionRow("a\nb", 0, 0));

        assertThat(host().collectionsNamed("a\nb")).hasSize(1);
        assertThat(wmi.requests).noneMatch(request -> request.contains("\n"));
    }

    @Test
    void aHostWithoutTheServiceSaysWhichServicesToCheck() {
        wmi.on("SELECT SystemCreationClassName");

        assertThatThrownBy(() -> host().probe()).hasMessageContaining("vmms").isInstanceOf(HostException.class);
        assertThat(wmi.requests).noneMatch(request -> request.startsWith("invoke"));
    }

    @Test
    void anAnswerWithoutReturnValueLeavesAChangingCallUnknown() {
        wmi.on("invoke SuspendReplication", out("Job", "x"));
        wmi.on("invoke GetReplicationStatistics", out("Job", "x"));

        assertThat(faultOf(new ReplicationCall.Plain(ReplicationMethod.SUSPEND_REPLICATION)))
                .isInstanceOf(HostFault.OutcomeUnknown.class);
        assertThat(faultOf(new ReplicationCall.GetStatistics())).isInstanceOf(HostFault.Refused.class);
    }

    @Test
    void fourThousandNinetySixWithoutAJobIsSaidAsItIs() {
        wmi.on("invoke ResumeReplication", out("ReturnValue", 4096));

        HostAnswer answer =
                host().invoke(collection(), new ReplicationCall.Plain(ReplicationMethod.RESUME_REPLICATION));

        assertThat(answer.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
        assertThat(answer.jobPath()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = WmiStatus.class,
            names = {"TIMED_OUT", "CALL_CANCELLED", "RPC_DISCONNECTED", "PROVIDER_FAILURE", "FAILED"})
    void aChangingCallThatWasCutOffIsUnknownAndNeverRepeated(WmiStatus status) {
        wmi.failing("invoke CommitFailover", status, true);

        assertThat(faultOf(new ReplicationCall.Plain(ReplicationMethod.COMMIT_FAILOVER)))
                .isInstanceOf(HostFault.OutcomeUnknown.class);
        assertThat(wmi.requests.stream().filter(r -> r.startsWith("invoke"))).hasSize(1);
    }

    @Test
    void aJobPathThatNamesADeadNodeIsFollowedHereAndThenCountsAsForgotten() {
        String path = "\\\\HV02\\root\\HyperVCluster\\v2:Msvm_ConcreteJob.InstanceID=\"J\"";
        wmi.failing("get " + path, WmiStatus.RPC_SERVER_UNAVAILABLE, false);

        assertThat(host().job(path)).isEmpty();
        assertThat(wmi.requests)
                .containsExactly(
                        "get " + path,
                        "get Msvm_ConcreteJob.InstanceID=\"J\"",
                        "get \\\\HV02\\root\\HyperVCluster\\v2 Msvm_ConcreteJob.InstanceID=\"J\"");

        wmi.on("get Msvm_ConcreteJob", row("Msvm_ConcreteJob", "", "InstanceID", "J", "JobState", 4));
        assertThat(host().job(path)).get().satisfies(job -> {
            assertThat(job.path()).isEqualTo(path);
            assertThat(job.state()).isEqualTo(JobState.Known.RUNNING);
        });
    }

    @Test
    void aJobIsNotForgottenJustBecauseThisNodeCannotBeAsked() {
        wmi.failing("get ", WmiStatus.SHUTTING_DOWN, false);

        assertThatThrownBy(() -> host().job(NS + "Msvm_ConcreteJob.InstanceID=\"J\""))
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isInstanceOf(HostFault.Unavailable.class));
    }

    @Test
    void aFailedJobTellsGetErrorExFirstThenTheDescriptions() {
        String path = NS + "Msvm_ConcreteJob.InstanceID=\"J\"";
        wmi.on(
                "get " + path,
                row(
                        "Msvm_ConcreteJob",
                        path,
                        "InstanceID",
                        "J",
                        "JobState",
                        10,
                        "JobType",
                        94,
                        "PercentComplete",
                        101,
                        "ErrorCode",
                        32768,
                        "ErrorDescription",
                        "long words",
                        "ErrorSummaryDescription",
                        "short words"));
        wmi.on(
                "invoke GetErrorEx",
                out(
                        "Errors",
                        List.of(
                                "<INSTANCE CLASSNAME=\"Msvm_Error\"><PROPERTY NAME=\"Message\" TYPE=\"string\"><VALUE>disk full"
                                        + "</VALUE></PROPERTY></INSTANCE>",
                                "instance of Msvm_Error { Message = \"long words\"; };")));

        HostJob job = host().job(path).orElseThrow();

        assertThat(job.errors()).containsExactly("disk full", "long words", "short words");
        assertThat(job.failure()).contains("disk full");
        assertThat(job.percentComplete()).isZero();

        wmi.failing("invoke GetErrorEx", WmiStatus.INVALID_METHOD, true);
        assertThat(host().job(path).orElseThrow().errors()).containsExactly("long words", "short words");
    }

    @Test
    void deniedInTheMiddleOfAReadIsAnError() {
        wmi.failing("SELECT CollectionID, ElementName FROM", WmiStatus.ACCESS_DENIED, true);

        assertThatThrownBy(() -> host().collections())
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isInstanceOf(HostFault.Denied.class));
    }

    @Test
    void membersAreMachinesOnlyAndShowWhereTheyRun() {
        members("HV02.example.com");

        assertThat(host().members(collection()))
                .singleElement()
                .isEqualTo(new Member(
                        VM,
                        "sql-1",
                        "HV02.example.com",
                        PowerState.Known.RUNNING,
                        MemberState.Known.REPLICATING,
                        ReplicationHealth.Known.OK));
    }

    @Test
    void whereTheHostSaysNotFoundForAnotherNodesCollectionTheOwnerIsNamed() {
        members("HV02");
        wmi.failing("invoke SuspendReplication", WmiStatus.NOT_FOUND, true);

        assertThat(faultOf(new ReplicationCall.Plain(ReplicationMethod.SUSPEND_REPLICATION)))
                .isInstanceOfSatisfying(
                        HostFault.WrongNode.class,
                        f -> assertThat(f.ownerNode()).isEqualTo("HV02"));

        members("hv01.example.com");
        assertThat(faultOf(new ReplicationCall.Plain(ReplicationMethod.SUSPEND_REPLICATION)))
                .isInstanceOf(HostFault.Missing.class);
    }

    @Test
    void setToItsOwnNodeTheAgentDoesNotEvenAsk() {
        members("HV02");
        WmiHost host = host(new WmiHostOptions(SettingsForm.OWN_CIM_DTD, DiskForm.INSTANCE_ID, NodePolicy.OWNER));

        assertThatThrownBy(() -> host.invoke(
                        collection(), new ReplicationCall.Plain(ReplicationMethod.REMOVE_REPLICATION_RELATIONSHIP)))
                .hasMessageContaining("HV02");
        assertThat(wmi.requests).noneMatch(r -> r.startsWith("invoke"));
    }

    @Test
    void withoutAClusterTheAnswersSaySo() {
        wmi.failing("SELECT Name FROM MSCluster_Cluster", WmiStatus.INVALID_NAMESPACE, false);

        assertThat(host().identity().clusterId()).isEmpty();
        assertThat(host().identity().node()).isEqualTo("HV01");
        assertThat(host().hostTime()).isEqualTo(NOW);
    }
}
