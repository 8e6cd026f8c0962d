// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.WriteNull;
import org.jspecify.annotations.Nullable;

/** Something that a caller should know although the call was taken. */
@Doc("Something to know although the call was taken")
public record WarningAnswer(
        @Doc("The stable reason a program branches on") Reason reason,
        @Doc("One or two sentences for people") String message,

        @Doc("The member of the params that it is about") @WriteNull @Nullable
        String path) {}
