// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.wmi.WmiHostOptions.DiskForm;
import io.hvcr.agent.host.wmi.WmiHostOptions.NodePolicy;
import io.hvcr.agent.host.wmi.WmiHostOptions.SettingsForm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the host layer sends, and what it reads from embedded instances. */
class WmiHostSettingsTest extends WmiHostFixture {

    @Test
    void paramsKeepTheirExactTypesAndNullStaysUnset() {
        wmi.on("invoke StartReplication", out("ReturnValue", 4096, "Job", NS + "Msvm_ConcreteJob.InstanceID=\"J\""));

        HostAnswer answer = host().invoke(
                        collection(),
                        new ReplicationCall.Start(
                                InitialReplicationType.NETWORK, null, Instant.parse("2026-11-23T01:00:00.5Z")));

        assertThat(answer.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
        assertThat(answer.jobPath()).isEqualTo(NS + "Msvm_ConcreteJob.InstanceID=\"J\"");
        assertThat(wmi.parameters.getLast())
                .containsExactly(
                        WmiProperty.reference("Collection", NS + "Msvm_VirtualSystemCollection.CollectionID=\"C1\""),
                        WmiProperty.of("InitialReplicationType", CimType.UINT16, 1),
                        WmiProperty.text("InitialReplicationExportLocation", null),
                        WmiProperty.datetime("StartTime", "20261123010000.500000+000"));
    }

    @Test
    void changesAreLaidOverTheInstanceThatTheHostHas() {
        wmi.on(
                "ASSOCIATORS OF {Msvm_VirtualSystemCollection.CollectionID=\"C1\"} WHERE ResultClass = Msvm_CollectionReplicationSettingData",
                row(
                        "Msvm_CollectionReplicationSettingData",
                        "",
                        "InstanceID",
                        "I",
                        "Future",
                        "kept",
                        "RecoveryHistory",
                        4));
        wmi.on("invoke ModifyReplicationSettings", out("ReturnValue", 0));

        host().invoke(collection(), new ReplicationCall.Modify(wanted("b<&>\"'\n]]>")));

        WmiObject sent = InstanceText.read(sentSettings());
        assertThat(sent.text("InstanceID")).contains("I");
        assertThat(sent.text("Future")).contains("kept");
        assertThat(sent.number("RecoveryHistory")).contains(4L);
        assertThat(sent.text("RecoveryConnectionPoint")).contains("b<&>\"'\n]]>");
        assertThat(sent.property("AuthenticationType").orElseThrow().type()).isEqualTo(CimType.UINT16);
        assertThat(sent.property("ReplicationInterval")).isEmpty();
    }

    @Test
    void withoutATextSourceTheAgentWritesTheSettingsItself() {
        wmi.canRender = false;
        wmi.on("ASSOCIATORS");
        wmi.on("spawn ", row("Msvm_CollectionReplicationSettingData", "", "RecoveryHistory", 0));
        wmi.on("invoke CreateReplicationRelationship", out("ReturnValue", 0));

        host().invoke(collection(), new ReplicationCall.Create(wanted("b")));

        assertThat(sentSettings()).startsWith("<INSTANCE CLASSNAME=\"Msvm_CollectionReplicationSettingData\">");
    }

    @Test
    void aNameThatNoXmlCanHoldIsRefusedBeforeTheCall() {
        wmi.canRender = false;
        wmi.on("ASSOCIATORS");
        wmi.on("spawn ", row("Msvm_CollectionReplicationSettingData", ""));

        assertThat(faultOf(new ReplicationCall.Create(wanted("a\u0001b"))))
                .isInstanceOf(HostFault.Refused.class)
                .satisfies(f -> assertThat(f.text()).contains("U+0001"));
        assertThat(wmi.requests).noneMatch(r -> r.startsWith("invoke"));
    }

    @ParameterizedTest
    @EnumSource(DiskForm.class)
    void aDiskIsKnownAgainInEveryFormInWhichItCanBeWritten(DiskForm form) {
        members("HV01");
        String id = "Microsoft:" + VM.toUpperCase(Locale.ROOT) + "\\83F8638B\\0\\0\\L";
        String path = "\\\\HV01\\root\\virtualization\\v2:Msvm_StorageAllocationSettingData.InstanceID=\""
                + id.replace("\\", "\\\\") + "\"";
        wmi.on(
                "SELECT InstanceID, HostResource",
                row(
                        "Msvm_StorageAllocationSettingData",
                        path,
                        "InstanceID",
                        id,
                        "HostResource",
                        List.of("C:\\v\\sql.vhds")),
                row(
                        "Msvm_StorageAllocationSettingData",
                        "",
                        "InstanceID",
                        "Microsoft:Definition\\1",
                        "HostResource",
                        List.of("C:\\x")));
        WmiHost host = host(new WmiHostOptions(SettingsForm.OWN_WMI_DTD, form, NodePolicy.ANY));

        VirtualDisk disk = host.disks(collection()).getFirst();
        String raw = disk.reference().raw();
        wmi.on(
                "ASSOCIATORS OF {Msvm_VirtualSystemCollection.CollectionID=\"C1\"} WHERE ResultClass",
                row("Msvm_CollectionReplicationSettingData", "", "IncludedDisks", List.of(raw)));

        assertThat(host.disks(collection())).hasSize(1);
        assertThat(disk.reference().path()).isEqualTo("C:\\v\\sql.vhds");
        assertThat(host.settings(collection()).map(ReplicationSettings::includedDisks))
                .contains(List.of(new DiskReference(raw, "C:\\v\\sql.vhds")));
    }

    @Test
    void settingsOfManyCollectionsCostOneQueryOnceTheOwnersAreKnown() {
        wmi.on(
                "SELECT InstanceID, AuthenticationType",
                row(
                        "Msvm_CollectionReplicationSettingData",
                        NS + "S.InstanceID=\"odd\"",
                        "InstanceID",
                        "odd",
                        "RecoveryHistory",
                        7));
        wmi.on("ASSOCIATORS OF {S.InstanceID=\"odd\"}", collectionRow("sql-fci", 3, 1));
        WmiHost host = host();

        for (int i = 0; i < 3; i++) {
            assertThat(host.settings().get(new CollectionId("C1")))
                    .isNotNull()
                    .satisfies(s -> assertThat(s.recoveryHistory()).isEqualTo(7));
        }
        assertThat(wmi.requests.stream().filter(r -> r.startsWith("ASSOCIATORS")))
                .hasSize(1);
    }

    @Test
    void issuesAndStatisticsAreReadAsXmlMofAndPlainWords() {
        wmi.on(
                "invoke GetReplicationStatistics",
                out(
                        "ReturnValue",
                        0,
                        "ReplicationStatistics",
                        "instance of Msvm_CollectionReplicationStatistics { ReplicationSize = 18446744073709551615; ReplicationHealth = 2; };",
                        "ReplicationHealthIssues",
                        List.of("plain", "instance of Msvm_Error { Message = \"from MOF\"; };", " ")));

        HostAnswer answer = host().invoke(collection(), new ReplicationCall.GetStatistics());

        assertThat(answer.statistics()).isNotNull().satisfies(report -> {
            assertThat(report.healthIssues()).containsExactly("plain", "from MOF");
            assertThat(report.statistics().replicationHealth().number()).isEqualTo(2);
            assertThat(report.statistics().replicationSize()).isEqualTo(Long.MAX_VALUE);
            assertThat(report.statistics().networkFailureCount()).isZero();
        });
    }
}
