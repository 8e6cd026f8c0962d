// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Guid;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ObjectPath;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.json.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which collection a text means: first an id in any case, then an object path, then an exact name (design 3.1). Ids are GUIDs (contract
 * 3.2: what {@code DefineCollection} makes), so a text of another form is looked for among the names first, and only then
 * as an id, which the schema would allow. That is one host call for what exists, and one more to list it where nothing is meant.
 */
final class CollectionFinder {

    /** How many existing collections an error lists at most. */
    private static final int LISTED = 50;

    /** How much of a text counts for likeness. */
    private static final int CONSIDERED = 64;

    private final HyperVHost host;

    CollectionFinder(HyperVHost host) {
        this.host = host;
    }

    /** @throws ProblemException −32602 {@code ambiguous_collection}, −32004 {@code unknown_collection} */
    HostCollection find(String text) {
        boolean guid = Guid.matches(text);
        Optional<HostCollection> direct = guid ? byId(text) : byPath(text);
        if (direct.isPresent()) {
            return direct.get();
        }
        List<HostCollection> named = host.collectionsNamed(text).stream()
                .filter(c -> c.ref().name().equals(text))
                .toList();
        if (named.size() > 1) {
            throw ambiguous(text, named).toException();
        }
        return named.stream()
                .findFirst()
                .or(() -> guid ? Optional.empty() : byId(text))
                .orElseThrow(() -> unknown(text).toException());
    }

    private Optional<HostCollection> byId(String text) {
        return text.isBlank() || text.length() > CollectionId.MAX_LENGTH
                ? Optional.empty()
                : host.collection(new CollectionId(text));
    }

    private Optional<HostCollection> byPath(String text) {
        return ObjectPath.parse(text)
                .filter(path -> path.isClass(ObjectPath.COLLECTION_CLASS)
                        || path.isClass(ObjectPath.MANAGEMENT_COLLECTION_CLASS))
                .flatMap(path -> path.key("CollectionID"))
                .flatMap(this::byId);
    }

    private static Problem ambiguous(String text, List<HostCollection> named) {
        List<String> ids = named.stream().map(c -> c.id().value()).sorted().toList();
        return Problem.invalid(
                        Reason.AMBIGUOUS_COLLECTION,
                        "collection",
                        named.size() + " collections are named " + Texts.quoted(text) + ": " + String.join(", ", ids)
                                + ". Give the id of the one you mean.")
                .allowed(ids)
                .hint("Names of collections (VM groups) need not be unique; ids are.")
                .build();
    }

    private Problem unknown(String text) {
        List<String> existing = host.collections().stream()
                .map(HostCollection::ref)
                .sorted(Comparator.comparingInt((CollectionRef c) -> distance(text, c.name()))
                        .thenComparing(c -> c.name())
                        .thenComparing(c -> c.id()))
                .map(c -> c.describe())
                .toList();
        String list = existing.isEmpty()
                ? "This cluster has none."
                : "Existing: " + String.join(", ", existing.subList(0, Math.min(LISTED, existing.size())))
                        + (existing.size() > LISTED ? " and " + (existing.size() - LISTED) + " more." : ".");
        return Problem.of(
                        ErrorCode.NOT_FOUND,
                        Reason.UNKNOWN_COLLECTION,
                        "no collection has the id, object path or name " + Texts.quoted(text) + ". " + list)
                .path("collection")
                .allowed(existing.subList(0, Math.min(LISTED, existing.size())))
                .hint(
                        "A collection is what PowerShell calls a VM group: Get-VMGroup, New-VMGroup -GroupType VMCollectionType.")
                .build();
    }

    /** How many letters have to change, without regard to case; what differs only in case comes first. */
    static int distance(String one, String other) {
        String a = folded(one);
        String b = folded(other);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String folded(String text) {
        return text.substring(0, Math.min(CONSIDERED, text.length())).toLowerCase(Locale.ROOT);
    }
}
