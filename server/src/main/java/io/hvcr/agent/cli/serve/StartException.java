// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

/** Why an agent cannot start; the message is one plain sentence without a full stop. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message, null, false, false);
    }
}
