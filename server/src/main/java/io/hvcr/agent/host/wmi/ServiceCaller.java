// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the methods of {@code Msvm_CollectionReplicationService} (contract 2.4).
 *
 * <p>The service's path is queried before each changing call, because its keys are documented nowhere (contract 2.1) and a call
 * that failed on an outdated path could not be repeated. The method itself is called exactly once, whatever happens.
 */
final class ServiceCaller {

    static final String SERVICE_CLASS = "Msvm_CollectionReplicationService";
    static final List<String> SERVICE_KEYS =
            List.of("SystemCreationClassName", "SystemName", "CreationClassName", "Name");

    private static final Logger LOG = LoggerFactory.getLogger(ServiceCaller.class);

    private final WmiSession session;
    private final WmiReads reads;
    private final SettingsReader settings;
    private final WmiHostOptions.SettingsForm form;

    ServiceCaller(WmiSession session, WmiReads reads, SettingsReader settings, WmiHostOptions.SettingsForm form) {
        this.session = session;
        this.reads = reads;
        this.settings = settings;
        this.form = form;
    }

    HostAnswer call(HostCollection collection, ReplicationCall call) {
        String method = call.method().wmiName();
        boolean changing = call.method().changing();
        List<WmiProperty> in = new ArrayList<>();
        in.add(WmiProperty.reference("Collection", collection.path()));
        in.addAll(parameters(collection, call));
        String service = servicePath();
        WmiObject out;
        try {
            out = session.invoke(WmiReads.CLUSTER, service, method, in);
        } catch (WmiException e) {
            throw changing ? HostFaults.changing(e.fault()) : HostFaults.read(e.fault());
        }
        return answer(method, changing, out);
    }

    /** {@code __PATH} of the service as the host answers it; never composed. */
    String servicePath() {
        List<WmiObject> services = reads.cluster(Wql.select(SERVICE_CLASS, SERVICE_KEYS));
        return services.stream()
                .flatMap(s -> Optional.ofNullable(s.path()).stream())
                .findFirst()
                .orElseThrow(() -> HostFaults.unreadable(
                        "query " + SERVICE_CLASS,
                        services.isEmpty()
                                ? "the host has no instance of the service; check that vmms and ClusSvc run"
                                : "the host answered the service without its path",
                        false));
    }

    private List<WmiProperty> parameters(HostCollection collection, ReplicationCall call) {
        return switch (call) {
            case ReplicationCall.Plain plain -> List.of();
            case ReplicationCall.GetStatistics statistics -> List.of();
            case ReplicationCall.Create create -> List.of(settingData(collection, create.settings()));
            case ReplicationCall.Modify modify -> List.of(settingData(collection, modify.settings()));
            case ReplicationCall.Reverse reverse -> List.of(settingData(collection, reverse.settings()));
            case ReplicationCall.Start start ->
                List.of(
                        WmiProperty.uint16(
                                "InitialReplicationType", start.type().number()),
                        WmiProperty.text("InitialReplicationExportLocation", start.exportLocation()),
                        startTime(start.startTime()));
            case ReplicationCall.Resynchronize resynchronize ->
                List.of(
                        startTime(resynchronize.startTime()),
                        WmiProperty.flag("IncludeSuspended", resynchronize.includeSuspended()));
            case ReplicationCall.InitiateFailover failover ->
                List.of(WmiProperty.reference("CollectionRecoveryPoint", failover.recoveryPointPath()));
            case ReplicationCall.TestReplica test ->
                List.of(WmiProperty.reference("CollectionRecoveryPoint", test.recoveryPointPath()));
        };
    }

    private static WmiProperty startTime(@Nullable Instant time) {
        return WmiProperty.datetime("StartTime", time == null ? null : CimDateTime.format(time));
    }

    /** The collection's own instance, or a fresh one, with the wanted values, as text. */
    private WmiProperty settingData(HostCollection collection, ReplicationSettings wanted) {
        WmiObject base = existing(collection).orElseGet(settings::fresh);
        WmiObject changed = SettingsCodec.overlay(base, wanted);
        try {
            return WmiProperty.text("CollectionReplicationSettingData", render(changed));
        } catch (InstanceTextException e) {
            throw HostFaults.unreadable("render " + SettingsCodec.CLASS, String.valueOf(e.getMessage()), false);
        }
    }

    /** What a collection that is gone would want is for the host to say, in answer to the method itself. */
    private Optional<WmiObject> existing(HostCollection collection) {
        try {
            return settings.instance(collection);
        } catch (HostException e) {
            if (e.fault() instanceof HostFault.Missing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String render(WmiObject instance) {
        if (form.byHost()) {
            try {
                return session.render(WmiReads.CLUSTER, instance, form.form());
            } catch (WmiException e) {
                LOG.warn("the host's text source failed, the agent writes the setting data itself: {}", e.getMessage());
            }
        }
        return XmlInstanceWriter.write(instance, form.form());
    }

    private static HostAnswer answer(String method, boolean changing, WmiObject out) {
        Optional<Long> number = out.number("ReturnValue");
        if (number.isEmpty()) {
            throw HostFaults.unreadable(
                    method,
                    "the host answered without a return value; read the collection's state to learn what happened",
                    changing);
        }
        ReturnCode returnValue = ReturnCode.of((int) number.get().longValue());
        return new HostAnswer(
                returnValue,
                text(out, "Job"),
                returnValue.accepted() ? report(method, out) : null,
                text(out, "ResultingCollection"));
    }

    private static @Nullable StatisticsReport report(String method, WmiObject out) {
        Optional<String> text = out.text("ReplicationStatistics").filter(t -> !t.isBlank());
        if (text.isEmpty()) {
            return null;
        }
        try {
            return new StatisticsReport(
                    StatisticsCodec.read(InstanceText.read(text.get())),
                    out.texts("ReplicationHealthIssues").orElse(List.of()).stream()
                            .flatMap(issue -> InstanceText.message(issue).stream())
                            .toList());
        } catch (InstanceTextException e) {
            throw HostFaults.unreadable(method, "the statistics cannot be read: " + e.getMessage(), false);
        }
    }

    private static @Nullable String text(WmiObject out, String name) {
        return out.text(name).filter(t -> !t.isBlank()).orElse(null);
    }
}
