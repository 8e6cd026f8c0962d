// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.host.Finding;
import io.hvcr.agent.host.Finding.Answer;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.host.ProcessRights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reading tells about the questions that no documentation answers (contract 7).
 *
 * <p>Nothing here changes anything: queries, and {@code GetReplicationStatistics}, the one method of the service that only reads. A
 * question that only a change could answer is listed with what would settle it, so that nobody takes its absence for an answer. The
 * evidence is kept raw, in the host's own words, because what it means is the very question.
 */
final class OpenQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(OpenQuestions.class);

    /** A host with hundreds of collections must still give a file that a person can read before sending it. */
    private static final int MOST_LINES = 200;

    private static final int LONGEST_LINE = 2000;

    private final HyperVHost host;
    private final RawEvidence raw;
    private final Supplier<ProcessRights> rights;

    OpenQuestions(HyperVHost host, RawEvidence raw, Supplier<ProcessRights> rights) {
        this.host = host;
        this.raw = raw;
        this.rights = rights;
    }

    List<Finding> findings() {
        return List.of(
                seen("7.1", "Which states and modes are in use", this::states),
                seen("7.2", "How IncludedDisks names disks, and how often a shared disk is listed", raw::disks),
                seen("7.3", "Which collections each namespace and node shows", raw::collections),
                seen("7.4", "Where a scheduled start shows", this::schedules),
                open(
                        "7.5",
                        "Export layout and import order of the shared disk set",
                        "an export, and a listing of its folder"),
                open("7.6", "What a seeded start needs on the recovery side", "a seeded start"),
                open("7.7", "The unplanned path back", "an unplanned failover and its reversal"),
                open("7.8", "Whether CommitFailover is needed before a planned reversal", "a planned failover"),
                seen("7.9", "On which node jobs show, and which node their paths name", raw::jobLinks),
                seen("7.10", "What GetReplicationStatistics answers", raw::statistics),
                seen("7.11", "Which associations a collection has, and where its setting data is", raw::associations),
                seen("7.12", "What a call for an unknown collection answers", raw::unknownCollection),
                seen("7.13", "Which jobs there are and how long they took", this::jobs),
                seen("7.14", "Which nodes own the members", this::owners),
                seen(
                        "7.15",
                        "With which rights this worked",
                        () -> List.of(rights.get().describe())),
                seen("7.16", "How long histories are, and how large collections", this::sizes),
                open("7.17", "Placement without a broker", "creating a relationship with explicit placement"),
                open("7.18", "Adding a machine to a replicated collection", "adding one"),
                open("7.19", "A stand-alone host as recovery side", "trying one"),
                seen("7.20", "What a test collection looks like", this::tests),
                open(
                        "7.21",
                        "Whether the namespace demands packet privacy",
                        "connecting below it; the agent never does"));
    }

    private static Finding seen(String id, String question, Supplier<List<String>> look) {
        try {
            List<String> lines = look.get();
            return new Finding(
                    id,
                    question,
                    Answer.SEEN,
                    lines.isEmpty() ? List.of("nothing of the kind is here") : bounded(lines));
        } catch (HostException e) {
            return new Finding(
                    id,
                    question,
                    Answer.FAILED,
                    List.of(e.fault().operation() + ": " + e.fault().text()));
        } catch (RuntimeException e) {
            // An answer that nobody foresaw is what these questions are about: it must not hide the others.
            LOG.warn("question {} failed in the agent itself", id, e);
            return new Finding(id, question, Answer.FAILED, List.of("the agent itself failed here: " + e));
        }
    }

    private static Finding open(String id, String question, String settledBy) {
        return new Finding(id, question, Answer.NEEDS_A_CHANGE, List.of("would be settled by " + settledBy));
    }

    private static List<String> bounded(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            kept.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …");
        }
        if (lines.size() > MOST_LINES) {
            kept.add("… and " + (lines.size() - MOST_LINES) + " more");
        }
        return kept;
    }

    private List<String> states() {
        return host.collections().stream()
                .map(c -> c.ref().describe() + ": mode " + c.mode().describe() + ", state "
                        + c.state().describe() + ", failover type "
                        + c.failoverType().describe())
                .toList();
    }

    private List<String> schedules() {
        return host.jobs().stream()
                .filter(job -> job.scheduledStart() != null)
                .map(job -> describe(job) + ", scheduled for " + job.scheduledStart())
                .toList();
    }

    private List<String> jobs() {
        return host.jobs().stream()
                .map(job -> describe(job) + ", submitted " + job.timeSubmitted() + ", last change "
                        + job.timeOfLastChange() + ", error code " + job.errorCode())
                .toList();
    }

    private static String describe(HostJob job) {
        return job.name() + ", type " + job.type().describe() + ", state "
                + job.state().describe() + ", " + job.percentComplete() + " %, of collection "
                + job.collectionId();
    }

    private List<String> owners() {
        String here = "this node is " + host.identity().node();
        List<String> lines = new ArrayList<>(List.of(here));
        for (HostCollection c : groups()) {
            lines.add(c.ref().describe() + ": "
                    + String.join(
                            ", ",
                            host.members(c).stream()
                                    .map(m -> m.name() + " on " + m.node() + " ("
                                            + m.powerState().label() + ")")
                                    .toList()));
        }
        return lines;
    }

    private List<String> sizes() {
        List<String> lines = new ArrayList<>();
        host.settings()
                .forEach((id, settings) -> lines.add(id.value() + ": RecoveryHistory " + settings.recoveryHistory()
                        + ", ReplicationInterval " + settings.replicationInterval()));
        for (HostCollection c : groups()) {
            lines.add(c.ref().describe() + ": " + host.members(c).size() + " members, "
                    + host.recoveryPoints(c).size() + " recovery points");
        }
        return lines;
    }

    private List<String> tests() {
        List<String> lines = new ArrayList<>();
        for (HostCollection c : groups()) {
            host.testCollection(c).ifPresent(test -> {
                lines.add(c.ref().describe() + " has the test collection "
                        + test.ref().describe() + ", mode " + test.mode().describe() + ", state "
                        + test.state().describe());
                host.members(test)
                        .forEach(m -> lines.add("  " + m.name() + " on " + m.node() + ", "
                                + m.powerState().describe() + ", " + m.state().describe()));
            });
        }
        return lines;
    }

    private List<HostCollection> groups() {
        return host.collections().stream()
                .filter(c -> c.kind() == HostCollection.Kind.VIRTUAL_SYSTEMS)
                .toList();
    }
}
