// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.CimDateTime;
import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobState;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.ObjectPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs (contract 3.10, 4.7).
 *
 * <p>A job's path is followed exactly as the host returned it. Its server may be another node, and a connection to this one may
 * refuse such a path; then the relative part is tried here, because the cluster's namespace answers for the whole cluster, and
 * then on the node that the path names. Only when nobody has the job it counts as forgotten: it ended more than five minutes
 * ago, or its node failed over. What became of it, the collection's state must tell.
 */
final class JobReader {

    static final List<String> PROPERTIES = List.of(
            "InstanceID",
            "Name",
            "JobState",
            "JobType",
            "PercentComplete",
            "ErrorCode",
            "ErrorDescription",
            "ErrorSummaryDescription",
            "TimeSubmitted",
            "ScheduledStartTime",
            "TimeOfLastStateChange");
    static final String AFFECTED_CLASS = "Msvm_AffectedJobElement";

    /** How many jobs' collections are remembered; a host keeps a job for five minutes after its end. */
    private static final int REMEMBERED = 1000;

    private final WmiSession session;
    private final WmiReads reads;
    private final Map<String, CollectionId> owners = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CollectionId> eldest) {
            return size() > REMEMBERED;
        }
    };

    JobReader(WmiSession session, WmiReads reads) {
        this.session = session;
        this.reads = reads;
    }

    /** All jobs that belong to a collection: two queries. */
    List<HostJob> all() {
        Map<String, CollectionId> owned = new HashMap<>();
        for (WmiObject link :
                reads.cluster(Wql.select(AFFECTED_CLASS, List.of("AffectedElement", "AffectingElement")))) {
            Optional<CollectionId> collection = link.text("AffectedElement")
                    .flatMap(ObjectPath::parse)
                    .filter(p -> p.isClass(ObjectPath.COLLECTION_CLASS))
                    .flatMap(p -> p.key("CollectionID"))
                    .map(CollectionId::new);
            Optional<String> job = link.text("AffectingElement").map(JobReader::keyOf);
            if (collection.isPresent() && job.isPresent()) {
                owned.put(job.get(), collection.get());
                remember(job.get(), collection.get());
            }
        }
        return reads.cluster(Wql.select(ObjectPath.JOB_CLASS, PROPERTIES)).stream()
                .filter(row -> owned.containsKey(instanceKey(row)))
                .map(row -> job(row, pathOf(row), owned.get(instanceKey(row)), listed(row)))
                .toList();
    }

    /** The jobs of one collection: one query. */
    List<HostJob> of(HostCollection collection) {
        return reads
                .cluster(Wql.associators(
                        collection.path(), "AssocClass = " + AFFECTED_CLASS, "ResultClass = " + ObjectPath.JOB_CLASS))
                .stream()
                .map(row -> {
                    remember(instanceKey(row), collection.id());
                    return job(row, pathOf(row), collection.id(), listed(row));
                })
                .toList();
    }

    /** One job; nothing once the host has forgotten it. */
    Optional<HostJob> byPath(String path) {
        return fetch(path).map(row -> {
            JobState state = JobState.of(row.small("JobState").orElse(0));
            List<String> errors =
                    state == JobState.Known.COMPLETED || !state.terminal() ? List.of() : errors(path, row);
            return job(row, path, owner(row), errors);
        });
    }

    /** Notes which collection a call that returned this job was made for. */
    void started(String path, CollectionId collection) {
        remember(keyOf(path), collection);
    }

    private Optional<WmiObject> fetch(String path) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(WmiReads.CLUSTER, path));
        if (!Wql.relative(path).equals(path)) {
            places.add(new Place(WmiReads.CLUSTER, Wql.relative(path)));
            Wql.server(path)
                    .filter(server -> !server.equals("."))
                    .ifPresent(server ->
                            places.add(new Place(WmiReads.onNode(server, WmiReads.CLUSTER), Wql.relative(path))));
        }
        WmiFault here = null;
        for (Place place : places) {
            try {
                return Optional.of(session.get(place.namespace, place.path));
            } catch (WmiException e) {
                if (place.local() && !mayBeElsewhere(e.fault())) {
                    throw HostFaults.read(e.fault());
                }
                here = place.local() ? e.fault() : here;
            }
        }
        if (here != null && !(here instanceof WmiFault.Missing) && !(here instanceof WmiFault.Misused)) {
            throw HostFaults.read(here);
        }
        return Optional.empty();
    }

    /** Whether another way to the same object may work. */
    private static boolean mayBeElsewhere(WmiFault fault) {
        return switch (fault) {
            case WmiFault.Missing missing -> true;
            case WmiFault.Misused misused -> true;
            case WmiFault.Unavailable unavailable -> true;
            case WmiFault.Cut cut -> true;
            case WmiFault.Failed failed -> true;
            case WmiFault.Absent absent -> true;
            case WmiFault.Denied denied -> false;
        };
    }

    /** Why a job ended badly, the most telling first: GetErrorEx, then the two descriptions (contract 4.7). */
    private List<String> errors(String path, WmiObject row) {
        Set<String> texts = new LinkedHashSet<>();
        try {
            WmiObject out = session.invoke(
                    WmiReads.CLUSTER, Optional.ofNullable(row.path()).orElse(path), "GetErrorEx", List.of());
            out.texts("Errors")
                    .ifPresent(errors ->
                            errors.forEach(e -> InstanceText.message(e).ifPresent(texts::add)));
        } catch (WmiException e) {
            // The descriptions below still tell something; why this call failed would only hide them.
            texts.clear();
        }
        texts.addAll(listed(row));
        return List.copyOf(texts);
    }

    private static List<String> listed(WmiObject row) {
        Set<String> texts = new LinkedHashSet<>();
        row.text("ErrorDescription").flatMap(InstanceText::message).ifPresent(texts::add);
        row.text("ErrorSummaryDescription").flatMap(InstanceText::message).ifPresent(texts::add);
        return List.copyOf(texts);
    }

    private @Nullable CollectionId owner(WmiObject row) {
        synchronized (owners) {
            return owners.get(instanceKey(row));
        }
    }

    private void remember(String jobKey, CollectionId collection) {
        synchronized (owners) {
            owners.put(jobKey, collection);
        }
    }

    private static HostJob job(WmiObject row, String path, @Nullable CollectionId collection, List<String> errors) {
        int percent = row.small("PercentComplete").orElse(0);
        return new HostJob(
                path,
                row.text("InstanceID").orElse(""),
                collection,
                row.text("Name").or(() -> row.text("Caption")).orElse(""),
                JobState.of(row.small("JobState").orElse(0)),
                JobType.of(row.small("JobType").orElse(0)),
                percent > 100 ? 0 : Math.max(0, percent),
                row.small("ErrorCode").orElse(0),
                errors,
                time(row, "TimeSubmitted"),
                time(row, "ScheduledStartTime"),
                time(row, "TimeOfLastStateChange"));
    }

    private static @Nullable Instant time(WmiObject row, String name) {
        return row.text(name).flatMap(CimDateTime::parseReported).orElse(null);
    }

    private static String pathOf(WmiObject row) {
        String path = row.path();
        return path != null
                ? path
                : new ObjectPath(
                                null,
                                null,
                                ObjectPath.JOB_CLASS,
                                Map.of("InstanceID", row.text("InstanceID").orElse("")))
                        .relative();
    }

    private static String instanceKey(WmiObject row) {
        return row.text("InstanceID").orElse("").toLowerCase(Locale.ROOT);
    }

    private static String keyOf(String path) {
        return ObjectPath.parse(path)
                .flatMap(p -> p.key("InstanceID"))
                .orElse(path)
                .toLowerCase(Locale.ROOT);
    }

    private record Place(String namespace, String path) {
        boolean local() {
            return !namespace.startsWith("\\\\");
        }
    }
}
