// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Member;
import io.hvcr.agent.domain.PreflightCheck;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.SharedDiskSet;
import io.hvcr.agent.domain.VirtualDisk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port: one cluster's collection replication, as the host offers it and in the domain's words.
 *
 * <p>Every method but {@link #identity}, {@link #hostTime} and {@link #close} is a call to the host and is counted as
 * one. Reads may be repeated at will; {@link #invoke} must never be repeated by anybody who does not know how the first
 * one ended. Every method may throw {@link HostException}; only {@code invoke} may throw it with
 * {@link HostFault.OutcomeUnknown}. Implementations are safe for use by many threads.
 */
public interface HyperVHost extends AutoCloseable {

    /** Who answers. */
    HostIdentity identity();

    /** The host's clock, by which start times are judged. */
    Instant hostTime();

    /** All collections of the cluster, groups of groups and test collections included (contract 3.12). */
    List<HostCollection> collections();

    /** The collection with this id; several hosts answer in another case than was asked. */
    Optional<HostCollection> collection(CollectionId id);

    /** The collections with exactly this name: it need not be unique. */
    List<HostCollection> collectionsNamed(String name);

    /** The settings of every replicated collection. */
    Map<CollectionId, ReplicationSettings> settings();

    /** The settings of one collection; nothing where it has no relationship. */
    Optional<ReplicationSettings> settings(HostCollection collection);

    /** What the host's fresh instance of the settings holds: the values a new relationship gets unless told otherwise. */
    ReplicationSettings freshSettings();

    /** The members with power state and owner node. */
    List<Member> members(HostCollection collection);

    /** The disks of all members. */
    List<VirtualDisk> disks(HostCollection collection);

    /** The recovery points, oldest first; empty on the primary side. */
    List<RecoveryPoint> recoveryPoints(HostCollection collection);

    /** The replication of the shared disks; nothing where there are none, or no relationship. */
    Optional<SharedDiskSet> sharedDiskSet(HostCollection collection);

    /** The test collection that was made from a recovery collection. */
    Optional<HostCollection> testCollection(HostCollection collection);

    /** The jobs of all collections that run, wait for their time, or ended within the last five minutes. */
    List<HostJob> jobs();

    /** The same of one collection. */
    List<HostJob> jobs(HostCollection collection);

    /** A job by the path that a call returned; nothing once the host has forgotten it. */
    Optional<HostJob> job(String path);

    /**
     * Calls a method of the service on a collection.
     *
     * @throws HostException when no return value came back
     */
    HostAnswer invoke(HostCollection collection, ReplicationCall call);

    /** What of the prerequisites holds here (contract 1.3); reads only. */
    List<PreflightCheck> preflight();

    /** Lets go of the host. Jobs of the host go on. */
    @Override
    void close();
}
