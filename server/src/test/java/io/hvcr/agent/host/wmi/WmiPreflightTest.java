// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static io.hvcr.agent.host.wmi.ScriptedWmi.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.PreflightCheck.Status;
import io.hvcr.agent.host.ProcessRights;
import java.util.List;
import java.util.Locale;
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
    void aCheckThatBreaksHidesNoOther() {
        wmi.broken("SELECT Name, Capacity");

        assertThat(check("P15").status()).isEqualTo(Status.NOT_CHECKABLE);
        assertThat(check("P15").detail()).contains("nobody foresaw this");
        assertThat(host().preflight()).hasSize(16);
    }

    @Test
    void deniedAccessIsAFailureWithTheFix() {
        wmi.failing("SELECT SystemCreationClassName", WmiStatus.ACCESS_DENIED, true);

        assertThat(check("P14").status()).isEqualTo(Status.FAIL);
        assertThat(check("P14").detail()).contains("CONTOSO\\svc", "and yet", "WBEM_E_ACCESS_DENIED");
        assertThat(check("P14").hint()).contains("wmimgmt.msc");
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
        wmi.on("SELECT InstanceID, Enabled", row("MSFT_NetFirewallRule", "", "Enabled", 2));
        assertThat(check("P9").status()).isEqualTo(Status.FAIL);
        wmi.on("SELECT InstanceID, Enabled", row("MSFT_NetFirewallRule", "", "InstanceID", "VIRT-X", "Enabled", 1));
        assertThat(check("P9").status()).isEqualTo(Status.PASS);

        wmi.on("SELECT RecoveryServerEnabled", row("S", "", "RecoveryServerEnabled", false, "HttpPort", 80));
        assertThat(check("P7").status()).isEqualTo(Status.FAIL);
        wmi.on("SELECT InstanceID FROM", row("A", "", "InstanceID", "1"));
        wmi.on("SELECT RecoveryServerEnabled", row("S", "", "RecoveryServerEnabled", true, "HttpPort", 80));
        assertThat(check("P7").detail()).contains("1 authorization");
        assertThat(check("P8").detail()).contains("80 (Kerberos)");
    }

    @Test
    void aWindowsWithoutTheNamespaceFailsWithTheRolesToInstall() {
        wmi.on("SELECT Caption", row("Win32_OperatingSystem", "", "Caption", "2022", "ProductType", 3));
        wmi.failing("SELECT SystemCreationClassName", WmiStatus.INVALID_NAMESPACE, false);

        assertThat(check("P1").status()).isEqualTo(Status.FAIL);
        assertThat(check("P1").detail()).contains("root\\HyperVCluster\\v2");
        assertThat(check("P1").hint()).contains("Install-WindowsFeature");
    }

    @Test
    void rightsThatTheTokenDoesNotGrantFailWithTheAccountNamed() {
        wmi.on("SELECT Name FROM Msvm_VirtualSystemManagementService", row("M", "", "Name", "vmms"));
        assertThat(check("P14").status()).isEqualTo(Status.PASS);
        assertThat(check("P14").detail()).contains("CONTOSO\\svc", "elevated");

        wmi.rights = new ProcessRights("CONTOSO\\bob", false, false, false, false);
        assertThat(check("P14").status()).isEqualTo(Status.FAIL);
        assertThat(check("P14").detail()).contains("CONTOSO\\bob", "not elevated");
        assertThat(check("P14").hint()).contains("Hyper-V Administrators");
    }

    @Test
    void aBrokersNameThatDoesNotResolveIsNamed() {
        wmi.on("SELECT InstanceID, AuthenticationType");
        assertThat(check("P13").status()).isEqualTo(Status.NOT_CHECKABLE);

        relationship("Kerberos", 1, "");
        assertThat(check("P13").status()).isEqualTo(Status.FAIL);
        assertThat(check("P13").detail()).contains("broker.recovery.example");

        resolvable.add("broker.recovery.example");
        assertThat(check("P13").status()).isEqualTo(Status.PASS);
    }

    @Test
    void theCertificatesInUseAreLookedAtInTheHostsOwnStore() {
        wmi.on("SELECT InstanceID, AuthenticationType");
        assertThat(check("P11").status()).isEqualTo(Status.PASS);

        CertificateSample good = CertificateSample.of("CN=hv01.example", NOW.plusSeconds(86_400), true);
        CertificateSample old = CertificateSample.of("CN=old.example", NOW.minusSeconds(5), false);
        relationship("certificate", 2, good.thumbprint().toLowerCase(Locale.ROOT));
        wmi.failing("SELECT Name FROM Msvm_ReplicationService", WmiStatus.INVALID_CLASS, false);
        assertThat(check("P11").detail()).contains("does not show its certificates");

        wmi.on("SELECT Name FROM Msvm_ReplicationService", row("S", "path", "Name", "replicasvc"));
        wmi.on("invoke GetSystemCertificates", out("EncodedCertificates", List.of("rubbish", good.pem())));
        assertThat(check("P11").status()).isEqualTo(Status.NOT_CHECKABLE);
        assertThat(check("P11").detail()).contains(good.thumbprint(), "CN=hv01.example", "private key");

        relationship("certificate", 2, old.thumbprint());
        assertThat(check("P11").status()).isEqualTo(Status.FAIL);
        assertThat(check("P11").detail()).contains("no certificate with thumbprint " + old.thumbprint());

        wmi.on("invoke GetSystemCertificates", out("EncodedCertificates", List.of(old.base64())));
        assertThat(check("P11").detail())
                .contains("expired", "lacks the EKU client authentication")
                .doesNotContain("lacks the EKU server");
    }

    private void relationship(String name, int authentication, String thumbprint) {
        wmi.on("ASSOCIATORS OF {Msvm_CollectionReplicationSettingData", collectionRow("sql-fci", 3, 1));
        wmi.on(
                "SELECT InstanceID, AuthenticationType",
                row(
                        "Msvm_CollectionReplicationSettingData",
                        NS + "Msvm_CollectionReplicationSettingData.InstanceID=\"Microsoft:C1\"",
                        "InstanceID",
                        "Microsoft:C1\\HVR",
                        "ElementName",
                        name,
                        "AuthenticationType",
                        authentication,
                        "CertificateThumbPrint",
                        thumbprint,
                        "RecoveryConnectionPoint",
                        "broker.recovery.example"));
    }

    @Test
    void theRevocationCheckIsOnUnlessTheRegistrySaysOtherwise() {
        wmi.on("invoke GetDWORDValue", out("ReturnValue", 2));
        assertThat(check("P12").detail()).contains("the check is on");

        wmi.on("invoke GetDWORDValue", out("ReturnValue", 0, "uValue", 1));
        assertThat(check("P12").status()).isEqualTo(Status.PASS);

        wmi.failing("invoke GetDWORDValue", WmiStatus.ACCESS_DENIED, true);
        assertThat(check("P12").detail()).contains("WBEM_E_ACCESS_DENIED");
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
