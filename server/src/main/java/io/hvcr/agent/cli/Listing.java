// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of the agent to its end, page by page. */
final class Listing {

    private static final long PAGE = 500;

    private final List<JsonObject> items = new ArrayList<>();
    private JsonObject last = JsonObjects.EMPTY;

    private Listing() {}

    static Listing of(RpcClient client, String method, JsonObject params) {
        return of(client, method, params, Integer.MAX_VALUE);
    }

    /** The first items of a list, at most this many. */
    static Listing of(RpcClient client, String method, JsonObject params, int most) {
        Listing listing = new Listing();
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject.Builder page = params.toBuilder().put("limit", Math.min(PAGE, most));
            cursor.ifPresent(c -> page.put("cursor", c));
            listing.last = client.object(method, page.build());
            listing.items.addAll(JsonObjects.list(listing.last, "items"));
            cursor = listing.last.string("next");
        } while (cursor.isPresent() && listing.items.size() < most);
        return listing;
    }

    List<JsonObject> items() {
        return items;
    }

    /** Any page: it says who answered. */
    JsonObject answer() {
        return last;
    }

    /** All pages as one answer. */
    JsonObject asJson() {
        JsonArray.Builder all = Json.array();
        items.forEach(all::add);
        return last.with("items", all.build()).without("next");
    }
}
