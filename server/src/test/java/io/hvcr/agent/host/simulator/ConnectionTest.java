// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.host.simulator.Site.PRIMARY;
import static io.hvcr.agent.host.simulator.TestFabric.SQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers, members and the management layer in trouble: which failure shows where (contract 1.3, 5.1, 6.2). */
class ConnectionTest {

    @TempDir
    Path folder;

    /** What was done to the fabric, with single quotes for double ones; what the job of Create then says. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'kind':'broker','site':'recovery','online':false | broker.recovery.example:80 | 0x00002EFD",
                "'kind':'broker','site':'recovery','replicaEnabled':false | broker.recovery.example:80 | 0x00002EFD",
                "'kind':'broker','site':'recovery','kerberosPort':8080 | broker.recovery.example:80 | 0x00002EFD",
                "'kind':'broker','site':'recovery','acceptedPrimaries':['*.contoso.example'] | broker.primary.example | 0x80070005",
                "'kind':'broker','site':'recovery','acceptedPrimaries':[] | broker.primary.example | 0x80070005",
                "'kind':'link','up':false,'failure':'nameNotResolved' | broker.recovery.example | 0x00002EE7",
                "'kind':'link','up':false,'failure':'logonDenied' | broker.recovery.example | 0x8009030C",
                "'kind':'disk','site':'recovery','full':true | 'sql-fci' | 0x80070070",
                "'kind':'member','collection':'sql-fci','member':'SQL2','highlyAvailable':false | 'SQL2' | not highly available",
                "'kind':'member','collection':'sql-fci','member':'SQL1','replicatedAlone':true | 'SQL1' | already enabled",
            })
    void theJobFailsNamingWhatAndWhy(String injection, String what, String why) {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(("{" + injection + "}").replace('\'', '"'));
            HostJob job = fabric.done(PRIMARY, SQL, create());
            assertThat(job.state()).isEqualTo(JobState.Known.EXCEPTION);
            assertThat(job.errorCode()).isEqualTo(32768);
            assertThat(String.join(" ", job.errors())).contains(what.replace("'", ""), why);
            assertThat(fabric.states(SQL)).as("nothing is half done").isEqualTo("0/0 -");
        }
    }

    private static ReplicationCall create() {
        return new ReplicationCall.Create(TestFabric.toBroker(Site.RECOVERY));
    }

    @Test
    void whatWasMendedWorks() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"broker\",\"site\":\"recovery\",\"online\":false,\"acceptedPrimaries\":[\"x\"]}");
            assertThat(fabric.failure(PRIMARY, SQL, create())).contains("0x00002EFD");
            fabric.inject("{\"kind\":\"broker\",\"site\":\"recovery\",\"online\":true}");
            assertThat(fabric.failure(PRIMARY, SQL, create()))
                    .as("what was not said stays as it was")
                    .contains("0x80070005");
            fabric.inject(
                    "{\"kind\":\"broker\",\"site\":\"recovery\",\"acceptedPrimaries\":[\"BROKER.*\",\"*.Example\"]}");
            fabric.create(SQL);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, Unavailable, 80041013",
        "denied, Denied, 80041003",
        "missing, Missing, 80041002",
        "outcomeUnknown, OutcomeUnknown, 80041069",
        "wrongNode, WrongNode, 80041001",
        "refused, Refused, 80041001",
    })
    void theLayerFailsOnceWithItsKindAndNumberAndThenNoMore(String kind, String fault, String hresult) {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"fault\",\"operation\":\"members\",\"fault\":\"" + kind + "\"}");
            assertThat(fabric.primary.collections())
                    .as("only what was named fails")
                    .isNotEmpty();
            assertThatThrownBy(() -> fabric.primary.members(fabric.collection(PRIMARY, SQL)))
                    .isInstanceOfSatisfying(HostException.class, e -> {
                        assertThat(e.fault().getClass().getSimpleName()).isEqualTo(fault);
                        assertThat(e.fault().hresult()).isEqualTo(Integer.parseUnsignedInt(hresult, 16));
                        assertThat(e.fault().text()).contains("0x" + hresult);
                    });
            assertThat(fabric.primary.members(fabric.collection(PRIMARY, SQL))).hasSize(2);
        }
    }

    @Test
    void aFaultOfOneSiteLeavesTheOtherAlone() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject(
                    "{\"kind\":\"fault\",\"operation\":\"jobs\",\"site\":\"recovery\",\"fault\":\"denied\",\"times\":2}");
            assertThat(fabric.primary.jobs()).isEmpty();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(fabric.recovery::jobs).isInstanceOf(HostException.class);
            }
            assertThat(fabric.recovery.jobs()).isEmpty();
        }
    }

    @Test
    void aFaultMayNameTheNodeThatOwnsTheCollection() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"fault\",\"fault\":\"wrongNode\",\"ownerNode\":\"HV-P3\",\"text\":\"not here\"}");
            assertThatThrownBy(() -> fabric.call(PRIMARY, SQL, create()))
                    .isInstanceOfSatisfying(
                            HostException.class,
                            e -> assertThat(e.fault())
                                    .isEqualTo(new HostFault.WrongNode(
                                            "CreateReplicationRelationship", "not here", 0x80041001, "HV-P3")));
            assertThat(fabric.states(SQL)).isEqualTo("0/0 -");
        }
    }

    @Test
    void whatWaitsForItsVictimCanBeForgotten() {
        try (TestFabric fabric = TestFabric.two(folder)) {
            fabric.inject("{\"kind\":\"returnValue\",\"number\":32778,\"times\":9}");
            fabric.inject("{\"kind\":\"jobFailure\",\"times\":9}");
            assertThat(fabric.call(PRIMARY, SQL, create()).number()).isEqualTo(32778);
            fabric.inject("{\"kind\":\"clear\"}");
            fabric.create(SQL);
            assertThat(fabric.states(SQL)).isEqualTo("1/1 2/2");
        }
    }

    /** An injection that makes no sense where it is asked for; the reason, and what its message names. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'kind':'earthquake'} | INVALID_VALUE | power",
                "{'kind':'power','collection':'sql-fci','state':'running','site':'recovery'} | UNKNOWN_COLLECTION | sql-fci",
                "{'kind':'power','collection':'nobody','state':'off'} | UNKNOWN_COLLECTION | sql-fci",
                "{'kind':'power','collection':'sql-fci','members':['SQL9'],'state':'off'} | INVALID_VALUE | SQL1",
                "{'kind':'power','collection':'files','site':'recovery','state':'running'} | INVALID_STATE | only after a failover",
                "{'kind':'resync','collection':'sql-fci'} | INVALID_STATE | states 3, 7 and 8",
                "{'kind':'disk','site':'primary','full':true,'collection':'sql-fci'} | NOT_REPLICATED | not replicated",
                "{'kind':'state','collection':'sql-fci','mode':1,'state':3} | NOT_REPLICATED | mode 1",
                "{'kind':'member','collection':'files','member':'FS1','node':'HV-X'} | INVALID_VALUE | HV-P1",
            })
    void anInjectionThatMakesNoSenseIsRefusedAndChangesNothing(String injection, Reason reason, String names) {
        Path file = folder.resolve("test.fabric");
        try (TestFabric fabric = TestFabric.two(folder)) {
            FabricInvariants invariants = new FabricInvariants(fabric.fabric, file);
            var before = invariants.things();
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> fabric.inject(injection.replace('\'', '"')));
            Problem problem = refused.problem();
            assertThat(problem.reason()).as(problem.message()).isEqualTo(reason);
            assertThat(problem.message() + problem.allowed()).contains(names);
            assertThat(invariants.things()).isEqualTo(before);
        }
    }
}
