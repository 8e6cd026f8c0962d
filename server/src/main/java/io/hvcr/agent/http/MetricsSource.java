// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.util.Map;

/**
 * Something that has numbers for {@code GET /metrics}; asked at every scrape, on the thread of the request. The layers below know nothing
 * of this interface: whoever puts the agent together writes the few lines between.
 */
@FunctionalInterface
public interface MetricsSource {

    /** Hands over every number there is now. A source that throws is left out of the scrape and logged. */
    void collect(Sink sink);

    /** Takes the numbers. One name has one help text, one kind and one set of label names, and comes from one source only. */
    interface Sink {

        /**
         * A value that goes up and down.
         *
         * @param name such as {@code hvcr_collection_pending_bytes}, with its unit
         * @param help one sentence
         * @param labels names and values; never unbounded, never a secret
         */
        void gauge(String name, String help, Map<String, String> labels, double value);

        /**
         * A count that only grows.
         *
         * @param name such as {@code hvcr_host_calls_total}; the ending {@code _total} is added where it lacks
         */
        void counter(String name, String help, Map<String, String> labels, double value);
    }
}
