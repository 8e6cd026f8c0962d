// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.rpc.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who a request comes from. Thread-safe; called once a request, before its body is read. */
@FunctionalInterface
public interface Authenticator {

    /**
     * The caller of valid credentials, or nothing.
     *
     * <p>Takes the same time whatever part of a credential is wrong.
     */
    Optional<Caller> authenticate(Credentials credentials);

    /**
     * What a request presents.
     *
     * @param authorization the {@code Authorization} header as it came
     */
    record Credentials(@Nullable String authorization) {}
}
