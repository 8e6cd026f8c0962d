// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Doc;
import io.hvcr.agent.json.WriteNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the host would take a method now, and why not. */
@Doc("Whether the host would take the method now, and why not")
public record CheckAnswer(
        @Doc("Whether the host takes it, as far as can be seen from this side")
        boolean allowed,

        @Doc("What the host would answer") ReturnCode returnValue,

        @Doc("Why not; or what cannot be seen from here; null where there is nothing to say") @WriteNull @Nullable
        Reason reason,

        @Doc("One or two sentences for people") String message,
        @Doc("The host methods that are valid now") List<ReplicationMethod> next) {}
