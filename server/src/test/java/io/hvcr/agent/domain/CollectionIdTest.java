// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionIdTest {

    @Test
    void isTheSameInAnyCaseAndKeepsItsSpelling() {
        CollectionId upper = new CollectionId("5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2E01");
        CollectionId lower = new CollectionId("5f3c7a10-6c1e-4b52-9c0e-2d0a4f7b2e01");
        assertThat(upper).isEqualTo(lower).hasSameHashCodeAs(lower).isEqualByComparingTo(lower);
        assertThat(lower).hasToString("5f3c7a10-6c1e-4b52-9c0e-2d0a4f7b2e01");
        assertThat(new CollectionId("A")).isLessThan(new CollectionId("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void isNeverBlank(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CollectionId(text));
    }

    @Test
    void hasAtMostTheSchemasLength() {
        assertThat(new CollectionId("x".repeat(256)).value()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new CollectionId("x".repeat(257)));
    }
}
