// SPDX-License-Identifier: Apache-2.0

/**
 * What the agent has done and is doing, on disk before it is done (design 4): operations, their steps, and the keys by
 * which callers recognise them. It keeps calls, plans and errors as texts and does not know what they mean.
 */
@NullMarked
package io.hvcr.agent.journal;

import org.jspecify.annotations.NullMarked;
