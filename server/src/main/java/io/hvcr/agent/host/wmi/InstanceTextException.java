// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

/** A text that should hold an instance and does not, or a value that no such text can hold. */
final class InstanceTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstanceTextException(String message) {
        super(message);
    }
}
