// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Who answers; part of every result object and of every {@code error.data}, so that nobody mistakes the simulator, or the other
 * site, for this one (design 3.2).
 *
 * @param backend {@code simulator} or {@code wmi}
 * @param cluster the cluster's name; null while it is not known, because the host cannot be reached
 * @param node the node that the agent runs on
 */
public record AnswerContext(String backend, @Nullable String cluster, String node) {}
