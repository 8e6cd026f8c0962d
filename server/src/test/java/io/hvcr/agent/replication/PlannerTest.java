// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.MemberState;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private static final String FILE = "C:\\ClusterStorage\\Volume1\\sql-fci.vhds";

    private final Scene scene = new Scene();

    private static Blocked blocked(Plan plan) {
        return Objects.requireNonNull(plan.blocked(), "the plan is not blocked");
    }

    private ReplicationSettings modified(Plan plan) {
        return ((ReplicationCall.Modify) plan.steps().get(0).call()).settings();
    }

    @Test
    void createsWithTheGivenSettingsAndTheUsualPort() {
        Plan plan = scene.plan(DesiredState.REPLICATING);

        assertThat(Scene.methods(plan)).containsExactly("CreateReplicationRelationship", "StartReplication");
        ReplicationSettings created =
                ((ReplicationCall.Create) plan.steps().get(0).call()).settings();
        assertThat(created)
                .isEqualTo(FakeHost.settings("broker.recovery.example", 80, AuthenticationType.Known.KERBEROS));
        assertThat(plan.after().state()).isEqualTo(DesiredState.REPLICATING);
        DeclaredSettings after = Objects.requireNonNull(plan.after().settings());
        assertThat(after.replicationFrequencySec())
                .as("the host's fresh instance shows through")
                .isEqualTo(300);
        assertThat(plan.before().state()).isEqualTo(DesiredState.ABSENT);
        assertThat(plan.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void aCertificateRelationshipDefaultsToItsOwnPortAndWantsAThumbprint() {
        DeclaredSettings without = new DeclaredSettings(
                "broker",
                null,
                AuthenticationType.Known.CERTIFICATE,
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
                null);
        Plan missing = scene.plan(Scene.wants(DesiredState.ENABLED, without));
        assertThat(blocked(missing).reason()).isEqualTo(Reason.SETTINGS_MISSING);
        assertThat(blocked(missing).path()).isEqualTo("settings.certificateThumbprint");

        Plan plan = scene.plan(Scene.wants(DesiredState.ENABLED, Scene.everything("broker", FILE)));
        ReplicationSettings created =
                ((ReplicationCall.Create) plan.steps().get(0).call()).settings();
        assertThat(created.recoveryServerPortNumber()).isEqualTo(8080);
        assertThat(Objects.requireNonNull(created.includedDisks())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"replicaServerName", "authenticationType"})
    void aNewRelationshipNeedsServerAndAuthentication(String member) {
        DeclaredSettings settings = new DeclaredSettings(
                member.equals("replicaServerName") ? null : "broker",
                null,
                member.equals("authenticationType") ? null : AuthenticationType.Known.KERBEROS,
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
                null);

        Blocked why = blocked(scene.plan(Scene.wants(DesiredState.REPLICATING, settings)));

        assertThat(why.reason()).isEqualTo(Reason.SETTINGS_MISSING);
        assertThat(why.path()).isEqualTo("settings." + member);
        assertThat(why.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(why.message()).contains("sql-fci", "settings." + member);
    }

    @Test
    void aCollectionWithoutMembersIsRefusedAsTheHostWould() {
        scene.collection.members.clear();
        Blocked why = blocked(scene.plan(DesiredState.REPLICATING));
        assertThat(why.reason()).isEqualTo(Reason.NO_MEMBERS);
        assertThat(why.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
    }

    @Test
    void onlyWhatDiffersIsModifiedAndComparisonsIgnoreCase() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        scene.collection.settings = FakeHost.FRESH.with(
                FakeHost.settings("Broker.Recovery.Example", 80, AuthenticationType.Known.KERBEROS));
        assertThat(scene.plan(DesiredState.REPLICATING).steps()).isEmpty();

        Plan plan = scene.plan(Scene.wants(DesiredState.REPLICATING, Scene.history(4)));

        assertThat(Scene.methods(plan)).containsExactly("ModifyReplicationSettings");
        assertThat(modified(plan).recoveryHistory()).isEqualTo(4);
        assertThat(modified(plan).recoveryConnectionPoint())
                .as("what does not differ is not sent")
                .isNull();
        assertThat(plan.steps().get(0).reason()).contains("recoveryHistory");
        assertThat(Objects.requireNonNull(plan.after().settings()).recoveryHistory())
                .isEqualTo(4);
    }

    @Test
    void diskPathsAreFoundByTheirFilesInAnyCase() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        Plan plan = scene.plan(Scene.wants(null, Scene.disks("c:/clusterstorage/volume1/SQL-FCI.VHDS")));
        assertThat(Objects.requireNonNull(modified(plan).includedDisks()))
                .containsExactly(scene.collection.disks.get(0).reference());

        Blocked why = blocked(scene.plan(Scene.wants(null, Scene.disks("C:\\nowhere.vhdx"))));
        assertThat(why.path()).isEqualTo("settings.replicatedDiskPaths");
        assertThat(why.message()).contains("C:\\nowhere.vhdx", FILE);
    }

    @Test
    void aShorterHistoryNeedsPermission() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        scene.collection.settings = FakeHost.FRESH
                .with(FakeHost.KERBEROS)
                .with(SettingsDifference.toCreate(Scene.history(8), DiskNames.of(List.of())));

        assertThat(scene.plan(Scene.wants(null, Scene.history(9))).needs()).isEmpty();
        Plan shorter = scene.plan(Scene.wants(null, Scene.history(4)));
        assertThat(shorter.needs()).containsExactly(Need.DISCARD_RECOVERY_POINTS);
        assertThat(blocked(shorter).reason()).isEqualTo(Reason.NEEDS_DISCARD_RECOVERY_POINTS);
        assertThat(blocked(shorter).path()).isEqualTo("allow");
        assertThat(shorter.steps()).hasSize(1);
        assertThat(scene.plan(Scene.wants(null, Scene.history(4)), Need.DISCARD_RECOVERY_POINTS)
                        .blocked())
                .isNull();
    }

    @Test
    void modifiesBeforeItLeavesTheStatesThatTakeIt() {
        scene.collection.primary(CollectionState.Known.READY);
        assertThat(Scene.methods(scene.plan(Scene.wants(DesiredState.REPLICATING, Scene.history(4)))))
                .containsExactly("ModifyReplicationSettings", "StartReplication");
        scene.collection.primary(CollectionState.Known.REPLICATING);
        assertThat(Scene.methods(scene.plan(Scene.wants(DesiredState.SUSPENDED, Scene.history(4)))))
                .containsExactly("ModifyReplicationSettings", "SuspendReplication");
    }

    @Test
    void modifiesAfterWhatLeadsToAStateThatTakesIt() {
        scene.collection.primary(CollectionState.Known.SUSPENDED);
        assertThat(Scene.methods(scene.plan(Scene.wants(DesiredState.REPLICATING, Scene.history(4)))))
                .containsExactly("ResumeReplication", "ModifyReplicationSettings");
        scene.collection.primary(CollectionState.Known.WAITING_RESYNCHRONIZATION);
        assertThat(Scene.methods(scene.plan(
                        Scene.wants(DesiredState.REPLICATING, Scene.history(4)), Need.DISCARD_RECOVERY_POINTS)))
                .containsExactly("Resynchronize", "ModifyReplicationSettings");
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED", "CRITICAL", "WAITING_RESYNCHRONIZATION", "RESYNCHRONIZING"})
    void settingsThatDifferWhereTheyCannotBeModifiedBlock(CollectionState.Known state) {
        scene.collection.primary(state);
        Blocked why = blocked(scene.plan(Scene.wants(DesiredState.ENABLED, Scene.history(4))));
        assertThat(why.returnValue()).isEqualTo(ReturnCode.Known.INVALID_STATE);
        assertThat(why.path()).isEqualTo("settings");
        assertThat(why.message()).contains("recoveryHistory", state.label());
    }

    @Test
    void anotherServerTakesANewRelationshipAndKeepsEverythingElse() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        scene.collection.settings = FakeHost.FRESH
                .with(FakeHost.KERBEROS)
                .with(SettingsDifference.toCreate(Scene.history(8), DiskNames.of(List.of())));

        Plan plan = scene.plan(Scene.wants(DesiredState.REPLICATING, Scene.server("other.example")));

        assertThat(Scene.methods(plan))
                .containsExactly("RemoveReplicationRelationship", "CreateReplicationRelationship", "StartReplication");
        assertThat(plan.needs()).containsExactly(Need.RESEED);
        assertThat(blocked(plan).reason()).isEqualTo(Reason.NEEDS_RESEED);
        ReplicationSettings created =
                ((ReplicationCall.Create) plan.steps().get(1).call()).settings();
        assertThat(created.recoveryConnectionPoint()).isEqualTo("other.example");
        assertThat(created.recoveryHistory()).isEqualTo(8);
        assertThat(created.recoveryServerPortNumber()).isEqualTo(80);
        assertThat(plan.warnings()).extracting(Warning::reason).contains(Reason.LEFTOVER_ON_OTHER_SIDE);
    }

    @Test
    void aReseedBringsBackTheCopyEvenWhereOnlyARelationshipIsWanted() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        assertThat(Scene.methods(scene.plan(Scene.wants(null, Scene.server("other.example")), Need.RESEED)))
                .endsWith("StartReplication");
        scene.collection.primary(CollectionState.Known.READY);
        assertThat(Scene.methods(
                        scene.plan(Scene.wants(DesiredState.ENABLED, Scene.server("other.example")), Need.RESEED)))
                .containsExactly("RemoveReplicationRelationship", "CreateReplicationRelationship");
        scene.collection.primary(CollectionState.Known.SUSPENDED);
        assertThat(blocked(scene.plan(Scene.wants(DesiredState.SUSPENDED, Scene.server("other.example")), Need.RESEED))
                        .reason())
                .isEqualTo(Reason.NOT_REPLICATED);
    }

    @Test
    void startTimesAreJudgedByTheHostsClockAndOnlyWhereThePlanStarts() {
        Instant late = FakeHost.NOW.plus(Duration.ofDays(8));
        DesiredDocument document = Scene.starts(new InitialReplication(InitialReplicationType.NETWORK, null, late));
        Blocked why = blocked(scene.plan(document));
        assertThat(why.reason()).isEqualTo(Reason.START_TIME_OUT_OF_RANGE);
        assertThat(why.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
        assertThat(why.path()).isEqualTo("initialReplication.startTime");
        assertThat(why.message()).contains("seven days", FakeHost.NOW.toString());

        scene.collection.primary(CollectionState.Known.REPLICATING);
        Plan later = scene.plan(document);
        assertThat(later.blocked())
                .as("a playbook of Monday still runs on Tuesday")
                .isNull();
        assertThat(later.steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-30,", "0,", "3600,2026-11-22T19:00:00Z"})
    void aStartTimeWithinAMinuteMeansNow(long secondsAhead, Instant sent) {
        Instant start = FakeHost.NOW.plusSeconds(secondsAhead);
        Plan plan = scene.plan(Scene.starts(new InitialReplication(InitialReplicationType.SEEDED, null, start)));
        assertThat(plan.steps().get(1).call())
                .isEqualTo(new ReplicationCall.Start(InitialReplicationType.SEEDED, null, sent));
    }

    @Test
    void thePastBlocks() {
        Instant past = FakeHost.NOW.minusSeconds(61);
        assertThat(blocked(scene.plan(Scene.starts(new InitialReplication(InitialReplicationType.NETWORK, null, past))))
                        .message())
                .contains("past");
    }

    @Test
    void anExportNeedsItsLocationAndIgnoresATime() {
        Instant whenever = FakeHost.NOW.minusSeconds(1_000_000);
        Plan plan =
                scene.plan(Scene.starts(new InitialReplication(InitialReplicationType.EXPORT, "C:\\seed", whenever)));
        assertThat(plan.steps().get(1).call())
                .isEqualTo(new ReplicationCall.Start(InitialReplicationType.EXPORT, "C:\\seed", null));
        assertThat(plan.warnings()).extracting(Warning::path).containsExactly("initialReplication.startTime");

        assertThat(blocked(scene.plan(Scene.starts(new InitialReplication(InitialReplicationType.EXPORT, null, null))))
                        .reason())
                .isEqualTo(Reason.INVALID_EXPORT_LOCATION);
        assertThat(scene.plan(Scene.starts(new InitialReplication(InitialReplicationType.NETWORK, "C:\\seed", null)))
                        .warnings())
                .extracting(Warning::path)
                .containsExactly("initialReplication.exportLocation");
    }

    @Test
    void settingsAloneLeaveTheStateAsItIs() {
        scene.collection.primary(CollectionState.Known.READY);
        assertThat(Scene.methods(scene.plan(Scene.wants(null, Scene.history(4)))))
                .containsExactly("ModifyReplicationSettings");
        assertThat(scene.plan(Scene.wants(null, null)).changed()).isFalse();

        Scene none = new Scene();
        assertThat(blocked(none.plan(Scene.wants(null, Scene.history(4)))).reason())
                .isEqualTo(Reason.NOT_REPLICATED);
    }

    @Test
    void settingsAreNotComparedOnceTheCollectionHasLeftThePrimarySide() {
        scene.collection.recovery(CollectionState.Known.REPLICATING);
        Plan plan = scene.plan(Scene.wants(DesiredState.REPLICATING, Scene.server("other.example")));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.warnings())
                .extracting(Warning::reason)
                .containsExactly(Reason.SIDE_CHANGED, Reason.SETTINGS_NOT_COMPARED);
        assertThat(plan.before().settings()).isNull();
    }

    @Test
    void removalSaysWhatIsLeftAndWhereToRemoveIt() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        Plan plan = scene.plan(Scene.wants(DesiredState.ABSENT, null));
        Warning warning = plan.warnings().get(0);
        assertThat(warning.reason()).isEqualTo(Reason.LEFTOVER_ON_OTHER_SIDE);
        assertThat(warning.message()).contains("broker.recovery.example", "RemoveReplicationRelationship");
        assertThat(plan.after()).isEqualTo(new DesiredDocument(DesiredState.ABSENT, null, null));
    }

    @Test
    void aRecoveryCollectionWithATestOrAFailoverIsNotRemoved() {
        scene.collection.recovery(CollectionState.Known.REPLICATING);
        scene.collection.test = scene.host.add("sql-fci - Test").seen();
        assertThat(blocked(scene.plan(Scene.wants(DesiredState.ABSENT, null))).reason())
                .isEqualTo(Reason.TEST_COLLECTION_EXISTS);
        scene.collection.test = null;
        scene.collection.failover = FailoverType.Known.REGULAR;
        assertThat(blocked(scene.plan(Scene.wants(DesiredState.ABSENT, null))).message())
                .contains("Regular");
    }

    @Test
    void state14IsBelievedOnlyWhereAMemberBearsItOut() {
        scene.collection.primary(CollectionState.Known.PARTIALLY_ENABLED);
        assertThat(scene.plan(DesiredState.ENABLED).blocked()).isNull();
        scene.collection.setMembers(MemberState.Known.REPLICATING);
        assertThat(blocked(scene.plan(DesiredState.ENABLED)).reason()).isEqualTo(Reason.UNKNOWN_STATE);
    }

    @Test
    void aRunningJobIsNamed() {
        scene.collection.primary(CollectionState.Known.REPLICATING);
        var job = Jobs.running(scene.collection, 92, 40);
        scene.collection.jobs.put(job.path(), new FakeCollection.FakeJob(job, () -> {}, 9));
        assertThat(scene.plan(DesiredState.SUSPENDED).warnings())
                .extracting(Warning::message)
                .singleElement()
                .asString()
                .contains("Modify Replication Relationship Settings", "40 %");
    }

    @Test
    void theDigestTellsPlansApartAndNothingElse() {
        Plan create = scene.plan(DesiredState.ENABLED);
        assertThat(scene.plan(DesiredState.ENABLED).digest()).isEqualTo(create.digest());
        assertThat(scene.plan(DesiredState.REPLICATING).digest()).isNotEqualTo(create.digest());
        assertThat(scene.plan(Scene.wants(DesiredState.ENABLED, Scene.server("other")))
                        .digest())
                .isNotEqualTo(create.digest());

        scene.collection.primary(CollectionState.Known.WAITING_INITIAL_REPLICATION);
        String copying = scene.plan(Scene.wants(DesiredState.ABSENT, null)).digest();
        scene.collection.primary(CollectionState.Known.REPLICATING);
        assertThat(scene.plan(Scene.wants(DesiredState.ABSENT, null)).digest())
                .as("a copy that became complete does not make another plan")
                .isEqualTo(copying);
        scene.collection.primary(CollectionState.Known.SUSPENDED);
        assertThat(scene.plan(Scene.wants(DesiredState.ABSENT, null)).digest()).isNotEqualTo(copying);
    }

    @Test
    void nextMethodsAreNamedWhereThereIsNoWay() {
        scene.collection.primary(CollectionState.Known.READY);
        Blocked why = blocked(scene.plan(DesiredState.SUSPENDED));
        assertThat(why.reason()).isEqualTo(Reason.NO_TRANSITION);
        assertThat(why.next()).contains(ReplicationMethod.START_REPLICATION);
        assertThat(why.message())
                .contains("'suspended'", "'sql-fci'", "mode 1 (Primary)", "state 1 (Ready for replication)")
                .contains("Valid now: ", "StartReplication");
    }
}
