// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

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
import io.hvcr.agent.host.Finding;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.host.HostInspection;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.ProcessRights;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Hyper-V cluster behind a {@link WmiSession}. */
public final class WmiHost implements HyperVHost, HostInspection {

    private final WmiSession session;
    private final InstantSource clock;
    private final String localNode;
    private final WmiHostOptions options;
    private final ClusterReader cluster;
    private final CollectionReader collections;
    private final DiskCatalog disks;
    private final SettingsReader settings;
    private final MemberReader members;
    private final PointReader points;
    private final JobReader jobs;
    private final ServiceCaller service;
    private final WmiPreflight preflight;
    private final OpenQuestions questions;

    /**
     * A host over a session, which it closes with itself.
     *
     * @param localNode the name of this machine
     * @param clock this machine's clock: by it the host judges start times
     */
    public WmiHost(WmiSession session, String localNode, WmiHostOptions options, InstantSource clock) {
        this(session, localNode, options, clock, NameLookup.SYSTEM);
    }

    /**
     * The same with another way to look up names.
     *
     * @param lookup for the preflight's check of the recovery brokers' names
     */
    public WmiHost(
            WmiSession session, String localNode, WmiHostOptions options, InstantSource clock, NameLookup lookup) {
        WmiReads reads = new WmiReads(session);
        Registry registry = new Registry(session);
        this.session = session;
        this.clock = clock;
        this.localNode = localNode;
        this.options = options;
        this.cluster = new ClusterReader(registry, reads, clock, localNode);
        this.collections = new CollectionReader(reads);
        this.disks = new DiskCatalog(reads, options.diskForm());
        this.settings = new SettingsReader(reads, disks);
        this.members = new MemberReader(reads);
        this.points = new PointReader(reads);
        this.jobs = new JobReader(session, reads);
        this.service = new ServiceCaller(session, reads, settings, options.settingsForm());
        this.preflight = new WmiPreflight(
                new NodeChecks(reads, this::probe, session::rights),
                new ClusterChecks(this, reads, cluster),
                new TrustChecks(this, reads, registry, lookup, clock));
        this.questions = new OpenQuestions(
                this, new RawEvidence(reads, cluster, collections, service::servicePath), session::rights);
    }

    /** Asks the host for its service; throws with the reason where it does not answer. */
    void probe() {
        service.servicePath();
    }

    /**
     * Why this machine can never answer: the namespace or the class of the service is not on it. Nothing where it has them.
     *
     * @throws HostException where it cannot be told, for example because the services of the host do not run yet
     */
    public Optional<String> absence() {
        try {
            probe();
            return Optional.empty();
        } catch (HostException e) {
            Integer hresult = e.fault().hresult();
            boolean withoutClass = hresult != null && hresult == WmiStatus.INVALID_CLASS.hresult();
            if (withoutClass || e.fault() instanceof HostFault.Absent) {
                return Optional.of(e.fault().text());
            }
            throw e;
        }
    }

    @Override
    public HostIdentity identity() {
        return cluster.identity();
    }

    @Override
    public Instant hostTime() {
        return clock.instant();
    }

    @Override
    public List<HostCollection> collections() {
        List<HostCollection> all = collections.all();
        settings.learn(all);
        return all;
    }

    @Override
    public Optional<HostCollection> collection(CollectionId id) {
        return collections.byId(id);
    }

    @Override
    public List<HostCollection> collectionsNamed(String name) {
        return collections.named(name);
    }

    @Override
    public Map<CollectionId, ReplicationSettings> settings() {
        return settings.all();
    }

    @Override
    public Optional<ReplicationSettings> settings(HostCollection collection) {
        return settings.of(collection);
    }

    @Override
    public ReplicationSettings freshSettings() {
        return SettingsCodec.read(settings.fresh(), disks::resolve);
    }

    @Override
    public List<Member> members(HostCollection collection) {
        return members.of(collection);
    }

    @Override
    public List<VirtualDisk> disks(HostCollection collection) {
        Map<String, Optional<String>> owners = new LinkedHashMap<>();
        for (Member member : members.of(collection)) {
            owners.put(member.id(), Optional.ofNullable(member.node()));
        }
        return disks.disksOf(owners, localNode);
    }

    @Override
    public List<RecoveryPoint> recoveryPoints(HostCollection collection) {
        return points.points(collection);
    }

    @Override
    public Optional<SharedDiskSet> sharedDiskSet(HostCollection collection) {
        return points.sharedDiskSet(collection);
    }

    @Override
    public Optional<HostCollection> testCollection(HostCollection collection) {
        return collections.testOf(collection);
    }

    @Override
    public List<HostJob> jobs() {
        return jobs.all();
    }

    @Override
    public List<HostJob> jobs(HostCollection collection) {
        return jobs.of(collection);
    }

    @Override
    public Optional<HostJob> job(String path) {
        return jobs.byPath(path);
    }

    @Override
    public HostAnswer invoke(HostCollection collection, ReplicationCall call) {
        String method = call.method().wmiName();
        if (options.nodePolicy() == WmiHostOptions.NodePolicy.OWNER
                && call.method().changing()) {
            foreignOwner(collection).ifPresent(owner -> {
                throw wrongNode(method, "this agent is set to act for collections of its own node only", null, owner);
            });
        }
        HostAnswer answer;
        try {
            answer = service.call(collection, call);
        } catch (HostException e) {
            throw explained(e, method, collection);
        }
        if (answer.jobPath() != null) {
            jobs.started(answer.jobPath(), collection.id());
        }
        return answer;
    }

    /** "Not found", for a collection that another node owns, most likely means that only that node can act for it. */
    private HostException explained(HostException e, String method, HostCollection collection) {
        if (!(e.fault() instanceof HostFault.Missing missing)) {
            return e;
        }
        try {
            return foreignOwner(collection)
                    .map(owner -> wrongNode(method, missing.text(), missing.hresult(), owner))
                    .orElse(e);
        } catch (HostException second) {
            e.addSuppressed(second);
            return e;
        }
    }

    private static HostException wrongNode(String method, String text, @Nullable Integer hresult, String owner) {
        return new HostException(new HostFault.WrongNode(
                method, text + "; the members are owned by node " + owner + ": ask the agent there", hresult, owner));
    }

    /** The owner of the first member, where this node owns none of them. */
    private Optional<String> foreignOwner(HostCollection collection) {
        List<String> nodes = members.of(collection).stream()
                .flatMap(m -> Optional.ofNullable(m.node()).stream())
                .toList();
        return nodes.stream().anyMatch(n -> DiskCatalog.sameNode(n, localNode))
                ? Optional.empty()
                : nodes.stream().findFirst();
    }

    @Override
    public List<PreflightCheck> preflight() {
        return preflight.checks();
    }

    @Override
    public ProcessRights rights() {
        return session.rights();
    }

    @Override
    public List<Finding> findings() {
        return questions.findings();
    }

    @Override
    public void close() {
        session.close();
    }
}
