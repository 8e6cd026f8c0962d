// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

/**
 * What a method may know of the call besides its parameters.
 *
 * @param requestId the id of the HTTP request, as in its header and in the log; one for all calls of a batch
 * @param caller who calls
 * @param inBatch whether the call is an element of a batch: then nothing may wait longer than {@code accepted} (design 3.2)
 * @param notification whether nobody will see the result
 */
public record CallContext(String requestId, Caller caller, boolean inBatch, boolean notification) {}
