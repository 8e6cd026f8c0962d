// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several sites side by side: a row per collection id, a column per site, and the two questions of three in the
 * morning: which side holds the data that counts, and what is left over.
 */
final class SitesView {

    private static final int FAILED_OVER_FIRST = 4;
    private static final int FAILED_OVER_LAST = 6;
    private static final int PARTIALLY_FAILED_OVER = 16;
    private static final int PLANNED = 11;

    private final List<String> sites;
    private final Map<String, List<@Nullable JsonObject>> rows = new LinkedHashMap<>();

    SitesView(List<String> sites) {
        this.sites = List.copyOf(sites);
    }

    /** Takes the collections of one site, by its place in the list of sites. */
    void add(int site, List<JsonObject> items) {
        for (JsonObject item : items) {
            String id = item.object("collection").flatMap(c -> c.string("id")).orElse("?");
            List<@Nullable JsonObject> row = rows.computeIfAbsent(id.toUpperCase(Locale.ROOT), i -> {
                List<@Nullable JsonObject> empty = new ArrayList<>();
                sites.forEach(s -> empty.add(null));
                return empty;
            });
            row.set(site, item);
        }
    }

    List<String> lines() {
        List<String> headings = new ArrayList<>(List.of("COLLECTION", "ID"));
        sites.forEach(s -> headings.add(s.toUpperCase(Locale.ROOT)));
        headings.add("AUTHORITATIVE");
        headings.add("LEFT OVER");
        Table table = new Table(headings.toArray(String[]::new));
        for (List<@Nullable JsonObject> row : rows.values()) {
            List<String> cells = new ArrayList<>();
            JsonObject any = row.stream().filter(r -> r != null).findFirst().orElse(JsonObjects.EMPTY);
            cells.add(any.object("collection").flatMap(c -> c.string("name")).orElse("?"));
            cells.add(CollectionView.shortId(any));
            row.forEach(item -> cells.add(item == null ? Words.NOTHING : cell(item)));
            cells.add(authoritative(row));
            cells.add(leftOver(row));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String cell(JsonObject item) {
        String now = CollectionView.now(item);
        return item.string("side").orElse("?") + ", " + Words.coded(item, "state") + (now.isEmpty() ? "" : ", " + now);
    }

    /** The side whose data counts. A failed-over recovery side counts more than a primary that nobody has stopped. */
    private String authoritative(List<@Nullable JsonObject> row) {
        Optional<String> failedOver = where(row, SitesView::failedOver);
        List<String> primaries = all(row, "primary");
        if (failedOver.isPresent()) {
            boolean primaryStopped =
                    row.stream().noneMatch(r -> r != null && side(r).equals("primary") && number(r) != PLANNED);
            return failedOver.get() + (primaryStopped ? "" : " (failed over; make sure that the old primary is off)");
        }
        return switch (primaries.size()) {
            case 0 -> Words.NOTHING;
            case 1 -> primaries.get(0);
            default -> "CONFLICT: " + String.join(" and ", primaries) + " are both primary";
        };
    }

    /** A recovery part without a primary anywhere in sight, or a primary whose counterpart is gone. */
    private String leftOver(List<@Nullable JsonObject> row) {
        List<String> primaries = all(row, "primary");
        List<String> recoveries = all(row, "recovery");
        if (primaries.isEmpty() && where(row, SitesView::failedOver).isEmpty() && !recoveries.isEmpty()) {
            return "recovery part on " + String.join(", ", recoveries) + ": RemoveReplicationRelationship there";
        }
        boolean counterpartGone = sites.size() > 1
                && !primaries.isEmpty()
                && row.stream().anyMatch(r -> r != null && side(r).equals("none"));
        return counterpartGone && recoveries.isEmpty()
                ? "primary part on " + String.join(", ", primaries) + " without a recovery part"
                : "";
    }

    private List<String> all(List<@Nullable JsonObject> row, String side) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            JsonObject item = row.get(i);
            if (item != null && side(item).equals(side)) {
                found.add(sites.get(i));
            }
        }
        return found;
    }

    private Optional<String> where(List<@Nullable JsonObject> row, Predicate<JsonObject> test) {
        for (int i = 0; i < row.size(); i++) {
            JsonObject item = row.get(i);
            if (item != null && test.test(item)) {
                return Optional.of(sites.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean failedOver(JsonObject item) {
        long number = number(item);
        return side(item).equals("recovery")
                && ((number >= FAILED_OVER_FIRST && number <= FAILED_OVER_LAST) || number == PARTIALLY_FAILED_OVER);
    }

    private static String side(JsonObject item) {
        return item.string("side").orElse("");
    }

    private static long number(JsonObject item) {
        return item.object("state").map(s -> s.integer("number").orElse(-1)).orElse(-1L);
    }
}
