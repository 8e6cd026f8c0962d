// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Ids that look like a host's and are the same in every run of the same scenario. */
final class Guids {

    private Guids() {}

    /** The GUID that belongs to a text, in the upper case in which hosts write them. */
    static String of(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
