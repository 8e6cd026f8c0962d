// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.JobType;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.host.HostFault;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The errors of one operation: what happened, with the collection as it is now, the operation's id, and the caller's own names. */
final class StepProblems {

    /** Of the host's parameters, the members of a document that they come from. */
    private static final Map<String, String> DOCUMENT_PATHS = Map.of(
            "StartTime", "initialReplication.startTime",
            "InitialReplicationExportLocation", "initialReplication.exportLocation",
            "CollectionReplicationSettingData", "settings",
            "Collection", "collection");

    private static final String SETTING_DATA = "CollectionReplicationSettingData.";

    /** Of WMI's settings, the names that a document has for them. */
    private static final Map<String, String> DOCUMENT_SETTINGS = Map.of(
            "RecoveryConnectionPoint", "replicaServerName",
            "AuthenticationType", "authenticationType",
            "CertificateThumbPrint", "certificateThumbprint",
            "RecoveryHistory", "recoveryHistory",
            "ApplicationConsistentSnapshotInterval", "vssSnapshotFrequencyHour",
            "IncludedDisks", "replicatedDiskPaths");

    private final OperationContext context;
    private final OperationModel model;

    StepProblems(OperationContext context, OperationModel model) {
        this.context = context;
        this.model = model;
    }

    /** The type of the job that the host starts for a call. */
    static JobType jobType(ReplicationCall call) {
        return call instanceof ReplicationCall.Start start
                ? start.type().jobType()
                : call.method().jobType();
    }

    /** Whether a state passes by itself. */
    static boolean underWay(CollectionState state) {
        return Synchrony.copying(state);
    }

    Problem refused(ReplicationCall call, ReturnCode value) {
        return withContext(seen -> context.refusals().refused(seen, call, value))
                .orElseGet(() -> own(Problem.refusedBy(
                                value,
                                Reason.HOST_REFUSED,
                                call.method().wmiName() + " answered " + value.describe() + " for "
                                        + model.collection.describe())
                        .outcome(Refusals.unclear(value) ? Outcome.UNKNOWN : Outcome.NOT_STARTED)
                        .build()));
    }

    Problem refused(Observed seen, ReplicationCall call, ReturnCode value) {
        return own(context.refusals().refused(seen, call, value));
    }

    Problem jobFailed(ReplicationCall call, HostJob job) {
        return withContext(seen -> context.refusals().jobFailed(seen, call, job))
                .orElseGet(() -> own(Problem.refusedBy(
                                ReturnCode.Known.FAILED,
                                Reason.JOB_FAILED,
                                "the job '" + job.name() + "' on " + model.collection.describe() + " failed: "
                                        + job.failure().orElse(""))
                        .outcome(Outcome.FAILED)
                        .build()));
    }

    Problem fault(HostFault fault, ReplicationCall call) {
        return withContext(seen -> context.refusals().fault(fault, seen))
                .orElseGet(() -> own(HostFaults.problem(fault).build()));
    }

    Problem unknown(ReplicationCall call, String why) {
        return withContext(seen -> context.refusals().outcomeUnknown(seen, call, why))
                .orElseGet(() -> own(Problem.of(
                                ErrorCode.OUTCOME_UNKNOWN,
                                Reason.OUTCOME_UNKNOWN,
                                "whether " + call.method().wmiName() + " took effect on "
                                        + model.collection.describe() + " is not known: " + why
                                        + ". The host cannot be read now")
                        .outcome(Outcome.UNKNOWN)
                        .build()));
    }

    /** The state has shown long enough that the call had no effect. A job that failed meanwhile explains it. */
    Problem notCarriedOut(Observed now, OperationModel.Step step) {
        Optional<HostJob> failed = now.jobs().stream()
                .filter(job ->
                        job.type().equals(jobType(step.call)) && job.failure().isPresent())
                .max(Comparator.comparing(HostJob::path));
        if (failed.isPresent() && step.answered()) {
            return own(context.refusals().jobFailed(now, step.call, failed.get()));
        }
        boolean taken = step.answered();
        return own(Problem.of(
                        ErrorCode.OUTCOME_UNKNOWN,
                        taken ? Reason.JOB_FAILED : Reason.OUTCOME_UNKNOWN,
                        step.call.method().wmiName() + " was "
                                + (taken ? "taken by the host, but its job is gone" : "sent, and its answer was lost")
                                + "; the state shows that it had no effect on " + now.describe()
                                + ". It was not called again.")
                .outcome(taken ? Outcome.FAILED : Outcome.NOT_STARTED)
                .retryable(true)
                .collection(now.collection())
                .mode(now.mode())
                .state(now.state())
                .hint("Send the request again, with another idempotency key.")
                .build());
    }

    /** The wanted state has moved out of reach while it was waited for. */
    Problem notReached(Observed now, OperationModel.Step last) {
        Optional<HostJob> failed =
                now.jobs().stream().filter(job -> job.failure().isPresent()).max(Comparator.comparing(HostJob::path));
        if (failed.isPresent()) {
            return own(context.refusals().jobFailed(now, last.call, failed.get()));
        }
        return own(Problem.refusedBy(
                        ReturnCode.Known.FAILED,
                        Reason.INVALID_STATE,
                        "every step was carried out, but the wanted state was not reached: " + now.describe()
                                + ". It will not come about without another call")
                .outcome(Outcome.FAILED)
                .collection(now.collection())
                .mode(now.mode())
                .state(now.state())
                .hint("Apply again: the plan shows what is missing.")
                .build());
    }

    Problem cancelled() {
        return own(Problem.of(
                        ErrorCode.CONFLICT,
                        Reason.CANCELLED,
                        "operation " + model.id + " on " + model.collection.describe()
                                + " was cancelled; no further step was started")
                .outcome(Outcome.FAILED)
                .collection(model.collection)
                .build());
    }

    Problem collectionGone() {
        return own(Problem.of(
                        ErrorCode.NOT_FOUND,
                        Reason.UNKNOWN_COLLECTION,
                        model.collection.describe() + " does not exist any more")
                .outcome(Outcome.FAILED)
                .collection(model.collection)
                .build());
    }

    /** A step that had failed when the agent was stopped, before the operation's end was written. */
    Problem failedBefore(OperationModel.Step step) {
        HostJob job = step.job;
        ReturnCode value = step.returnValue;
        if (value != null && !value.accepted()) {
            return refused(step.call, value);
        }
        if (job != null) {
            return jobFailed(step.call, job);
        }
        return unknown(step.call, "the agent was stopped while it failed");
    }

    /** The error with what makes it clear, or nothing where the host cannot be read. */
    private Optional<Problem> withContext(Function<Observed, Problem> problem) {
        try {
            return context.observer()
                    .again(model.collection.id())
                    .map(found -> own(problem.apply(context.observer().get(found, Refusals.CONTEXT))));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static String inDocument(String path) {
        if (!path.startsWith(SETTING_DATA)) {
            return DOCUMENT_PATHS.getOrDefault(path, path);
        }
        String setting = DOCUMENT_SETTINGS.get(path.substring(SETTING_DATA.length()));
        return setting == null ? "settings" : "settings." + setting;
    }

    /** With the operation's id, and in the names of the caller's document where there is one. */
    private Problem own(Problem problem) {
        String path = problem.path();
        boolean declared = model.plan != null;
        String named = path == null || !declared ? path : inDocument(path);
        return problem.toBuilder()
                .operationId(model.id)
                .collection(problem.collection() == null ? model.collection : problem.collection())
                .path(named)
                .build();
    }
}
