// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

/** A configuration that cannot be understood; the message is one plain sentence without a full stop. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message, null, false, false);
    }
}
