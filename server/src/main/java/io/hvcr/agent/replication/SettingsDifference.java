// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.DiskReference;
import io.hvcr.agent.domain.ReplicationSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a document's settings would change on a host: compared member by member, and only the members that it gives. */
final class SettingsDifference {

    /** The members of {@code settings}, and when two of their values are the same. */
    @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing that could change
    enum Setting {
        REPLICA_SERVER_NAME("replicaServerName", DeclaredSettings::replicaServerName, Setting::sameText),
        REPLICA_SERVER_PORT("replicaServerPort", DeclaredSettings::replicaServerPort, Objects::equals),
        AUTHENTICATION_TYPE("authenticationType", DeclaredSettings::authenticationType, Objects::equals),
        CERTIFICATE_THUMBPRINT("certificateThumbprint", DeclaredSettings::certificateThumbprint, Setting::sameText),
        COMPRESSION_ENABLED("compressionEnabled", DeclaredSettings::compressionEnabled, Objects::equals),
        BYPASS_PROXY_SERVER("bypassProxyServer", DeclaredSettings::bypassProxyServer, Objects::equals),
        REPLICATION_FREQUENCY("replicationFrequencySec", DeclaredSettings::replicationFrequencySec, Objects::equals),
        RECOVERY_HISTORY("recoveryHistory", DeclaredSettings::recoveryHistory, Objects::equals),
        VSS_SNAPSHOT_FREQUENCY("vssSnapshotFrequencyHour", DeclaredSettings::vssSnapshotFrequencyHour, Objects::equals),
        REPLICATE_HOST_KVP_ITEMS("replicateHostKvpItems", DeclaredSettings::replicateHostKvpItems, Objects::equals),
        AUTO_RESYNCHRONIZE_ENABLED(
                "autoResynchronizeEnabled", DeclaredSettings::autoResynchronizeEnabled, Objects::equals),
        AUTO_RESYNCHRONIZE_START(
                "autoResynchronizeIntervalStart", DeclaredSettings::autoResynchronizeIntervalStart, Objects::equals),
        AUTO_RESYNCHRONIZE_END(
                "autoResynchronizeIntervalEnd", DeclaredSettings::autoResynchronizeIntervalEnd, Objects::equals),
        REPLICATED_DISK_PATHS("replicatedDiskPaths", DeclaredSettings::replicatedDiskPaths, Setting::sameFiles);

        private final String wireName;
        private final Function<DeclaredSettings, @Nullable Object> value;
        private final BiPredicate<Object, Object> same;

        Setting(String wireName, Function<DeclaredSettings, @Nullable Object> value, BiPredicate<Object, Object> same) {
            this.wireName = wireName;
            this.value = value;
            this.same = same;
        }

        /** The member's name in a document. */
        String wireName() {
            return wireName;
        }

        boolean differs(DeclaredSettings wanted, DeclaredSettings observed) {
            Object want = value.apply(wanted);
            Object have = value.apply(observed);
            return want != null && (have == null || !same.test(want, have));
        }

        /** Host names and thumbprints are the same in any case. */
        private static boolean sameText(Object one, Object other) {
            return one instanceof String a && other instanceof String b && a.equalsIgnoreCase(b);
        }

        private static boolean sameFiles(Object one, Object other) {
            return files(one).equals(files(other));
        }

        private static Set<String> files(Object paths) {
            Set<String> files = new LinkedHashSet<>();
            if (paths instanceof List<?> list) {
                list.forEach(path -> files.add(DiskNames.folded(String.valueOf(path))));
            }
            return files;
        }
    }

    private final DeclaredSettings wanted;
    private final DeclaredSettings observed;
    private final Set<Setting> changed = EnumSet.noneOf(Setting.class);

    private SettingsDifference(DeclaredSettings wanted, DeclaredSettings observed) {
        this.wanted = wanted;
        this.observed = observed;
        for (Setting setting : Setting.values()) {
            if (setting.differs(wanted, observed)) {
                changed.add(setting);
            }
        }
    }

    static SettingsDifference of(@Nullable DeclaredSettings wanted, @Nullable DeclaredSettings observed) {
        return new SettingsDifference(
                wanted == null ? DeclaredSettings.NONE : wanted, observed == null ? DeclaredSettings.NONE : observed);
    }

    boolean none() {
        return changed.isEmpty();
    }

    boolean contains(Setting setting) {
        return changed.contains(setting);
    }

    /** The names of what changes, in the order of the document. */
    List<String> names() {
        return changed.stream().map(Setting::wireName).toList();
    }

    /** Whether fewer recovery points would be kept: the host deletes those beyond. */
    boolean shortensHistory() {
        Integer want = wanted.recoveryHistory();
        Integer have = observed.recoveryHistory();
        return contains(Setting.RECOVERY_HISTORY) && want != null && have != null && want < have;
    }

    /** What ModifyReplicationSettings is told: the changes and nothing else, laid over the host's own by the host. */
    ReplicationSettings toModify(DiskNames disks) {
        return toHost(wanted, changed, disks);
    }

    /** What a new relationship is told: all that the document gives. */
    static ReplicationSettings toCreate(DeclaredSettings wanted, DiskNames disks) {
        return toHost(wanted, EnumSet.allOf(Setting.class), disks);
    }

    /** Files that the document names and that no member has attached. */
    static List<String> unknownFiles(@Nullable DeclaredSettings wanted, DiskNames disks) {
        List<String> unknown = new ArrayList<>();
        if (wanted != null && wanted.replicatedDiskPaths() != null) {
            for (String path : wanted.replicatedDiskPaths()) {
                if (disks.reference(path).isEmpty()) {
                    unknown.add(path);
                }
            }
        }
        return unknown;
    }

    private static ReplicationSettings toHost(DeclaredSettings all, Set<Setting> which, DiskNames disks) {
        return new ReplicationSettings(
                only(which, Setting.AUTHENTICATION_TYPE, all.authenticationType()),
                only(which, Setting.CERTIFICATE_THUMBPRINT, all.certificateThumbprint()),
                null,
                only(which, Setting.COMPRESSION_ENABLED, all.compressionEnabled()),
                only(which, Setting.BYPASS_PROXY_SERVER, all.bypassProxyServer()),
                only(which, Setting.REPLICA_SERVER_NAME, all.replicaServerName()),
                null,
                only(which, Setting.REPLICA_SERVER_PORT, all.replicaServerPort()),
                only(which, Setting.REPLICATE_HOST_KVP_ITEMS, all.replicateHostKvpItems()),
                only(which, Setting.VSS_SNAPSHOT_FREQUENCY, all.vssSnapshotFrequencyHour()),
                only(which, Setting.RECOVERY_HISTORY, all.recoveryHistory()),
                only(which, Setting.AUTO_RESYNCHRONIZE_ENABLED, all.autoResynchronizeEnabled()),
                only(which, Setting.AUTO_RESYNCHRONIZE_START, all.autoResynchronizeIntervalStart()),
                only(which, Setting.AUTO_RESYNCHRONIZE_END, all.autoResynchronizeIntervalEnd()),
                only(which, Setting.REPLICATION_FREQUENCY, all.replicationFrequencySec()),
                references(only(which, Setting.REPLICATED_DISK_PATHS, all.replicatedDiskPaths()), disks),
                null,
                null);
    }

    private static <T> @Nullable T only(Set<Setting> which, Setting setting, @Nullable T value) {
        return which.contains(setting) ? value : null;
    }

    private static @Nullable List<DiskReference> references(@Nullable List<String> paths, DiskNames disks) {
        return paths == null
                ? null
                : paths.stream().flatMap(path -> disks.reference(path).stream()).toList();
    }
}
