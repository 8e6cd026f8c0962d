// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The answers of a batch, one after the other between brackets. */
final class BatchAnswer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    void add(byte[] answer) {
        out.write(out.size() == 0 ? '[' : ',');
        out.writeBytes(answer);
    }

    int size() {
        return out.size();
    }

    /** Nothing at all when there was nothing to answer: not even an empty array. */
    Optional<byte[]> bytes() {
        if (out.size() == 0) {
            return Optional.empty();
        }
        out.write(']');
        return Optional.of(out.toByteArray());
    }
}
