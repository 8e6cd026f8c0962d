// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, as the build wrote it into the jar. */
public final class Version {

    private static final String RESOURCE = "version.properties";

    private Version() {}

    /**
     * Reads the version that the build recorded.
     *
     * @return for example {@code 1.0.0} or {@code 1.0.0-SNAPSHOT}
     * @throws IllegalStateException if the program was packed without its version
     */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("this build of hvcr-agent lacks its resource " + RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(in);
            String version = properties.getProperty("version");
            if (version == null || version.isBlank()) {
                throw new IllegalStateException("the resource " + RESOURCE + " names no version");
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }
}
