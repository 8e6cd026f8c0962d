// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hvcr.agent.host.wmi.CimType;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The session against the WMI service of the machine it runs on, with the classes that every Windows has, and Wine too. Wine knows
 * no semisynchronous calls.
 */
@OnWindows
@TestInstance(Lifecycle.PER_CLASS)
class WmiServiceSmokeTest {

    private static final String CIMV2 = "root\\cimv2";
    private static final long HKEY_CURRENT_USER = 0x80000001L;
    private static final String KEY = "Software\\hvcr-test \u00e9\u65e5";

    private final ComSession wmi = ComSession.open(new ComOptions(2, Duration.ofSeconds(30), false, 4));

    @AfterAll
    void close() {
        wmi.close();
    }

    @Test
    void readsTheOperatingSystem() {
        WmiObject os = wmi.query(CIMV2, "SELECT Caption, Version, ProductType FROM Win32_OperatingSystem")
                .getFirst();

        assertThat(os.text("Version")).get().asString().matches("\\d+\\.\\d+\\.\\d+");
        assertThat(os.number("ProductType")).isPresent();
    }

    @Test
    void writesAndReadsBackTheRegistryThroughMethods() {
        registry("CreateKey", WmiProperty.text("sSubKeyName", KEY));
        registry(
                "SetStringValue",
                WmiProperty.text("sSubKeyName", KEY),
                WmiProperty.text("sValueName", "v"),
                WmiProperty.text("sValue", "it's \"quoted\" \\ 日本"));

        WmiObject read =
                registry("GetStringValue", WmiProperty.text("sSubKeyName", KEY), WmiProperty.text("sValueName", "v"));
        WmiObject names = registry("EnumValues", WmiProperty.text("sSubKeyName", KEY));
        WmiObject gone = registry("DeleteKey", WmiProperty.text("sSubKeyName", KEY));

        assertThat(read.text("sValue")).contains("it's \"quoted\" \\ 日本");
        assertThat(names.texts("sNames")).contains(List.of("v"));
        assertThat(gone.number("ReturnValue")).contains(0L);
        assertThat(registry("EnumKey", WmiProperty.text("sSubKeyName", KEY)).number("ReturnValue"))
                .contains(2L);
    }

    private WmiObject registry(String method, WmiProperty... in) {
        List<WmiProperty> all = new ArrayList<>(List.of(in));
        all.addFirst(WmiProperty.of("hDefKey", CimType.UINT32, HKEY_CURRENT_USER));
        return wmi.invoke(CIMV2, "StdRegProv", method, all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root\\hvcr\\none | SELECT Name FROM X            | INVALID_NAMESPACE",
                "root\\cimv2      | SELECT FROM WHERE             | INVALID_QUERY",
            })
    void saysWhatIsWrongInWmisOwnNumbers(String namespace, String wql, WmiStatus expected) {
        assertThatThrownBy(() -> wmi.query(namespace, wql))
                .isInstanceOfSatisfying(
                        WmiException.class,
                        e -> assertThat(e.fault().detail().hresult()).isEqualTo(expected.hresult()));
    }

    @Test
    void anUnknownMethodIsSaidToBeUnknown() {
        assertThatThrownBy(() -> wmi.invoke(CIMV2, "StdRegProv", "NoSuchMethod", List.of()))
                .isInstanceOfSatisfying(WmiException.class, e -> {
                    assertThat(e.fault().detail().hresult()).isEqualTo(WmiStatus.INVALID_METHOD.hresult());
                    assertThat(e.fault().detail().sent()).isFalse();
                });
    }
}
