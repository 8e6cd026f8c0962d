// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The classes of the three namespaces as far as this program uses them: properties and in-parameters with their exact types
 * (contract 2.4, 3.2 to 3.10). The test hosts refuse whatever is not in here.
 */
public final class WmiSchema {

    /** A property or parameter. */
    public record Column(String name, CimType type, boolean array) {

        static Column parse(String text) {
            String[] parts = text.strip().split(" ", 2);
            boolean array = parts[0].endsWith("[]");
            String type = array ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return new Column(parts[1], CimType.named(type).orElseThrow(), array);
        }
    }

    /** A class with its methods' in-parameters. */
    public record ClassDef(String namespace, String name, List<Column> columns, Map<String, List<Column>> methods) {

        public Optional<Column> column(String wanted) {
            return columns.stream()
                    .filter(c -> c.name().equalsIgnoreCase(wanted))
                    .findFirst();
        }

        public Optional<List<Column>> method(String wanted) {
            return Optional.ofNullable(methods.get(wanted));
        }
    }

    private static final String COLLECTION_ONLY = "reference Collection";
    private static final String WITH_SETTINGS = "reference Collection, string CollectionReplicationSettingData";
    private static final String WITH_POINT = "reference Collection, reference CollectionRecoveryPoint";

    private final Map<String, ClassDef> classes = new HashMap<>();

    public WmiSchema() {
        collections();
        replication();
        jobsAndMachines();
        add(
                WmiReads.VIRTUALIZATION,
                DiskCatalog.CLASS,
                "string InstanceID, string[] HostResource, uint16 ResourceType, string ResourceSubType");
        add(WmiReads.MSCLUSTER, "MSCluster_Cluster", "string Name");
        add(WmiReads.MSCLUSTER, "MSCluster_ResourceGroup", "string Name, string Id, uint32 GroupType");
        add(WmiReads.MSCLUSTER, "MSCluster_Node", "string Name, uint32 State");
        add(
                WmiReads.MSCLUSTER,
                "MSCluster_Resource",
                "string Name, string Type, uint32 State, string OwnerGroup, string OwnerNode, object PrivateProperties");
        add(
                WmiReads.CIMV2,
                "Win32_OperatingSystem",
                "string CSName, string Version, string BuildNumber, string Caption, uint32 ProductType");
        add(WmiReads.CIMV2, "Win32_Service", "string Name, string State, string StartMode");
        add(WmiReads.CIMV2, "Win32_ComputerSystem", "string Name, boolean PartOfDomain, string Domain");
        add(WmiReads.CIMV2, "Win32_Volume", "string Name, uint64 Capacity, uint64 FreeSpace, string FileSystem");
        add(WmiReads.VIRTUALIZATION, "Msvm_VirtualSystemManagementService", "string Name");
        add(
                WmiReads.VIRTUALIZATION,
                "Msvm_ReplicationServiceSettingData",
                "string InstanceID, boolean RecoveryServerEnabled, uint16 AllowedAuthenticationType, uint16 HttpPort,"
                        + " uint16 HttpsPort");
        add(WmiReads.VIRTUALIZATION, "Msvm_ReplicationAuthorizationSettingData", "string InstanceID");
        add("root\\StandardCimv2", "MSFT_NetFirewallRule", "string InstanceID, uint16 Enabled");
        add(WmiReads.VIRTUALIZATION, "Msvm_VirtualSystemCollection", "string CollectionID, string ElementName");
        add(WmiReads.VIRTUALIZATION, "Msvm_ReplicationService", "string Name").put("GetSystemCertificates", List.of());
        Map<String, List<Column>> registry = add(WmiReads.CIMV2, Registry.CLASS, "");
        registry.put("GetStringValue", columns("uint32 hDefKey, string sSubKeyName, string sValueName"));
        registry.put("GetDWORDValue", columns("uint32 hDefKey, string sSubKeyName, string sValueName"));
    }

    private void collections() {
        add(
                WmiReads.CLUSTER,
                "Msvm_VirtualSystemCollection",
                "string InstanceID, string Caption, string Description, string CollectionID, string ElementName,"
                        + " uint16 ReplicationState, uint16 ReplicationMode, uint16 FailedOverReplicationType,"
                        + " datetime LastApplyTime, string[] LastApplyVirtualMachineIds, uint16 LastApplyConsistencyLevel");
        add(
                WmiReads.CLUSTER,
                "Msvm_ManagementCollection",
                "string InstanceID, string Caption, string Description, string CollectionID, string ElementName");
        add(
                WmiReads.CLUSTER,
                "Msvm_CollectionRecoveryPoint",
                "string CollectionID, string InstanceID, string ElementName, datetime CreationTime,"
                        + " string[] VirtualMachineIds, string[] RecoveryPointIds, uint16 ConsistencyLevel");
        add(
                WmiReads.CLUSTER,
                "Msvm_SharedDiskSetReplicationRelationship",
                "string CollectionID, string ElementName, uint16 ReplicationState, uint16 ReplicationHealth,"
                        + " uint16 FailedOverReplicationType, uint16 LastReplicationType, datetime LastReplicationTime,"
                        + " datetime LastApplyTime");
    }

    private void replication() {
        add(
                WmiReads.CLUSTER,
                "Msvm_CollectionReplicationSettingData",
                "string InstanceID, string Caption, string Description, string ElementName, uint16 AuthenticationType,"
                        + " string CertificateThumbPrint, string RootCertificateThumbPrint, boolean CompressionEnabled,"
                        + " boolean BypassProxyServer, string RecoveryConnectionPoint, string PrimaryConnectionPoint,"
                        + " uint16 RecoveryServerPortNumber, boolean ReplicateHostKvpItems,"
                        + " uint16 ApplicationConsistentSnapshotInterval, uint16 RecoveryHistory,"
                        + " boolean AutoResynchronizeEnabled, datetime AutoResynchronizeIntervalStart,"
                        + " datetime AutoResynchronizeIntervalEnd, uint16 ReplicationInterval, string[] IncludedDisks,"
                        + " string[] PrimaryReplicationEntityIDs, string[] RecoveryServerHosts");
        add(
                WmiReads.CLUSTER,
                "Msvm_CollectionReplicationStatistics",
                "datetime StartStatisticTime, datetime EndStatisticTime, uint32 ReplicationWALSuccessCount,"
                        + " uint32 ReplicationWALMissCount, uint64 ReplicationSize, uint64 MaxReplicationSize,"
                        + " uint64 PendingReplicationSize, uint32 NetworkFailureCount, uint32 ReplicationFailureCount,"
                        + " uint32 ApplicationConsistentSnapshotFailureCount, uint32 ReplicationHealth,"
                        + " uint32 MaxReplicationLatency, datetime LastWALReplicationTime, datetime LastTestFailoverTime");
        Map<String, List<Column>> methods = add(
                WmiReads.CLUSTER,
                ServiceCaller.SERVICE_CLASS,
                "string SystemCreationClassName, string SystemName, string CreationClassName, string Name");
        for (String plain : List.of(
                "CancelInitialReplication",
                "SuspendReplication",
                "ResumeReplication",
                "CancelResynchronize",
                "CancelUpdateDiskSet",
                "InitiatePlannedFailover",
                "RevertPlannedFailover",
                "RevertFailover",
                "CommitFailover",
                "PrepareForReverseReplication",
                "RevertTestReplicaCollection",
                "RemoveReplicationRelationship",
                "GetReplicationStatistics",
                "ResetReplicationStatistics")) {
            methods.put(plain, columns(COLLECTION_ONLY));
        }
        methods.put("CreateReplicationRelationship", columns(WITH_SETTINGS));
        methods.put("ModifyReplicationSettings", columns(WITH_SETTINGS));
        methods.put("ReverseReplicationRelationship", columns(WITH_SETTINGS));
        methods.put(
                "StartReplication",
                columns(
                        COLLECTION_ONLY
                                + ", uint16 InitialReplicationType, string InitialReplicationExportLocation, datetime StartTime"));
        methods.put("Resynchronize", columns(COLLECTION_ONLY + ", datetime StartTime, boolean IncludeSuspended"));
        methods.put("InitiateFailover", columns(WITH_POINT));
        methods.put("TestReplicaCollection", columns(WITH_POINT));
    }

    private void jobsAndMachines() {
        add(
                        WmiReads.CLUSTER,
                        "Msvm_ConcreteJob",
                        "string InstanceID, string Name, string Caption, uint16 JobState, string JobStatus, uint16 JobType,"
                                + " uint16 PercentComplete, uint16 ErrorCode, string ErrorDescription,"
                                + " string ErrorSummaryDescription, boolean Cancellable, uint16[] OperationalStatus,"
                                + " datetime TimeSubmitted, datetime ScheduledStartTime, datetime TimeOfLastStateChange,"
                                + " datetime TimeBeforeRemoval")
                .put("GetErrorEx", List.of());
        add(WmiReads.CLUSTER, JobReader.AFFECTED_CLASS, "reference AffectedElement, reference AffectingElement");
        add(
                WmiReads.CLUSTER,
                "Msvm_ComputerSystem",
                "string Name, string ElementName, uint16 EnabledState, uint16 ReplicationState, uint16 ReplicationHealth,"
                        + " uint16 ReplicationMode, uint16 LastReplicationType");
        add(
                WmiReads.CLUSTER,
                MemberReader.SUMMARY_CLASS,
                "string Name, string ElementName, uint16 EnabledState, string HostComputerSystemName");
        add(WmiReads.CLUSTER, "Msvm_Error", "string Message, string MessageID");
    }

    /** The class of a namespace, whatever the case of the two names. */
    public Optional<ClassDef> find(String namespace, String className) {
        return Optional.ofNullable(classes.get(key(namespace, className)));
    }

    /** Whether a namespace is known at all. */
    public boolean hasNamespace(String namespace) {
        return classes.values().stream().anyMatch(c -> c.namespace().equalsIgnoreCase(namespace));
    }

    private Map<String, List<Column>> add(String namespace, String name, String columns) {
        ClassDef def = new ClassDef(
                namespace,
                name,
                columns.isEmpty() ? List.of() : columns(columns),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        classes.put(key(namespace, name), def);
        return def.methods();
    }

    private static List<Column> columns(String text) {
        return Arrays.stream(text.split(",")).map(Column::parse).toList();
    }

    private static String key(String namespace, String className) {
        return (namespace + ":" + className).toLowerCase(Locale.ROOT);
    }
}
