// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;

/** One collection on one site; its counterpart on the other site has the same id. */
record CollectionKey(Site site, CollectionId id) {

    CollectionKey counterpart() {
        return new CollectionKey(site.other(), id);
    }
}
