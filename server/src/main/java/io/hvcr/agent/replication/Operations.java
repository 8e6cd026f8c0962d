// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.journal.Begun;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.journal.NewOperation;
import io.hvcr.agent.journal.OperationEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans and single host methods, each as a journalled operation, and never one of them twice.
 *
 * <h2>Why nothing is done twice and nothing is lost</h2>
 *
 * A host call cannot be undone and carries no key of ours, so the agent must know, after a crash at any moment, whether it
 * was made. Everything rests on the order of writing (design 4):
 *
 * <ol>
 *   <li><b>Before the operation is written:</b> nothing has happened. The caller's retry begins anew.
 *   <li><b>Written, the host not yet called:</b> operation, steps, key and the intent of the first step are one
 *       transaction. From here on the same key finds the same operation. Whether the call was made cannot be told from the
 *       next case, and is treated as it.
 *   <li><b>Called, the answer not yet written:</b> the intent is on disk without an answer. The agent does not call again. It
 *       looks for a job of this kind that runs on the collection and follows it; else it reads the state: an effect that
 *       shows settles the step as done; a state that shows none, with no job running, for as long as
 *       {@link OperationLimits#settle}, settles it as not carried out. Until then the operation is visibly {@code unknown}.
 *   <li><b>The answer is written:</b> a job is followed again by its path, exactly as the host returned it. One that is
 *       gone (five minutes after its end, or with its node) is the case before: the state decides.
 *   <li><b>The step is done, the next not begun:</b> the next step is called only where the state proves the one before and
 *       the transition table takes it. Its own intent is written first, and the cases repeat.
 *   <li><b>The last step is done, the end not written:</b> all steps are on disk as done; the end is written again.
 * </ol>
 *
 * The same holds without a crash for a call whose connection broke ({@code OutcomeUnknown}), for 4096 without a job, and for
 * the return values that do not say that nothing happened. Where the journal cannot be written, the host is not called.
 *
 * <h2>Who may act on a collection</h2>
 *
 * One operation at a time has a collection, from before its plan is made until its last step is done. A second
 * {@code apply} waits for the first, plans then, and usually finds nothing to do. A single host method does not wait, it is
 * told what the host would tell it (32774). The methods that stop a job, and the statistics, are let past (contract 5.9, 2).
 * Across nodes the host's own 32774 is the lock, and the state is always read before a verb.
 *
 * <p>Safe for use by many threads.
 */
public final class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Observer observer;
    private final Reconciler reconciler;
    private final Journal journal;
    private final Scheduler scheduler;
    private final OperationLimits limits;
    private final TransitionTable table;
    private final CollectionLocks locks;
    private final Map<String, OperationRun> runs = new ConcurrentHashMap<>();
    private final OperationContext context;
    private final OperationLog log;
    private volatile boolean stopping;

    public Operations(
            HyperVHost host,
            Observer observer,
            Reconciler reconciler,
            Journal journal,
            Scheduler scheduler,
            InstantSource clock,
            OperationLimits limits) {
        this.observer = observer;
        this.reconciler = reconciler;
        this.journal = journal;
        this.scheduler = scheduler;
        this.limits = limits;
        this.table = TransitionTable.standard();
        this.locks = new CollectionLocks(scheduler::signal);
        this.log = new OperationLog(journal, runs);
        this.context = new OperationContext(
                host,
                observer,
                table,
                new Refusals(table, host::identity),
                new Effects(table),
                journal,
                scheduler,
                clock,
                limits,
                locks,
                () -> stopping,
                run -> runs.remove(run.id()));
    }

    /**
     * Brings a document about: plans afresh under the collection's lock, carries out exactly that plan, and waits as asked.
     * Where nothing is to be done, nothing is called and nothing is journalled: the id is null.
     *
     * <p>An operation that failed, or whose outcome is unknown, is returned with its error; the caller decides whether to throw.
     *
     * @throws ProblemException −32010 when the plan is blocked; −32009 {@code plan_changed} or {@code idempotency_key_reused};
     *     −32602 {@code wait_not_possible} or about the collection; −32053; −32054; 32774 when another operation keeps the
     *     collection for the whole timeout
     */
    public Operation apply(ApplyRequest request) {
        refuseWhenStopping();
        Waits.refuseImpossible(request);
        Duration timeout = limits.bounded(request.timeout());
        Patience patience = patience(timeout);
        Optional<Operation> known = known(request.idempotency(), request.until(), patience);
        if (known.isPresent()) {
            return known.get();
        }
        HostCollection collection = observer.resolve(request.plan().collection());
        Object planning = new Object();
        acquire(collection, planning, patience);
        OperationRun run;
        Plan plan;
        try {
            plan = reconciler.plan(observer.again(collection.id()).orElse(collection), request.plan());
            Permits.refuseUnlessShown(request, plan);
            Permits.refuseBlocked(plan);
            if (!plan.changed()) {
                locks.release(collection.id(), planning);
                return Waits.unchanged(observer, patience, limits, context.clock(), plan, request.until());
            }
            NewOperation operation = log.applied(plan, request);
            Begun begun = begin(operation);
            if (!(begun instanceof Begun.Started started)) {
                locks.release(collection.id(), planning);
                return await(log.same(begun), request.until(), patience);
            }
            run = start(started.operation(), collection, plan);
            locks.pass(collection.id(), planning, run);
        } catch (RuntimeException e) {
            locks.release(collection.id(), planning);
            throw e;
        }
        return await(go(run), request.until(), patience);
    }

    /**
     * Calls one host method, verbatim, as an operation of one step.
     *
     * <p>A refusal of the host is returned as the operation's error, its code the return value.
     *
     * @throws ProblemException as {@link #apply}; 32774 at once when another operation has the collection; −32602
     *     {@code needs_acknowledgement} for a failover that was not preceded by a planned one
     */
    public Operation call(CallRequest request) {
        refuseWhenStopping();
        Waits.refuseImpossible(request);
        Patience patience = patience(limits.bounded(request.timeout()));
        Optional<Operation> known = known(request.idempotency(), request.until(), patience);
        if (known.isPresent()) {
            return known.get();
        }
        HostCollection collection = observer.resolve(request.collection());
        Acknowledgement.refuseWithout(observer, table, collection, request);
        boolean free = Checker.cancels(request.call().method());
        Object calling = new Object();
        if (!free) {
            nudge(collection);
            if (!locks.tryAcquire(collection.id(), calling)) {
                throw busy(collection);
            }
        }
        OperationRun run;
        try {
            HostCollection now = observer.again(collection.id()).orElse(collection);
            Begun begun = begin(log.called(now, request));
            if (!(begun instanceof Begun.Started started)) {
                locks.release(collection.id(), calling);
                return await(log.same(begun), request.until(), patience);
            }
            run = start(started.operation(), now, null);
            if (!free) {
                locks.pass(collection.id(), calling, run);
            }
        } catch (RuntimeException e) {
            locks.release(collection.id(), calling);
            throw e;
        }
        return await(go(run), request.until(), patience);
    }

    /**
     * The operation that a key stands for, waited for as asked; nothing where the key is new. Callers whose parameters change
     * their meaning with time (the latest recovery point) look here before they resolve them.
     *
     * @throws ProblemException −32009 {@code idempotency_key_reused}
     */
    public Optional<Operation> replay(Idempotency idempotency, Wait until, Duration timeout) {
        return known(idempotency, until, patience(limits.bounded(timeout)));
    }

    /**
     * An operation as it is now.
     *
     * @throws ProblemException −32004 {@code unknown_operation}
     */
    public Operation get(String id) {
        return log.get(id);
    }

    /**
     * Operations, the newest first.
     *
     * @param limit how many at most, 1 or more
     * @param cursor {@link OperationPage#next} of the page before; null for the first
     * @throws ProblemException −32602 for a cursor that is none
     */
    public OperationPage list(OperationFilter filter, int limit, @Nullable String cursor) {
        return log.list(filter, limit, cursor);
    }

    /**
     * Waits until one of these operations has ended, or the time is over.
     *
     * @return all of them as they are then, in the order of the ids
     * @throws ProblemException −32004 {@code unknown_operation}
     */
    public List<Operation> await(List<String> ids, Duration timeout) {
        List<Operation> first = ids.stream().map(this::get).toList();
        if (first.isEmpty() || first.stream().anyMatch(Operation::ended)) {
            return first;
        }
        List<String> waited = new ArrayList<>(ids);
        scheduler.await(
                limits.bounded(timeout), () -> stopping || waited.stream().anyMatch(id -> !runs.containsKey(id)));
        return ids.stream().map(this::get).toList();
    }

    /**
     * Starts no further step of an operation. A job that runs on the host is left alone; the answer names the method that
     * would stop it.
     *
     * @throws ProblemException −32004 {@code unknown_operation}; −32009 {@code operation_ended}
     */
    public Cancellation cancel(String id) {
        Operation operation = get(id);
        OperationRun run = runs.get(id);
        if (operation.ended() || run == null) {
            throw Problem.of(
                            ErrorCode.CONFLICT,
                            Reason.OPERATION_ENDED,
                            "operation " + id + " has ended (" + operation.status() + "); there is nothing to cancel")
                    .operationId(id)
                    .collection(operation.collection())
                    .toException();
        }
        log.cancelRequested(id);
        run.cancel();
        return Cancellations.of(get(id));
    }

    /**
     * Takes up what an earlier run of the agent left: once, before anything new is taken. Asks the host nothing itself; the
     * operations do when their turn comes.
     */
    public void recover() {
        for (OperationEntry entry : JournalMemory.translated(journal::open)) {
            OperationRun run = new OperationRun(context, new OperationModel(entry), null);
            runs.put(entry.id(), run);
            locks.tryAcquire(entry.collection().id(), run);
            LOG.info(
                    "Operation {} on {} is taken up again",
                    entry.id(),
                    entry.collection().describe());
            go(run);
        }
    }

    /**
     * Takes no new changes from now on (−32054) and lets everybody go who waits. Jobs of the host go on, and so will the
     * operations, from the journal, at the next start.
     */
    public void stop() {
        stopping = true;
        scheduler.signal();
    }

    /** Deletes operations that ended longer ago than this; never a key younger than a day. */
    public int prune(Duration olderThan) {
        return JournalMemory.translated(() -> journal.prune(olderThan));
    }

    private Optional<Operation> known(@Nullable Idempotency idempotency, Wait until, Patience patience) {
        return idempotency == null
                ? Optional.empty()
                : log.known(idempotency).map(operation -> await(operation, until, patience));
    }

    private Patience patience(Duration atMost) {
        return new Patience(scheduler, atMost, () -> stopping);
    }

    private Begun begin(NewOperation operation) {
        refuseWhenStopping();
        return JournalMemory.translated(() -> journal.begin(operation));
    }

    private OperationRun start(OperationEntry entry, HostCollection collection, @Nullable Plan plan) {
        runs.values().stream()
                .filter(other -> other.collection().equals(collection.id()))
                .forEach(OperationRun::supersede);
        OperationModel model = new OperationModel(entry);
        OperationRun run = new OperationRun(context, model, collection);
        runs.put(entry.id(), run);
        LOG.info(
                "Operation {}: {} on {}{}",
                entry.id(),
                entry.method(),
                entry.collection().describe(),
                plan == null ? "" : ", " + plan.steps().size() + " steps");
        return run;
    }

    private Operation go(OperationRun run) {
        run.start();
        return run.view();
    }

    /** Holds the caller until what it waits for is there, the operation has ended, or the time is over. */
    private Operation await(Operation operation, Wait until, Patience patience) {
        String id = String.valueOf(operation.id());
        OperationRun run = runs.get(id);
        if (run != null) {
            patience.await(
                    () -> stopping || run.view().ended() || run.view(until).waitSatisfied());
        }
        Operation now = run == null ? log.get(id, until) : run.view(until);
        return Waits.beyond(now, observer, patience, limits, until);
    }

    private void acquire(HostCollection collection, Object owner, Patience patience) {
        nudge(collection);
        boolean free = patience.await(() -> stopping || locks.tryAcquire(collection.id(), owner));
        if (stopping) {
            locks.release(collection.id(), owner);
            refuseWhenStopping();
        }
        if (!free) {
            throw busy(collection);
        }
    }

    /** An operation whose job has just ended gives the collection up now, not at its next look. */
    private void nudge(HostCollection collection) {
        runs.values().stream()
                .filter(run -> run.collection().equals(collection.id()))
                .forEach(OperationRun::nudge);
    }

    private ProblemException busy(HostCollection collection) {
        return log.busy(collection, runs.values());
    }

    private void refuseWhenStopping() {
        if (stopping) {
            throw Problem.of(
                            ErrorCode.STOPPING,
                            Reason.STOPPING,
                            "the agent is stopping and takes no new changes; operations that run are in its journal")
                    .retryable(true)
                    .toException();
        }
    }
}
