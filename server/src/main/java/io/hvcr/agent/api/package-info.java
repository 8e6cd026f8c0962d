// SPDX-License-Identifier: Apache-2.0

/**
 * The methods of API version 1: one class per group of methods, a request record in, a result record out (design 3).
 *
 * <p>Here the shapes of the wire meet the words of the domain, and here is refused, once, what the port's types cannot express and
 * what Microsoft's reference rules out (design 3.3, "Who refuses"): −32602 with the path of the member, before any call to the
 * host and without a journal entry. Everything else is the host's to judge.
 */
@NullMarked
package io.hvcr.agent.api;

import org.jspecify.annotations.NullMarked;
