// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The prerequisites: a healthy node, a node with everything wrong, and one where nothing can be read. */
class WmiPreflightTest extends WmiHostFixture {

    private PreflightCheck check(String id) {
        return host().preflight().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsAllSixteenInOrderEvenWhereNothingAnswers() {
        wmi.failing("SELECT", WmiStatus.RPC_SERVER_UNAVAILABLE, false);
        wmi.failing("ASSOCIATORS", WmiStatus.RPC_SERVER_UNAVAILABLE, false);
        wmi.failing("SELECT SystemCreationClassName", WmiStatus.RPC_SERVER_UNAVAILABLE, false);
        wmi.failing("SELECT CollectionID", WmiStatus.RPC_SERVER_UNAVAILABLE, false);

        List<PreflightCheck> checks = host().preflight();

        assertThat(checks.stream().map(PreflightCheck::id))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 16).mapToObj(i -> "P" + i).toList());
        assertThat(checks).allSatisfy(c -> {
            assertThat(c.detail()).isNotBlank();
            assertThat(c.status()).isEqualTo(Status.NOT_CHECKABLE);
        });
    }

    @Test
    void deniedAccessIsAFailureWithTheFix() {
        wmi.failing("SELECT SystemCreationClassName", WmiStatus.ACCESS_DENIED, true);

        assertThat(check("P14").status()).isEqualTo(Status.FAIL);
        assertThat(check("P14").hint()).contains("elevated");
    }

    @Test
    void aClientWindowsAndAnOldServerFail() {
        wmi.on("SELECT Caption", row("Win32_OperatingSystem", "", "Caption", "Windows 11", "ProductType", 1));
        assertThat(check("P1").status()).isEqualTo(Status.FAIL);

        wmi.on(
                "SELECT Caption",
                row("Win32_OperatingSystem", "", "Caption", "2012 R2", "ProductType", 3, "BuildNumber", "9600"));
        assertThat(check("P1").detail()).contains("older");

        wmi.on(
                "SELECT Caption",
                row("Win32_OperatingSystem", "", "Caption", "2022", "ProductType", 3, "BuildNumber", "20348"));
        assertThat(check("P1").status()).isEqualTo(Status.PASS);
    }

    @Test
    void theBrokerMustBeOnline() {
        String brokers = "SELECT Name, Type, State, OwnerGroup, OwnerNode, PrivateProperties FROM MSCluster_Resource"
                + " WHERE Type = 'Virtual Machine Replication Broker'";
        wmi.on("SELECT Name, Type, State");
        assertThat(check("P3").status()).isEqualTo(Status.FAIL);
        assertThat(check("P4").status()).isEqualTo(Status.NOT_CHECKABLE);

        wmi.on(brokers, row("MSCluster_Resource", "", "Name", "b", "State", 3, "OwnerGroup", "hvr-broker"));
        assertThat(check("P3").detail()).contains("hvr-broker", "not online");

        wmi.on(brokers, row("MSCluster_Resource", "", "Name", "b", "State", 2, "OwnerGroup", "hvr-broker"));
        assertThat(check("P3").status()).isEqualTo(Status.PASS);
        assertThat(check("P4").status()).isEqualTo(Status.PASS);
    }

    @Test
    void anOldSharedDiskIsNamedWithItsCollection() {
        members("HV01");
        wmi.on(
                "SELECT Name, HostComputerSystemName",
                row("Msvm_SummaryInformation", "", "Name", VM, "HostComputerSystemName", "HV01"));
        String other = VM.replace("01", "02");
        wmi.on(
                "ASSOCIATORS OF {Msvm_VirtualSystemCollection.CollectionID=\"C1\"} WHERE AssocClass = Msvm_CollectedVirtualSystems",
                row("Msvm_ComputerSystem", "", "Name", VM, "ElementName", "a"),
                row("Msvm_ComputerSystem", "", "Name", other, "ElementName", "b"));
        wmi.on(
                "SELECT InstanceID, HostResource",
                row("D", "", "InstanceID", "Microsoft:" + VM + "\\0\\L", "HostResource", List.of("C:\\q.vhdx")),
                row("D", "", "InstanceID", "Microsoft:" + other + "\\0\\L", "HostResource", List.of("C:\\Q.vhdx")));

        assertThat(check("P16").status()).isEqualTo(Status.FAIL);
        assertThat(check("P16").detail()).contains("C:\\q.vhdx", "sql-fci");
        assertThat(check("P16").hint()).contains("Convert-VHD");
    }

    @Test
    void theListenersRulesAndTheReplicaServerAreLookedAt() {
        wmi.on("SELECT DisplayName", row("MSFT_NetFirewallRule", "", "Enabled", 2));
        assertThat(check("P9").status()).isEqualTo(Status.FAIL);
        wmi.on("SELECT DisplayName", row("MSFT_NetFirewallRule", "", "Enabled", 1));
        assertThat(check("P9").status()).isEqualTo(Status.PASS);

        wmi.on("SELECT RecoveryServerEnabled", row("S", "", "RecoveryServerEnabled", false, "HttpPort", 80));
        assertThat(check("P7").status()).isEqualTo(Status.FAIL);
        wmi.on("SELECT InstanceID FROM", row("A", "", "InstanceID", "1"));
        wmi.on("SELECT RecoveryServerEnabled", row("S", "", "RecoveryServerEnabled", true, "HttpPort", 80));
        assertThat(check("P7").detail()).contains("1 authorization");
        assertThat(check("P8").detail()).contains("80 (Kerberos)");
    }

    @Test
    void aFullVolumeFails() {
        wmi.on(
                "SELECT Name, Capacity",
                row("V", "", "Name", "C:\\ClusterStorage\\Volume1", "Capacity", 1000, "FreeSpace", 50));
        assertThat(check("P15").status()).isEqualTo(Status.FAIL);
        assertThat(check("P15").detail()).contains("5 % free");
    }
}
