// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is for the administrator: what is wrong and what to do. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
