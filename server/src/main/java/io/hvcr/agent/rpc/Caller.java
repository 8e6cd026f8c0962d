// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

/**
 * Who calls, as the transport established it.
 *
 * @param name the name of the token, for the journal and the log; never the token
 */
public record Caller(String name) {}
