// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.domain.VirtualDisk;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the replication service, translated to the port of a fabric. What WMI can say and the port's types cannot is
 * answered here as contract 6.1 and 5.9 have it; everything else the fabric decides.
 */
final class FabricMethods {

    private final HyperVHost port;
    private final FabricRows rows;

    FabricMethods(HyperVHost port, FabricRows rows) {
        this.port = port;
        this.rows = rows;
    }

    /** Calls a method with in-parameters that fit its signature. */
    WmiObject call(String method, WmiObject in) {
        ReplicationMethod known = ReplicationMethod.named(method).orElseThrow();
        Optional<HostCollection> collection = collection(in.text("Collection").orElse(""));
        if (collection.isEmpty()) {
            return out(HostAnswer.of(ReturnCode.Known.INVALID_PARAMETER));
        }
        try {
            return out(port.invoke(collection.get(), callOf(known, in)));
        } catch (Refusal e) {
            return out(HostAnswer.of(e.code));
        }
    }

    private Optional<HostCollection> collection(String reference) {
        ObjectPath path = ObjectPath.parse(reference)
                .orElseThrow(() -> FabricWmi.fault("ExecMethod", reference, WmiStatus.INVALID_OBJECT_PATH, true));
        return path.isClass(ObjectPath.COLLECTION_CLASS) || path.isClass(ObjectPath.MANAGEMENT_COLLECTION_CLASS)
                ? path.key("CollectionID").map(CollectionId::new).flatMap(port::collection)
                : Optional.empty();
    }

    private ReplicationCall callOf(ReplicationMethod method, WmiObject in) {
        return switch (method) {
            case CREATE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Create(settings(in));
            case MODIFY_REPLICATION_SETTINGS -> new ReplicationCall.Modify(settings(in));
            case REVERSE_REPLICATION_RELATIONSHIP -> new ReplicationCall.Reverse(settings(in));
            case START_REPLICATION ->
                new ReplicationCall.Start(
                        InitialReplicationType.of(
                                        in.small("InitialReplicationType").orElse(0))
                                .orElseThrow(() -> new Refusal(ReturnCode.Known.INVALID_PARAMETER)),
                        in.text("InitialReplicationExportLocation").orElse(null),
                        startTime(in));
            case RESYNCHRONIZE ->
                new ReplicationCall.Resynchronize(
                        startTime(in), in.flag("IncludeSuspended").orElse(false));
            case INITIATE_FAILOVER ->
                new ReplicationCall.InitiateFailover(
                        in.text("CollectionRecoveryPoint").orElse(null));
            case TEST_REPLICA_COLLECTION ->
                new ReplicationCall.TestReplica(
                        in.text("CollectionRecoveryPoint").orElse(null));
            case GET_REPLICATION_STATISTICS -> new ReplicationCall.GetStatistics();
            case CANCEL_INITIAL_REPLICATION,
                    SUSPEND_REPLICATION,
                    RESUME_REPLICATION,
                    CANCEL_RESYNCHRONIZE,
                    CANCEL_UPDATE_DISK_SET,
                    INITIATE_PLANNED_FAILOVER,
                    REVERT_PLANNED_FAILOVER,
                    REVERT_FAILOVER,
                    COMMIT_FAILOVER,
                    PREPARE_FOR_REVERSE_REPLICATION,
                    REVERT_TEST_REPLICA_COLLECTION,
                    REMOVE_REPLICATION_RELATIONSHIP,
                    RESET_REPLICATION_STATISTICS -> new ReplicationCall.Plain(method);
        };
    }

    private static @Nullable Instant startTime(WmiObject in) {
        Optional<String> text = in.text("StartTime");
        return text.isEmpty()
                ? null
                : CimDateTime.parse(text.get()).orElseThrow(() -> new Refusal(ReturnCode.Known.INVALID_PARAMETER));
    }

    private ReplicationSettings settings(WmiObject in) {
        String text = in.text("CollectionReplicationSettingData").orElse("");
        if (!text.startsWith("<")) {
            throw new Refusal(ReturnCode.Known.INVALID_PARAMETER);
        }
        WmiObject instance;
        try {
            instance = InstanceText.read(text);
        } catch (InstanceTextException e) {
            throw new Refusal(ReturnCode.Known.INVALID_PARAMETER);
        }
        if (!instance.className().equals(SettingsCodec.CLASS)) {
            throw new Refusal(ReturnCode.Known.INCORRECT_DATA_TYPE);
        }
        return SettingsCodec.read(instance, this::disk);
    }

    /** The fabric's own name for a disk that was named in any of the three forms. */
    private DiskReference disk(String raw) {
        String id = InstanceText.looksLikeInstance(raw)
                ? InstanceText.read(raw).text("InstanceID").orElse(raw)
                : ObjectPath.parse(raw).flatMap(p -> p.key("InstanceID")).orElse(raw);
        for (HostCollection c :
                rows.collections(HostCollection.Kind.VIRTUAL_SYSTEMS).toList()) {
            for (VirtualDisk disk : port.disks(c)) {
                if (disk.memberIds().stream()
                        .anyMatch(m -> FabricRows.diskId(disk, m).equalsIgnoreCase(id))) {
                    return disk.reference();
                }
            }
        }
        return DiskReference.raw(raw);
    }

    private static WmiObject out(HostAnswer answer) {
        List<WmiProperty> properties = new ArrayList<>();
        properties.add(WmiProperty.of(
                "ReturnValue", CimType.UINT32, answer.returnValue().number()));
        properties.add(WmiProperty.reference("Job", answer.jobPath()));
        if (answer.resultingCollectionPath() != null) {
            properties.add(WmiProperty.reference("ResultingCollection", answer.resultingCollectionPath()));
        }
        if (answer.statistics() != null) {
            StatisticsReport report = answer.statistics();
            properties.add(WmiProperty.text("ReplicationStatistics", text(report.statistics())));
            properties.add(WmiProperty.texts("ReplicationHealthIssues", report.healthIssues()));
        }
        return new WmiObject("__PARAMETERS", null, properties);
    }

    private static String text(ReplicationStatistics s) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("ReplicationWALSuccessCount", s.replicationWalSuccessCount());
        counts.put("ReplicationWALMissCount", s.replicationWalMissCount());
        counts.put("NetworkFailureCount", s.networkFailureCount());
        counts.put("ReplicationFailureCount", s.replicationFailureCount());
        counts.put("ApplicationConsistentSnapshotFailureCount", s.applicationConsistentSnapshotFailureCount());
        counts.put("ReplicationHealth", (long) s.replicationHealth().number());
        counts.put("MaxReplicationLatency", s.maxReplicationLatency());
        List<WmiProperty> properties = new ArrayList<>();
        counts.forEach((name, value) -> properties.add(WmiProperty.of(name, CimType.UINT32, value)));
        properties.add(big("ReplicationSize", s.replicationSize()));
        properties.add(big("MaxReplicationSize", s.maxReplicationSize()));
        properties.add(big("PendingReplicationSize", s.pendingReplicationSize()));
        properties.add(time("StartStatisticTime", s.startStatisticTime()));
        properties.add(time("EndStatisticTime", s.endStatisticTime()));
        properties.add(time("LastWALReplicationTime", s.lastWalReplicationTime()));
        properties.add(time("LastTestFailoverTime", s.lastTestFailoverTime()));
        return XmlInstanceWriter.write(
                new WmiObject("Msvm_CollectionReplicationStatistics", null, properties), InstanceForm.CIM_DTD);
    }

    private static WmiProperty big(String name, long value) {
        return WmiProperty.of(name, CimType.UINT64, BigInteger.valueOf(value));
    }

    private static WmiProperty time(String name, @Nullable Instant time) {
        return WmiProperty.datetime(name, time == null ? null : CimDateTime.format(time));
    }

    /** An answer that needs no fabric. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ReturnCode code;

        Refusal(ReturnCode code) {
            super(code.describe(), null, false, false);
            this.code = code;
        }
    }
}
