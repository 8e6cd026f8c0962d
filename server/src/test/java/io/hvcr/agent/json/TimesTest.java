// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T01:00:00Z,            2026-11-23T01:00:00Z",
        "2026-11-23t01:00:00z,            2026-11-23T01:00:00Z",
        "2026-11-23T01:00:00.25+01:30,    2026-11-22T23:30:00.25Z",
        "2026-11-23T01:00:00-00:00,       2026-11-23T01:00:00Z",
    })
    void readsTimesWithAnOffset(String text, Instant expected) {
        assertThat(Times.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23T01:00Z",
                "2026-11-23 01:00:00Z",
                "2026-02-30T01:00:00Z",
                "2026-11-23T25:00:00Z",
                "2026-11-23T01:00:00+1",
                "2026-11-23T01:00:00+01",
                "2026-11-23T01:00:00+0100",
                "2026-11-23T01:00:00.Z",
                "2026-11-23T01:00:00Z ",
                "2026-11-23T01:00:00+19:00",
                "20261123010000.000000+060",
                "2026-11-23T01:00:00ZZ",
                "١٩٢٦-11-23T01:00:00Z"
            })
    void refusesEverythingElseAsATime(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(BindingException.class);
    }
}
