// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page about the transition table: a diagram of each side and the rows, all made from the table itself. */
final class TransitionPage {

    private final StringBuilder page = new StringBuilder();

    private TransitionPage() {}

    static String render() {
        TransitionPage writer = new TransitionPage();
        writer.page.append("""
                # What the host takes in which state

                Made from the transition table of the agent (`domain.TransitionRows`); a test fails when this page and the table
                differ. `mvn -pl server test -Dtest=TransitionPageTest -Dhvcr.docs=write` writes it anew.

                Mode and state are those of the collection on the side where the method is called. A method that has no row for a
                state is refused there with 32775 (Invalid state for this operation). What a real cluster does is not documented for
                every row; those that rest on an assumption name the switch that turns them.
                """);
        writer.diagram(Side.PRIMARY, "Primary side");
        writer.diagram(Side.RECOVERY, "Recovery side");
        writer.rows();
        writer.guards();
        writer.assumptions();
        return writer.page.toString();
    }

    private void diagram(Side side, String title) {
        page.append("\n## ").append(title).append("\n\n```mermaid\nstateDiagram-v2\n");
        Set<CollectionState.Known> states = new TreeSet<>(Comparator.comparingInt(CollectionState.Known::number));
        Set<String> arrows = new LinkedHashSet<>();
        for (Transition row : TransitionTable.standard().rows()) {
            boolean touches = row.side() == side || leadsTo(row.next()) == side;
            if (touches && !(row.next() instanceof Next.Stays) && row.side() != Side.TEST) {
                arrows(row, side, states, arrows);
            }
        }
        for (CollectionState.Known state : states) {
            String number = Integer.toString(state.number());
            page.append("    s" + number + ": " + number + " " + state.label() + "\n");
        }
        arrows.forEach(arrow -> page.append("    ").append(arrow).append('\n'));
        page.append("```\n");
    }

    private static void arrows(Transition row, Side side, Set<CollectionState.Known> states, Set<String> arrows) {
        for (CollectionState.Known from : sorted(row.states())) {
            String source = row.side() == side ? "s" + from.number() : "[*]";
            if (row.side() == side && from != CollectionState.Known.DISABLED) {
                states.add(from);
            }
            String label = row.method().wmiName();
            switch (row.next()) {
                case Next.To to -> arrows.add(arrow(source, target(to.side(), to.state(), side, states), label));
                case Next.Through through -> {
                    states.add(through.during());
                    String middle = "s" + through.during().number();
                    if (row.side() == side) {
                        arrows.add(arrow(source, middle, label));
                        arrows.add(arrow(middle, target(through.side(), through.end(), side, states), "done"));
                    } else {
                        arrows.add(arrow("[*]", target(through.side(), through.end(), side, states), label));
                    }
                }
                case Next.BeforeSuspension before ->
                    arrows.add(arrow(source, "s" + CollectionState.Known.REPLICATING.number(), label));
                case Next.JobFails fails -> {}
                case Next.Stays stays -> {}
            }
        }
    }

    private static String target(
            Side there, CollectionState.Known state, Side side, Set<CollectionState.Known> states) {
        if (there != side) {
            return "[*]";
        }
        states.add(state);
        return "s" + state.number();
    }

    private static String arrow(String from, String to, String label) {
        return from.equals("s0") ? "[*] --> " + to + ": " + label : from + " --> " + to + ": " + label;
    }

    private static Side leadsTo(Next next) {
        return switch (next) {
            case Next.To to -> to.side();
            case Next.Through through -> through.side();
            case Next.Stays stays -> Side.UNKNOWN;
            case Next.BeforeSuspension before -> Side.UNKNOWN;
            case Next.JobFails fails -> Side.UNKNOWN;
        };
    }

    private void rows() {
        page.append("\n## Every row\n\n| Side | States | Method | Needs | Answer | Leads to | Evidence |\n");
        page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Transition row : TransitionRows.all()) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            row.side().wireName(),
                            sorted(row.states()).stream()
                                    .map(state -> Integer.toString(state.number()))
                                    .collect(Collectors.joining(", ")),
                            "`" + row.method().wmiName() + "`",
                            row.guards().stream().map(Guard::text).collect(Collectors.joining("; ")),
                            Integer.toString(row.answer().number()),
                            words(row.next()),
                            evidence(row)))
                    .append(" |\n");
        }
    }

    private static String words(Next next) {
        return switch (next) {
            case Next.Stays stays -> "stays";
            case Next.To to -> place(to.side(), to.state());
            case Next.Through through ->
                through.during().number() + " while it works, then " + place(through.side(), through.end());
            case Next.BeforeSuspension before -> "the state before, normally 3";
            case Next.JobFails fails -> "stays; the job fails";
        };
    }

    private static String place(Side side, CollectionState.Known state) {
        return side.wireName() + ", " + state.number();
    }

    private static String evidence(Transition row) {
        String words = switch (row.evidence()) {
            case DOCUMENTED -> "documented";
            case VIRTUAL_MACHINE -> "documented for single virtual machines";
            case INFERRED, INFERRED_LOW -> "inferred";
        };
        if (row.assumption() != null) {
            return words + "; with `" + row.assumption().wireName() + "`";
        }
        return row.without() == null
                ? words
                : words + "; without `" + row.without().wireName() + "`";
    }

    private void guards() {
        page.append("\n## What a method can need, and what is answered when it is missing\n\n");
        page.append("| Needs that | Answer | Reason |\n| --- | --- | --- |\n");
        for (Guard guard : Guard.values()) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            guard.text(),
                            Integer.toString(guard.refusal().number()),
                            "`" + guard.unmet().wireName() + "`"))
                    .append(" |\n");
        }
    }

    private void assumptions() {
        page.append("\n## Assumptions\n\n| Switch | On unless switched | Rows |\n| --- | --- | --- |\n");
        for (Assumption assumption : Assumption.values()) {
            List<String> rows = new ArrayList<>();
            for (Transition row : TransitionRows.all()) {
                if (row.assumption() == assumption || row.without() == assumption) {
                    rows.add("`" + row.method().wmiName() + "` on the "
                            + row.side().wireName() + " side");
                }
            }
            page.append("| ")
                    .append(String.join(
                            " | ",
                            "`" + assumption.wireName() + "`",
                            assumption.onByDefault() ? "yes" : "no",
                            rows.stream().distinct().collect(Collectors.joining(", "))))
                    .append(" |\n");
        }
    }

    private static List<CollectionState.Known> sorted(Set<CollectionState.Known> states) {
        return states.stream()
                .sorted(Comparator.comparingInt(CollectionState.Known::number))
                .toList();
    }
}
