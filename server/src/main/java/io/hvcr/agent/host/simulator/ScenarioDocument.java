// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.Range;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario as a file says it: two clusters, what lies between them, their collections, and how time passes. */
@Doc("A scenario of the simulator: two clusters, the link between them, their collections, and how time passes.")
record ScenarioDocument(
        @Doc("A name for it.") @Range(min = 1, max = 100) String name,
        @Doc("What it is good for.") @Nullable String description,
        @Default("{}") ClockDocument clock,
        @Default("{}") Switches switches,
        @Default("{}") Timings timings,
        @Default("{}") LinkDocument link,

        @Doc("The cluster of site 'primary'.") @Default("{}")
        ClusterDocument primary,

        @Doc("The cluster of site 'recovery'.") @Default("{}")
        ClusterDocument recovery,

        @Doc("The collections, groups of groups included.") @Default("[]")
        List<CollectionDocument> collections) {

    ScenarioDocument {
        collections = List.copyOf(collections);
    }

    /** The same with another law of time; when it begins stays. */
    ScenarioDocument withClock(FabricClock passing) {
        return new ScenarioDocument(
                name,
                description,
                new ClockDocument(passing.mode(), passing.factor(), clock.startsAt()),
                switches,
                timings,
                link,
                primary,
                recovery,
                collections);
    }

    /** How time passes. */
    @Doc("How the fabric's time passes.")
    record ClockDocument(
            @Doc("As the machine's, scaled by the factor, or only by simulator.advance.") @Default("\"realtime\"")
            ClockMode mode,

            @Doc("Fabric seconds per real second; for a scaled clock.") @Default("1")
            double factor,

            @Doc("The fabric's time when the scenario is loaded; the machine's where it is absent.") @Nullable
            Instant startsAt) {

        ClockDocument {
            if (!(factor > 0 && factor <= 1_000_000)) {
                throw new IllegalArgumentException("factor is more than 0 and at most 1000000");
            }
        }
    }

    /** What lies between the sites. */
    @Doc("What lies between the sites.")
    record LinkDocument(
            @Doc("Whether anything gets through.") @Default("true")
            boolean up,

            @Doc("What senders meet while nothing does.") @Default("\"cannotConnect\"")
            HostFailure failure,

            @Doc("Bytes per second that get through.") @Default("1250000000") @Range(min = 1)
            long bytesPerSecond) {}

    /** One cluster. */
    @Doc("One cluster; what is absent is filled in for the site.")
    record ClusterDocument(
            @Doc("The cluster's id.") @Nullable String id,
            @Doc("The cluster's name.") @Nullable String name,

            @Doc("Its nodes.") @Range(min = 1, max = 64) @Nullable
            List<String> nodes,

            @Doc("The client access point of its Hyper-V Replica Broker.") @Nullable
            String broker,

            @Doc("Whether the broker answers.") @Default("true")
            boolean brokerOnline,

            @Doc("Whether the cluster takes replicas.") @Default("true")
            boolean replicaEnabled,

            @Doc("The listener of Kerberos over HTTP.") @Default("80") @Range(min = 1, max = 65_535)
            int kerberosPort,

            @Doc("The listener of certificates over HTTPS.") @Default("443") @Range(min = 1, max = 65_535)
            int certificatePort,

            @Doc("The brokers that may send to it, such as broker.primary.example or *.example; * is any.")
            @Default("[\"*\"]")
            List<String> acceptedPrimaries,

            @Doc("Names that resolve to Hyper-V hosts outside any cluster.") @Default("[]")
            List<String> standAloneHosts,

            @Doc("What is wrong with a certificate, by thumbprint; one that is not listed is good.") @Default("{}")
            Map<String, HostFailure> certificates,

            @Doc("Whether its replica storage is full.") @Default("false")
            boolean diskFull,

            @Doc("Its local time.") @Default("\"UTC\"") ZoneId zone,

            @Doc("Directories that exist on it, for exports.") @Default("[\"C:\\\\ClusterStorage\\\\Volume1\\\\seed\"]")
            List<String> directories) {}

    /** One collection. */
    @Doc("A collection (PowerShell: VM group).")
    record CollectionDocument(
            @Doc("Its name; need not be unique.") @Range(min = 1, max = 256)
            String name,

            @Doc("Its id, a GUID; made from the name and its place where it is absent.") @Nullable
            CollectionId id,

            @Doc("Where it lives.") @Default("\"primary\"") Site site,

            @Doc("Whether it holds virtual machines or other groups.") @Default("\"virtualSystems\"")
            HostCollection.Kind kind,

            @Doc("Its virtual machines.") @Default("[]") List<MemberDocument> members,
            @Doc("Their disks.") @Default("[]") List<DiskDocument> disks,

            @Doc("How many bytes per second its machines change.") @Default("200000") @Range(min = 0)
            long changeBytesPerSecond,

            @Doc("Its replication; absent where it is not replicated.") @Nullable
            ReplicationDocument replication) {}

    /** A virtual machine. */
    @Doc("A virtual machine.")
    record MemberDocument(
            @Range(min = 1, max = 256) String name,

            @Doc("A GUID; made from the names where it is absent.") @Nullable
            String id,

            @Doc("The node that owns it; one of the cluster's.") @Nullable
            String node,

            @Default("\"running\"") PowerState power,

            @Doc("Whether it is a clustered role.") @Default("true")
            boolean highlyAvailable,

            @Doc("Whether it is already replicated on its own.") @Default("false")
            boolean replicatedAlone) {}

    /** A disk. */
    @Doc("A virtual disk; shared where several members have it.")
    record DiskDocument(
            @Doc("Its file on the host.") @Range(min = 1, max = 1_000)
            String path,

            @Doc("How much of it is used, in gigabytes of 1000000000 bytes.") @Default("40")
            double gigabytes,

            @Doc("The names of the members that have it attached.") @Range(min = 1)
            List<String> members) {

        DiskDocument {
            if (!(gigabytes >= 0 && gigabytes <= 1_000_000)) {
                throw new IllegalArgumentException("gigabytes is 0 to 1000000");
            }
        }
    }

    /** How a collection is replicated when the scenario begins. */
    @Doc("How a collection is replicated, seen from the site where it lives, which is its primary side.")
    record ReplicationDocument(
            @Doc("The state of the primary side, by number or name.") @Default("3")
            CollectionState state,

            @Doc("The state of the recovery side; what goes with the primary's where it is absent.") @Nullable
            CollectionState otherState,

            @Doc("Settings, in the names of Msvm_CollectionReplicationSettingData; what is absent is the host's fresh"
                    + " instance, the other broker and Kerberos.")
            @Nullable
            ReplicationSettings settings,

            @Doc("How long ago it began to replicate, in minutes.") @Default("600") @Range(min = 0, max = 5_256_000)
            int sinceMinutes,

            @Doc("The kind of the copy that runs in states 2 and 10.")
            Copy.@Nullable CopyKind copy,

            @Doc("How much of the copy is done, in percent.") @Default("0") @Range(min = 0, max = 99)
            int percent,

            @Doc("The state to which a resume leads back, in states 7 and 8.") @Nullable
            CollectionState before,

            @Doc("Whether the volume of the replica is full.") @Default("false")
            boolean replicaDiskFull) {}
}
