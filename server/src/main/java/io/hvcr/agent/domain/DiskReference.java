// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code IncludedDisks}: hosts write it as an object path, an {@code InstanceID} or an embedded instance
 * (contract 3.4), and only some of these tell the disk's file.
 *
 * @param raw the entry exactly as the host wrote it, or as a caller wants it sent
 * @param path the file of the disk on the host, where it is known
 */
public record DiskReference(String raw, @Nullable String path) {

    public DiskReference {
        Objects.requireNonNull(raw, "raw");
    }

    /** An entry of which nothing but its text is known. */
    public static DiskReference raw(String raw) {
        return new DiskReference(raw, null);
    }
}
