// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every implementation of the port shows to whoever reads. */
public abstract class HostReadingContract extends HostContract {

    @Test
    void saysWhoAnswers() {
        HostIdentity here = fixture.primary().identity();
        HostIdentity there = fixture.recovery().identity();
        assertThat(here.clusterId()).isNotBlank().isNotEqualTo(there.clusterId());
        assertThat(here.clusterName()).isNotBlank().isNotEqualTo(there.clusterName());
        assertThat(here.node()).isNotBlank();
        assertThat(here.broker()).isEqualTo("broker.primary.example");
    }

    @Test
    void tellsTheHostsTime() {
        Instant before = fixture.primary().hostTime();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(Duration.between(before, fixture.primary().hostTime()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void listsEveryCollectionOnceAndFindsEachByItsId() {
        List<HostCollection> all = fixture.primary().collections();
        assertThat(all).hasSize(9);
        assertThat(new HashSet<>(all.stream().map(HostCollection::id).toList())).hasSameSizeAs(all);
        for (HostCollection one : all) {
            assertThat(fixture.primary().collection(one.id())).contains(one);
            assertThat(fixture.primary()
                            .collection(new CollectionId(one.id().value().toLowerCase(Locale.ROOT))))
                    .contains(one);
            assertThat(fixture.primary().collectionsNamed(one.ref().name())).contains(one);
        }
        assertThat(fixture.primary().collection(new CollectionId("00000000-0000-0000-0000-000000000000")))
                .isEmpty();
        assertThat(fixture.primary().collectionsNamed("SQL-FCI")).isEmpty();
        assertThat(fixture.primary().collectionsNamed("no such")).isEmpty();
    }

    @Test
    void namesNeedNotBeUniqueAndMayBeAnyText() {
        assertThat(fixture.primary().collectionsNamed("twin")).hasSize(2);
        String awkward = "q\"uo'te\\ [%_] \n 名 😀";
        HostCollection one = named(fixture.primary(), awkward);
        assertThat(one.ref().name()).isEqualTo(awkward);
        assertThat(fixture.primary().members(one)).extracting(Member::name).containsExactly("vm \"1\" \\ '名'");
    }

    @Test
    void showsModeStateAndKind() {
        assertThat(named(fixture.primary(), SQL))
                .returns(CollectionMode.Known.NONE, HostCollection::mode)
                .returns(CollectionState.Known.DISABLED, HostCollection::state)
                .returns(HostCollection.Kind.VIRTUAL_SYSTEMS, HostCollection::kind);
        assertThat(named(fixture.primary(), "groups").kind()).isEqualTo(HostCollection.Kind.MANAGEMENT);
        HostCollection replica = named(fixture.recovery(), REPLICATED);
        assertThat(replica.side()).isEqualTo(Side.RECOVERY);
        assertThat(replica.state()).isEqualTo(CollectionState.Known.REPLICATING);
        assertThat(replica.lastApplyTime()).isNotNull();
        assertThat(named(fixture.primary(), REPLICATED).lastApplyTime()).isNull();
    }

    @Test
    void showsMembersWithPowerAndNode() {
        List<Member> members = fixture.primary().members(named(fixture.primary(), SQL));
        assertThat(members).extracting(Member::name).containsExactly("SQL1", "SQL2");
        assertThat(members).allSatisfy(member -> {
            assertThat(member.id()).isNotBlank();
            assertThat(member.node()).isNotBlank();
            assertThat(member.powerState()).isEqualTo(PowerState.Known.RUNNING);
            assertThat(member.off()).isFalse();
        });
        assertThat(fixture.recovery().members(named(fixture.recovery(), REPLICATED)))
                .allMatch(Member::off);
    }

    @Test
    void showsDisksAndWhoSharesThem() {
        List<VirtualDisk> disks = fixture.primary().disks(named(fixture.primary(), SQL));
        assertThat(disks).hasSize(3);
        assertThat(disks.stream().filter(VirtualDisk::shared))
                .singleElement()
                .satisfies(disk -> assertThat(disk.reference().path()).endsWith("sql.vhds"));
    }

    @Test
    void showsSettingsOfWhatIsReplicatedOnly() {
        HostCollection replicated = named(fixture.primary(), REPLICATED);
        Map<CollectionId, ReplicationSettings> all = fixture.primary().settings();
        assertThat(all).containsOnlyKeys(replicated.id());
        ReplicationSettings settings = fixture.primary().settings(replicated).orElseThrow();
        assertThat(settings).isEqualTo(all.get(replicated.id()));
        assertThat(settings.recoveryConnectionPoint()).isEqualTo("broker.recovery.example");
        assertThat(settings.primaryConnectionPoint()).isEqualTo("broker.primary.example");
        assertThat(settings.recoveryServerPortNumber()).isEqualTo(80);
        assertThat(settings.recoveryHistory()).isEqualTo(4);
        assertThat(settings.includedDisks()).hasSize(3);
        assertThat(fixture.primary().settings(named(fixture.primary(), SQL))).isEmpty();
    }

    @Test
    void theFreshInstanceHoldsTheDocumentedDefaults() {
        ReplicationSettings fresh = fixture.primary().freshSettings();
        assertThat(fresh.replicateHostKvpItems()).isTrue();
        assertThat(fresh.autoResynchronizeEnabled()).isTrue();
        assertThat(fresh.autoResynchronizeIntervalStart()).isEqualTo(LocalTime.of(18, 30));
        assertThat(fresh.autoResynchronizeIntervalEnd()).isEqualTo(LocalTime.of(6, 0));
        assertThat(fresh.replicationInterval()).isEqualTo(300);
    }

    @Test
    void showsTheSharedDiskSetOfWhatIsReplicated() {
        assertThat(fixture.primary().sharedDiskSet(named(fixture.primary(), REPLICATED)))
                .isPresent();
        assertThat(fixture.primary().sharedDiskSet(named(fixture.primary(), SQL)))
                .isEmpty();
    }

    @Test
    void listsRecoveryPointsOldestFirstOnTheRecoverySideOnly() {
        List<RecoveryPoint> points = fixture.recovery().recoveryPoints(named(fixture.recovery(), REPLICATED));
        assertThat(points).hasSizeBetween(2, 5).isSortedAccordingTo(Comparator.comparing(RecoveryPoint::createdAt));
        assertThat(new HashSet<>(points.stream().map(RecoveryPoint::id).toList()))
                .hasSameSizeAs(points);
        assertThat(fixture.primary().recoveryPoints(named(fixture.primary(), REPLICATED)))
                .isEmpty();
    }

    @Test
    void checksThePrerequisites() {
        assertThat(fixture.primary().preflight())
                .hasSize(16)
                .allSatisfy(check -> assertThat(check.detail()).isNotBlank());
    }
}
