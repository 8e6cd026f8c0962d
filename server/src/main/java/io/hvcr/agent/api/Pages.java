// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.WriteNull;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists in pages (design 3.2).
 *
 * <p>A cursor is the id and the name of the last collection that was shown, so that a page goes on at the right place even if
 * collections have come or gone in between. It is opaque to callers, and what is no cursor is refused.
 */
final class Pages {

    private static final Comparator<CollectionRef> ORDER =
            Comparator.comparing(CollectionRef::name).thenComparing(CollectionRef::id);

    private Pages() {}

    /** What {@code replication.list} answers. */
    record Observations(
            @Doc("The collections of this page, by name") List<ObservedAnswer> items,
            @Doc(NEXT) @WriteNull @Nullable String next) {}

    /** What {@code operation.list} answers. */
    record OperationList(
            @Doc("The operations of this page, newest first")
            List<OperationAnswer> items,

            @Doc(NEXT) @WriteNull @Nullable String next) {}

    /** What {@code operation.wait} answers. */
    record Waited(
            @Doc("The operations that were asked for, in that order")
            List<OperationAnswer> items) {}

    static final String NEXT = "The cursor of the next page; null on the last";

    /** One page. */
    record Cut<T>(List<T> items, @Nullable String next) {}

    /** The page after the cursor of a list that is in order of name and id. */
    static <T> Cut<T> cut(List<T> all, Function<T, CollectionRef> ref, int limit, @Nullable String cursor) {
        List<T> sorted = all.stream().sorted(Comparator.comparing(ref, ORDER)).toList();
        List<T> rest = sorted;
        if (cursor != null) {
            CollectionRef last = decode(cursor);
            rest = sorted.stream()
                    .filter(one -> ORDER.compare(ref.apply(one), last) > 0)
                    .toList();
        }
        List<T> page = rest.stream().limit(limit).toList();
        return new Cut<>(page, rest.size() > limit ? encode(ref.apply(page.getLast())) : null);
    }

    /** Where a list goes on after the element whose id the cursor is; one that is gone by now is refused. */
    static <T> int offset(@Nullable String cursor, List<T> all, Function<T, String> id) {
        if (cursor == null) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw noCursor();
    }

    private static ProblemException noCursor() {
        return Problem.invalid(Reason.INVALID_VALUE, "cursor", "cursor must be the next of a page before")
                .hint("Begin again without a cursor.")
                .toException();
    }

    private static String encode(CollectionRef ref) {
        String text = ref.id().value() + "\n" + ref.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CollectionRef decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            if (end > 0) {
                return new CollectionRef(new CollectionId(text.substring(0, end)), text.substring(end + 1));
            }
        } catch (IllegalArgumentException notOurs) {
            // falls through to the one refusal
        }
        throw noCursor();
    }
}
