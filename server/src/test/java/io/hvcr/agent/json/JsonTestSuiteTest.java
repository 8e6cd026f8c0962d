// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The parsing tests of nst/JSONTestSuite (MIT), unmodified: {@code y_} must be read, {@code n_} must be refused, {@code i_} is ours to
 * decide. All of them end in a value or a {@link JsonException}, whatever their depth.
 */
class JsonTestSuiteTest {

    /** Valid JSON that this reader refuses on purpose: a member twice. */
    private static final Set<String> STRICTER =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    /** As for requests, but the suite has a number of 130 characters. */
    private static final JsonLimits LIMITS = new JsonLimits(32, 8_192, 1_000, 100_000);

    /** Left open by the suite, and taken here: numbers are literals. Everything else left open is refused. */
    private static final String TAKEN = "i_number_.*";

    @TestFactory
    Stream<DynamicTest> readsAndRefusesAsTheSuiteSays() {
        return cases().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> check(one.getKey(), one.getValue())));
    }

    @Test
    void holdsTheWholeSuite() {
        assertThat(cases()).hasSize(318);
    }

    private static void check(String name, byte[] text) {
        boolean wellFormed = name.startsWith("y_") && !STRICTER.contains(name);
        if (wellFormed || name.matches(TAKEN)) {
            assertThatCode(() -> Json.parse(text, LIMITS)).doesNotThrowAnyException();
        } else {
            Throwable refused = catchThrowable(() -> Json.parse(text, LIMITS));
            assertThat(refused).isInstanceOf(JsonException.class);
        }
    }

    private static Map<String, byte[]> cases() {
        Map<String, byte[]> cases = new TreeMap<>();
        try (InputStream in = JsonTestSuiteTest.class.getResourceAsStream("/json/JSONTestSuite.zip");
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    cases.put(name, zip.readAllBytes());
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        return cases;
    }
}
