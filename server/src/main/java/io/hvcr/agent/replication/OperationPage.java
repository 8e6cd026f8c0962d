// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations, the newest first.
 *
 * @param items this page
 * @param next the cursor of the page after; null on the last
 */
public record OperationPage(List<Operation> items, @Nullable String next) {

    public OperationPage {
        items = List.copyOf(items);
    }
}
