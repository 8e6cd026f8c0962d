// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hvcr.agent.host.simulator.ClockMode;
import io.hvcr.agent.host.simulator.FabricClock;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSettingsTest {

    private static final Path DATA = Path.of("/var/lib/hvcr").toAbsolutePath();

    @TempDir
    private Path temp = Path.of("");

    @Test
    void hasADefaultForEverything() {
        ServeSettings settings = read(null, Map.of(), Map.of());

        assertThat(settings)
                .isEqualTo(new ServeSettings(
                        "127.0.0.1",
                        8443,
                        DATA,
                        ServeSettings.HostKind.AUTO,
                        ServeSettings.SiteKind.PRIMARY,
                        DATA.resolve("fabric.db"),
                        null,
                        null,
                        false,
                        List.of(),
                        List.of(),
                        Duration.ofDays(90),
                        ServeSettings.Wmi.DEFAULTS));
    }

    @Test
    void anOptionBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        Path file = file("{\"listen\":\"h1:1\",\"site\":\"recovery\",\"host\":\"wmi\",\"journalDays\":7}");

        ServeSettings settings = read(
                file,
                Map.of("HVCR_LISTEN", "h2:2", "HVCR_SITE", "PRIMARY", "HVCR_TOKEN", "none of ours"),
                Map.of(Setting.LISTEN, "h3:3"));

        assertThat(settings.address()).isEqualTo("h3");
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.site()).isEqualTo(ServeSettings.SiteKind.PRIMARY);
        assertThat(settings.host()).isEqualTo(ServeSettings.HostKind.WMI);
        assertThat(settings.journalAge()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void whatOnlyARealClusterCanSettleIsASwitch() throws IOException {
        ServeSettings.Wmi wmi = read(
                        file("{\"wmiNodes\":\"owner\",\"wmiDisks\":\"embedded-instance\",\"wmiTimeoutSeconds\":5}"),
                        Map.of("HVCR_WMI_CALLS", "synchronous"),
                        Map.of(Setting.WMI_SETTINGS_FORM, "own-cim-dtd"))
                .wmi();

        assertThat(wmi.host())
                .isEqualTo(new WmiHostOptions(
                        WmiHostOptions.SettingsForm.OWN_CIM_DTD,
                        WmiHostOptions.DiskForm.EMBEDDED_INSTANCE,
                        WmiHostOptions.NodePolicy.OWNER));
        assertThat(wmi.session().semisynchronous()).isFalse();
        assertThat(wmi.session().callTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(null, Map.of(), Map.of(Setting.WMI_DISKS, "file")))
                .withMessageContaining("object-path or instance-id or embedded-instance")
                .withMessageContaining("--wmi-disks");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasOneNameInThreeSpellings(Setting setting) {
        assertThat(setting.environmentName().substring("HVCR_".length()).replace("_", ""))
                .isEqualToIgnoringCase(setting.wireName());
        assertThat(setting.option().substring(2).replace("-", "")).isEqualToIgnoringCase(setting.wireName());
        assertThat(Setting.named(setting.wireName())).contains(setting);
    }

    @Test
    void listsAreArraysInTheFileAndSeparatedBySemicolonsElsewhere() throws IOException {
        assertThat(read(file("{\"exportRoots\":[\"D:\\\\a\",\"\\\\\\\\s\\\\x\"]}"), Map.of(), Map.of())
                        .exportRoots())
                .containsExactly("D:\\a", "\\\\s\\x");
        assertThat(read(null, Map.of("HVCR_ALLOWED_HOSTS", " a.example ; b.example;"), Map.of())
                        .allowedHosts())
                .containsExactly("a.example", "b.example");
    }

    @Test
    void pathsInTheFileAreRelativeToTheFile() throws IOException {
        ServeSettings settings = read(file("{\"data\":\"agent\",\"fabric\":\"../both.db\"}"), Map.of(), Map.of());

        assertThat(settings.data()).isEqualTo(temp.toAbsolutePath().resolve("agent"));
        assertThat(settings.fabric())
                .isEqualTo(temp.toAbsolutePath().resolve("../both.db").normalize());
    }

    @ParameterizedTest
    @CsvSource({"[::1]:0, ::1, 0", "localhost:80, localhost, 80", "0.0.0.0:65535, 0.0.0.0, 65535"})
    void takesAddressesWithAPort(String listen, String address, int port) {
        ServeSettings settings = read(null, Map.of(), Map.of(Setting.LISTEN, listen));

        assertThat(settings.address()).isEqualTo(address);
        assertThat(settings.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"realtime, REALTIME, 1", "STEPPED, STEPPED, 1", "scaled:60, SCALED, 60", "scaled:0.5, SCALED, 0.5"})
    void takesThreeKindsOfClocks(String text, ClockMode mode, double factor) {
        assertThat(read(null, Map.of(), Map.of(Setting.CLOCK, text)).clock()).isEqualTo(new FabricClock(mode, factor));
    }

    @ParameterizedTest
    @CsvSource({
        "LISTEN, 8443, HOST:PORT",
        "LISTEN, h:70000, HOST:PORT",
        "LISTEN, ::1:80, HOST:PORT",
        "LISTEN, h:, HOST:PORT",
        "HOST, hyperv, auto or wmi or simulator",
        "SITE, left, primary or recovery",
        "CLOCK, fast, scaled:60",
        "CLOCK, scaled:0, scaled:60",
        "CLOCK, scaled:-1, scaled:60",
        "INSECURE, yes, true or false",
        "JOURNAL_DAYS, 0, 1 to 3650",
        "JOURNAL_DAYS, 1.5, 1 to 3650",
    })
    void refusesInOneSentenceThatSaysWhereToMendIt(Setting setting, String value, String rule) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(null, Map.of(setting.environmentName(), value), Map.of()))
                .withMessageStartingWith(setting.wireName() + " must be ")
                .withMessageContaining(rule)
                .withMessageContaining("'" + value + "'")
                .withMessageContaining(setting.environmentName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lisen\":\"h:1\"}|did you mean 'listen'",
                "{\"zzzzzzzzzzzz\":1}|it takes listen, data",
                "[]|JSON object",
                "{|not valid JSON",
                "{\"listen\":\"a:1\",\"listen\":\"b:1\"}|not valid JSON",
                "{\"listen\":{}}|cannot be an object",
                "{\"listen\":[\"a:1\"]}|cannot be an array",
            })
    void refusesAFileThatItDoesNotUnderstand(String contentAndWords) throws IOException {
        String[] parts = contentAndWords.split("\\|", -1);
        Path file = file(parts[0]);

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(file, Map.of(), Map.of()))
                .withMessageContaining(file.toString())
                .withMessageContaining(parts[1]);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = temp.resolve("none.json");

        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(file, Map.of(), Map.of()))
                .withMessageContaining(file.toString());
    }

    @Test
    void nullInTheFileIsNotGiven() throws IOException {
        assertThat(read(file("{\"scenario\":null,\"insecure\":true,\"journalDays\":30}"), Map.of(), Map.of()))
                .returns(null, ServeSettings::scenario)
                .returns(true, ServeSettings::insecure)
                .returns(Duration.ofDays(30), ServeSettings::journalAge);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(temp.resolve("hvcr.json"), content);
    }

    private static ServeSettings read(
            @Nullable Path file, Map<String, String> environment, Map<Setting, String> options) {
        return ServeSettings.of(Givens.of(file, environment, options), DATA);
    }
}
