// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.Default;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.JsonTagged;
import io.hvcr.agent.json.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code simulator.inject} takes: everything that happens to a host without anybody asking it to. */
@JsonTagged("kind")
sealed interface Injection {

    /** Starts or stops virtual machines. */
    @Doc("Starts or stops virtual machines.")
    record Power(
            @Doc("The collection, by id or name.") String collection,
            @Default("\"primary\"") Site site,

            @Doc("The members, by id or name; all where absent.") @Nullable
            List<String> members,

            @Doc("The power state.") PowerState state)
            implements Injection {}

    /** Cuts or mends the link between the sites. */
    @Doc("Cuts or mends the link between the sites.")
    record Link(
            @Doc("Whether anything gets through.") boolean up,

            @Doc("What senders meet while nothing does.") @Default("\"cannotConnect\"")
            HostFailure failure)
            implements Injection {}

    /** Fills or frees storage: of a replica's volume or a site's replica storage, or, on a primary side, the volume of its logs. */
    @Doc(
            "Fills or frees storage: of a replica's volume or a site's replica storage, or, on a primary side, the volume of its logs.")
    record Disk(
            Site site,
            boolean full,

            @Doc("Only the volume of this collection, by id or name.") @Nullable
            String collection)
            implements Injection {}

    /** Makes a resynchronization necessary, as a power loss or an offline change of a disk does. */
    @Doc("Makes a resynchronization necessary, as a power loss or an offline change of a disk does.")
    record Resync(String collection, @Default("\"primary\"") Site site) implements Injection {}

    /** Carries the export of one member over and imports it on the recovery side. */
    @Doc("Carries the export of one member over and imports it on the recovery side.")
    record ImportCopy(
            String collection,
            @Doc("The member, by id or name.") String member,

            @Doc("The member's own subdirectory, as the export wrote it.")
            String directory)
            implements Injection {}

    /** Restores copies of virtual machines on the recovery side, as the base of a seeded start. */
    @Doc("Restores copies of virtual machines on the recovery side, as the base of a seeded start.")
    record RestoredCopy(
            String collection,

            @Doc("The members, by id or name; all where absent.") @Nullable
            List<String> members) implements Injection {}

    /** Lets jobs end badly, or with warnings. */
    @Doc("Lets jobs end badly, or with warnings.")
    record JobFailure(
            @Nullable Site site,
            @Nullable String collection,

            @Doc("The method, by WMI name; any where absent.") @Nullable
            ReplicationMethod method,

            @Default("\"exception\"") Mishap.JobEnding ending,

            @Doc("What went wrong, in the host's words.") @Default("\"unspecified\"")
            HostFailure failure,

            @Default("32768") int errorCode,
            @Doc("Texts instead of the host's.") @Nullable List<String> texts,
            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Lets jobs do their work unseen. */
    @Doc("Lets jobs do their work unseen.")
    record JobVanish(
            @Nullable Site site,
            @Nullable String collection,
            @Nullable ReplicationMethod method,
            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Lets a method start a job and not tell its path. */
    @Doc("Lets a method start a job and not tell its path.")
    record JobNotTold(
            @Nullable Site site,
            @Nullable String collection,
            @Nullable ReplicationMethod method,
            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Lets a method answer a number and do nothing. */
    @Doc("Lets a method answer a number and do nothing.")
    record ReturnValue(
            @Nullable Site site,
            @Nullable String collection,
            @Nullable ReplicationMethod method,
            int number,
            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Lets members fail, so that a collection is left in 14 (Create), 15 (Remove) or 16 (InitiateFailover). */
    @Doc("Lets members fail, so that a collection is left in 14 (Create), 15 (Remove) or 16 (InitiateFailover).")
    record Partial(
            @Nullable Site site,
            @Nullable String collection,
            @Nullable ReplicationMethod method,

            @Doc("The members that fail, by id or name.") @Range(min = 1)
            List<String> members,

            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Lets the management layer fail, or be slow. */
    @Doc("Lets the management layer fail, or be slow.")
    record Fault(
            @Nullable Site site,
            @Nullable String collection,
            @Nullable ReplicationMethod method,

            @Doc("The call of the port: invoke, or one that reads, such as collections, settings, jobs.")
            @Default("\"invoke\"")
            String operation,

            Mishap.LayerFault fault,

            @Doc("Whether a changing call takes effect all the same.") @Default("false")
            boolean tookEffect,

            @Doc("The HRESULT, as a signed number.") @Nullable
            Integer hresult,

            @Nullable String text,

            @Doc("The node that owns the collection; for wrongNode.") @Nullable
            String ownerNode,

            @Doc("How long the answer is held back, in real milliseconds.") @Default("0") @Range(min = 0, max = 600_000)
            int delayMilliseconds,

            @Default("1") @Range(min = 1) int times)
            implements Injection {}

    /** Puts a collection into a state, a mode, or a number that nobody has documented. */
    @Doc("Puts a collection into a state, a mode, or a number that nobody has documented.")
    record State(
            String collection,
            @Default("\"primary\"") Site site,
            @Nullable CollectionState state,
            @Nullable CollectionMode mode,
            @Nullable FailoverType failoverType)
            implements Injection {}

    /** Changes how a cluster takes connections. */
    @Doc("Changes how a cluster takes connections.")
    record Broker(
            Site site,
            @Nullable Boolean online,
            @Nullable Boolean replicaEnabled,
            @Nullable @Range(min = 1, max = 65_535) Integer kerberosPort,
            @Nullable @Range(min = 1, max = 65_535) Integer certificatePort,
            @Nullable List<String> acceptedPrimaries)
            implements Injection {}

    /** Changes what a virtual machine is. */
    @Doc("Changes what a virtual machine is.")
    record Member(
            String collection,
            @Default("\"primary\"") Site site,
            @Doc("The member, by id or name.") String member,
            @Nullable Boolean highlyAvailable,
            @Nullable Boolean replicatedAlone,
            @Nullable String node)
            implements Injection {}

    /** Forgets the mishaps that still wait for their victims. */
    @Doc("Forgets the mishaps that still wait for their victims.")
    record Clear() implements Injection {}
}
