// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.time.Duration;

/**
 * Two clusters that replicate to each other, as the contract test of the port needs them: with the collections of
 * {@code contract-scenario.json} (this package), a clock that stands still unless the test moves it, and a way to let things go wrong.
 */
public interface HostFixture extends AutoCloseable {

    /** The cluster on which the scenario's collections live; broker {@code broker.primary.example}. */
    HyperVHost primary();

    /** The other one; broker {@code broker.recovery.example}. */
    HyperVHost recovery();

    /** Lets time pass on both. */
    void pass(Duration time);

    /** Makes something happen that nobody can ask a host for; the documents are those of {@code simulator.inject}. */
    void inject(String json);

    @Override
    void close();
}
