// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What every method does in every state on every side, under a set of assumptions (contract 5.2 and 5.3).
 *
 * <p>There is one such table. The simulator obeys it, the planner and {@code replication.check} read it, and the diagram
 * in the docs is made from it. A method without a row that fits is refused with 32775.
 */
public final class TransitionTable {

    private static final int NAMED_STATES = 8;

    /** Tables are made once for each set of assumptions that is ever asked for. */
    private static final Map<Set<Assumption>, TransitionTable> MADE = new ConcurrentHashMap<>();

    private static final TransitionTable STANDARD = under(Assumption.defaults());

    private final List<Transition> rows;
    private final Map<ReplicationMethod, List<Transition>> byMethod;

    private TransitionTable(List<Transition> rows) {
        this.rows = List.copyOf(rows);
        this.byMethod = rows.stream().collect(Collectors.groupingBy(Transition::method));
    }

    /** The table under the default assumptions. */
    public static TransitionTable standard() {
        return STANDARD;
    }

    public static TransitionTable under(Set<Assumption> assumptions) {
        return MADE.computeIfAbsent(
                Set.copyOf(assumptions),
                these -> new TransitionTable(TransitionRows.all().stream()
                        .filter(r -> r.active(these))
                        .toList()));
    }

    public List<Transition> rows() {
        return rows;
    }

    /** What the host answers to a call, as far as the facts tell. */
    public Verdict judge(Side side, CollectionState state, ReplicationMethod method, Facts facts) {
        List<Transition> matching = byMethod.getOrDefault(method, List.of()).stream()
                .filter(r -> r.matches(side, state, method))
                .toList();
        Verdict undecided = null;
        for (Transition row : matching) {
            Truth truth = row.test(facts);
            if (truth == Truth.YES && undecided == null) {
                return new Verdict.Accepted(row);
            }
            if (truth == Truth.UNKNOWN && undecided == null) {
                undecided = new Verdict.Undecided(row, row.firstUnknown(facts).orElseThrow());
            }
        }
        return undecided != null ? undecided : refusal(side, state, method, matching, facts);
    }

    private Verdict refusal(
            Side side, CollectionState state, ReplicationMethod method, List<Transition> matching, Facts facts) {
        for (Transition row : matching) {
            Guard unmet = row.firstUnmet(facts).orElse(null);
            if (unmet != null) {
                return new Verdict.Refused(unmet.refusal(), unmet.unmet(), unmet.text());
            }
        }
        return new Verdict.Refused(
                ReturnCode.Known.INVALID_STATE, reason(side, state, method), "the collection is " + whereValid(method));
    }

    private static Reason reason(Side side, CollectionState state, ReplicationMethod method) {
        if (state instanceof CollectionState.Unknown || side == Side.UNKNOWN) {
            return Reason.UNKNOWN_STATE;
        }
        if (side == Side.NONE) {
            return Reason.NOT_REPLICATED;
        }
        boolean elsewhere = switch (method.homeSide()) {
            case PRIMARY -> side != Side.PRIMARY;
            case RECOVERY -> side != Side.RECOVERY;
            case EITHER -> side == Side.TEST;
        };
        boolean alreadyThere = method == ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP && side == Side.PRIMARY;
        if (alreadyThere) {
            return Reason.ALREADY_SATISFIED;
        }
        return elsewhere ? Reason.WRONG_SIDE : Reason.INVALID_STATE;
    }

    /** Where a method is valid at all, in words: {@code in mode 1 (Primary), state 7 (Suspended) or 8 (Critical)}. */
    public String whereValid(ReplicationMethod method) {
        List<String> places = new ArrayList<>();
        for (Side side : Side.values()) {
            Set<CollectionState.Known> states = EnumSet.noneOf(CollectionState.Known.class);
            byMethod.getOrDefault(method, List.of()).stream()
                    .filter(r -> r.side() == side)
                    .forEach(r -> states.addAll(r.states()));
            if (!states.isEmpty()) {
                places.add(sideWords(side) + ", " + stateWords(states));
            }
        }
        return places.isEmpty() ? "in no state" : "in " + String.join(", or in ", places);
    }

    private static String sideWords(Side side) {
        return switch (side) {
            case NONE -> "mode 0 (None)";
            case PRIMARY -> "mode 1 (Primary)";
            case RECOVERY -> "mode 2 (Replica)";
            case TEST -> "mode 3 (Test Replica)";
            case UNKNOWN -> "an unknown mode";
        };
    }

    /** Few states are named; of many, those that are missing. */
    private static String stateWords(Set<CollectionState.Known> states) {
        if (states.size() <= NAMED_STATES) {
            return "state " + orList(states);
        }
        Set<CollectionState.Known> others = EnumSet.complementOf(EnumSet.copyOf(states));
        return others.isEmpty() ? "any state" : "any state but " + orList(others);
    }

    private static String orList(Set<CollectionState.Known> states) {
        List<String> words = states.stream().map(CollectionState::describe).toList();
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The changing methods that the host takes here, or may take, in the order of the reference: the {@code next} of a check. */
    public List<ReplicationMethod> valid(Side side, CollectionState state, Facts facts) {
        List<ReplicationMethod> valid = new ArrayList<>();
        for (ReplicationMethod method : ReplicationMethod.values()) {
            if (method.changing() && !(judge(side, state, method, facts) instanceof Verdict.Refused)) {
                valid.add(method);
            }
        }
        return valid;
    }
}
