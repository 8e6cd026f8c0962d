// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static io.hvcr.agent.cli.serve.ExampleScene.scene;

import io.hvcr.agent.host.simulator.Site;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenes of {@code examples/jsonrpc}: one for each method, in the order in which they are published. */
final class ExampleScenes {

    private static final String SETTINGS =
            "'CollectionReplicationSettingData':{'RecoveryConnectionPoint':'broker.recovery.example',"
                    + "'AuthenticationType':1,'RecoveryServerPortNumber':80,'CompressionEnabled':true,'ReplicationInterval':300,"
                    + "'RecoveryHistory':4}";
    private static final String DOCUMENT = "'collection':'sql-fci','state':'replicating','settings':{"
            + "'replicaServerName':'broker.recovery.example','replicaServerPort':443,'authenticationType':'certificate',"
            + "'certificateThumbprint':'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334','replicationFrequencySec':300,'recoveryHistory':4},"
            + "'initialReplication':{'type':'export','exportLocation':'C:\\\\ClusterStorage\\\\Volume1\\\\seed','startTime':null}";
    private static final String PRINT = "{'Collection':'print'}";
    private static final int A_JOB = 120;

    private ExampleScenes() {}

    static List<ExampleScene> all() {
        return Stream.of(
                        start(),
                        life(),
                        failover(),
                        reversal(),
                        test(),
                        end(),
                        declared(),
                        operations(),
                        lists(),
                        agent())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ExampleScene> start() {
        return List.of(
                scene(
                                "hyperv.CreateReplicationRelationship",
                                "Enables replication over Kerberos; the copy is not started yet.")
                        .onPrimary("{'Collection':'sql-fci'," + SETTINGS + "}"),
                scene("hyperv.StartReplication", "Starts the first copy over the network, in the night to come.")
                        .primary("hyperv.CreateReplicationRelationship", "{'Collection':'sql-fci'," + SETTINGS + "}")
                        .advance(A_JOB)
                        .onPrimary(
                                "{'Collection':'sql-fci','InitialReplicationType':1,'InitialReplicationExportLocation':null,"
                                        + "'StartTime':'2026-11-23T01:00:00Z'}"),
                scene("hyperv.ModifyReplicationSettings", "Lets a collection replicate every 30 seconds.")
                        .onPrimary(
                                "{'Collection':'print','CollectionReplicationSettingData':{'ReplicationInterval':30}}"),
                scene("hyperv.CancelInitialReplication", "Cancels a first copy that is on its way.")
                        .onPrimary("{'Collection':'exchange-dag'}"));
    }

    private static List<ExampleScene> life() {
        return List.of(
                scene("hyperv.SuspendReplication", "Suspends a collection that replicates.")
                        .onPrimary(PRINT),
                scene("hyperv.ResumeReplication", "Resumes a collection that is suspended.")
                        .onPrimary("{'Collection':'crm'}"),
                scene("hyperv.Resynchronize", "Compares both copies of a collection that waits for it, at once.")
                        .onPrimary("{'Collection':'archive','StartTime':null,'IncludeSuspended':false}"),
                scene("hyperv.CancelResynchronize", "Cancels a resynchronization that runs.")
                        .primary("hyperv.Resynchronize", "{'Collection':'archive'}")
                        .advance(5)
                        .onPrimary("{'Collection':'archive'}"),
                scene(
                                "hyperv.CancelUpdateDiskSet",
                                "Cancels a change of the replicated disks that is being carried out.")
                        .primary("replication.apply", disks("prn1-os"))
                        .advance(A_JOB)
                        .primary("replication.apply", disks("prn1-os", "prn2-os"))
                        .advance(3)
                        .onPrimary(PRINT));
    }

    /** Lets a collection replicate these of its disks. */
    private static String disks(String... files) {
        return "{'collection':'print','wait':'accepted','settings':{'replicatedDiskPaths':["
                + Stream.of(files)
                        .map(file -> "'C:\\\\ClusterStorage\\\\Volume2\\\\"
                                + file.substring(0, 4).toUpperCase(Locale.ROOT) + "\\\\" + file + ".vhdx'")
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static List<ExampleScene> failover() {
        return List.of(
                scene(
                                "hyperv.InitiatePlannedFailover",
                                "Sends the last changes of a collection whose machines are off.")
                        .power(Site.PRIMARY, "print", "off")
                        .onPrimary(PRINT),
                scene(
                                "hyperv.RevertPlannedFailover",
                                "Takes a planned failover back before the other side has failed over.")
                        .power(Site.PRIMARY, "print", "off")
                        .primary("hyperv.InitiatePlannedFailover", PRINT)
                        .advance(A_JOB)
                        .onPrimary(PRINT),
                scene(
                                "hyperv.InitiateFailover",
                                "Fails over to the latest recovery point although no planned failover was received.")
                        .onRecovery("{'Collection':'print','CollectionRecoveryPoint':null,'acknowledge':'unplanned'}"),
                scene("hyperv.RevertFailover", "Takes a failover back.")
                        .recovery("hyperv.InitiateFailover", "{'Collection':'print','acknowledge':'unplanned'}")
                        .advance(A_JOB)
                        .onRecovery(PRINT),
                scene("hyperv.CommitFailover", "Makes a failover final.")
                        .recovery("hyperv.InitiateFailover", "{'Collection':'print','acknowledge':'unplanned'}")
                        .advance(A_JOB)
                        .onRecovery(PRINT));
    }

    private static List<ExampleScene> reversal() {
        return List.of(
                scene(
                                "hyperv.PrepareForReverseReplication",
                                "Makes the old primary ready to receive, after an unplanned failover.")
                        .recovery("hyperv.InitiateFailover", "{'Collection':'print','acknowledge':'unplanned'}")
                        .advance(A_JOB)
                        .power(Site.PRIMARY, "print", "off")
                        .onPrimary(PRINT),
                scene("hyperv.ReverseReplicationRelationship", "Turns the direction round after a planned failover.")
                        .power(Site.PRIMARY, "print", "off")
                        .primary("hyperv.InitiatePlannedFailover", PRINT)
                        .advance(A_JOB)
                        .recovery("hyperv.InitiateFailover", PRINT)
                        .advance(A_JOB)
                        .recovery("hyperv.CommitFailover", PRINT)
                        .advance(A_JOB)
                        .onRecovery("{'Collection':'print','CollectionReplicationSettingData':"
                                + "{'RecoveryConnectionPoint':'broker.primary.example'}}"));
    }

    private static List<ExampleScene> test() {
        return List.of(
                scene(
                                "hyperv.TestReplicaCollection",
                                "Makes a test collection from the latest recovery point before a time.")
                        .onRecovery(
                                "{'Collection':'print','CollectionRecoveryPoint':{'before':'2026-11-22T11:00:00Z'}}"),
                scene("hyperv.RevertTestReplicaCollection", "Destroys the test collection.")
                        .recovery("hyperv.TestReplicaCollection", PRINT)
                        .advance(A_JOB)
                        .onRecovery(PRINT));
    }

    private static List<ExampleScene> end() {
        return List.of(
                scene(
                                "hyperv.RemoveReplicationRelationship",
                                "Removes replication on this side; the other keeps its part.")
                        .onPrimary("{'Collection':'crm'}"),
                scene("hyperv.GetReplicationStatistics", "Reads the statistics of the current window.")
                        .onPrimary(PRINT),
                scene("hyperv.ResetReplicationStatistics", "Begins a new window of statistics.")
                        .onPrimary(PRINT));
    }

    private static List<ExampleScene> declared() {
        return List.of(
                scene("replication.get", "Shows one collection with everything that is known of it.")
                        .onPrimary("{'collection':'print'}"),
                scene("replication.list", "Shows the collections whose name contains app.")
                        .onPrimary("{'filter':{'name':'*app*'},'limit':50}"),
                scene("replication.plan", "Shows what a new relationship with an exported first copy would take.")
                        .onPrimary("{" + DOCUMENT + ",'allow':[],'expectCluster':'HV-PRIMARY'}"),
                scene("replication.apply", "Suspends a collection, without waiting for the end of the host's job.")
                        .onPrimary(
                                "{'collection':'print','state':'suspended','wait':'accepted','idempotencyKey':'task-4711'}"),
                scene(
                                "replication.check",
                                "Asks whether a collection could fail over as planned, while its machines run.")
                        .onPrimary("{'collection':'print','operation':'InitiatePlannedFailover'}"));
    }

    private static List<ExampleScene> operations() {
        String key = "'idempotencyKey':'task-4711'";
        return List.of(
                scene("operation.get", "Shows an operation whose host job still runs.")
                        .primary("hyperv.SuspendReplication", "{'Collection':'print'," + key + "}")
                        .onPrimary("{'id':'$operation'}"),
                scene("operation.list", "Shows the operations of one collection.")
                        .primary("hyperv.SuspendReplication", "{'Collection':'print'," + key + "}")
                        .onPrimary("{'filter':{'collection':'print','status':'running'},'limit':10}"),
                scene("operation.wait", "Waits until an operation ends; it has ended already.")
                        .primary("hyperv.SuspendReplication", "{'Collection':'print'," + key + "}")
                        .advance(A_JOB)
                        .onPrimary("{'ids':['$operation'],'timeoutSeconds':30}"),
                scene("operation.cancel", "Starts no further step of an operation; the host's job goes on.")
                        .primary(
                                "replication.apply",
                                "{'collection':'sql-fci','state':'replicating','wait':'accepted','settings':{"
                                        + "'replicaServerName':'broker.recovery.example','authenticationType':'kerberos'}}")
                        .onPrimary("{'id':'$operation'}"));
    }

    private static List<ExampleScene> lists() {
        return List.of(
                scene("recoveryPoint.list", "Shows the oldest recovery points of a collection.")
                        .onRecovery("{'collection':'print','limit':2}"),
                scene("collection.list", "Shows two collections of one name: only their ids tell them apart.")
                        .onPrimary("{'filter':{'name':'app'}}"));
    }

    private static List<ExampleScene> agent() {
        return List.of(
                scene("agent.info", "Says who answers.").onPrimary("{}"),
                scene("agent.limits", "Says which limits are in force.").onPrimary("{}"),
                scene("agent.preflight", "Says which prerequisites hold.").onPrimary("{}"),
                scene("simulator.scenario", "Replaces the fabric by the default scenario.")
                        .onPrimary("{'name':'default'}"),
                scene("simulator.advance", "Moves the fabric's clock ten minutes on.")
                        .onPrimary("{'seconds':600}"),
                scene("simulator.inject", "Cuts the link between the sites.").onPrimary("{'kind':'link','up':false}"));
    }
}
