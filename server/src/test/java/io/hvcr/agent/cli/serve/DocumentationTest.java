// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.cli.Cli;
import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is what the agent does: commands are ones that exist, with options that exist; the calls of the README are made, in
 * its order, on a fresh fabric, and the answers are the ones shown ("…" stands for what differs from time to time).
 */
class DocumentationTest {

    private static final Set<String> SHELLS = Set.of("sh", "bat");
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```([a-z]+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEREDOC =
            Pattern.compile("(hvcr-agent apply [^\\n]*) <<'JSON'\\n(.*?)\\nJSON", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl .*?-d '\\s*(.*?)'\\n", Pattern.DOTALL);

    /** What continuous integration runs by itself. */
    private static final List<String> RUN_ELSEWHERE = List.of("examples/quickstart/run.sh", "mvn verify");

    /** What is Windows' own. */
    private static final String OF_WINDOWS = "wevtutil epl ";

    /** A fenced block. */
    record Block(String language, String text) {}

    private static List<Block> blocks(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md")),
                    docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList()
                    .stream();
        }
    }

    /** Alerts stand on these names: one that is missing here is never watched, one that does not exist never fires. */
    @Test
    void everyMetricIsOnItsPageAndNoOther() throws IOException {
        Set<String> shown = names(Pattern.compile("(?m)^\\| `(hvcr_[a-z_]+)`"), Path.of("docs/metrics.md"));
        Set<String> used = names(Pattern.compile("\\b(hvcr_[a-z_]+[a-z])\\b"), Path.of("docs/metrics.md"));
        Set<String> made = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                made.addAll(names(Pattern.compile("\"(hvcr_[a-z_]+[a-z])\""), source));
            }
        }
        assertThat(shown).isEqualTo(made);
        assertThat(used).isEqualTo(made);
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandThatIsShownExists(Path page) throws IOException {
        for (Block block : blocks(page)) {
            if (!SHELLS.contains(block.language())) {
                continue;
            }
            String commands =
                    CURL.matcher(HEREDOC.matcher(block.text()).replaceAll("$1")).replaceAll("");
            for (String line : commands.lines().toList()) {
                String command = line.replaceAll("\\s+#.*|\\s*&$|^bin\\\\", "").strip();
                if (command.startsWith("hvcr-agent ")) {
                    assertThat(understood(command)).as(command).isEmpty();
                } else if (!command.startsWith(OF_WINDOWS)) {
                    assertThat(RUN_ELSEWHERE).as("%s of %s", line, page).contains(command);
                }
            }
        }
    }

    /** What the command line complains of; nothing where it knows command and options. */
    private static String understood(String command) {
        List<String> args = new ArrayList<>(List.of(command.split(" +")));
        args.removeFirst();
        args.add("--help"); // parsed like the rest, and then nothing is run
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Cli.run(
                args,
                InputStream.nullInputStream(),
                nowhere,
                errors,
                Map.of(),
                new ServeCommand(nowhere, errors, Map.of()),
                new DoctorCommand(nowhere, errors, Map.of(), InstantSource.system()));
        return code == 0 ? "" : err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theCallsOfTheReadmeAnswerWhatItShows(@TempDir Path folder) throws IOException {
        List<JsonObject> shown = new ArrayList<>();
        try (AgentStack agent = AgentStack.on(folder, Site.PRIMARY)) {
            String request = "";
            for (Block block : blocks(ROOT.resolve("README.md"))) {
                if (block.language().equals("sh")) {
                    Matcher document = HEREDOC.matcher(block.text());
                    while (document.find()) {
                        apply(agent, document.group(2));
                    }
                    Matcher call = CURL.matcher(block.text());
                    if (call.find()) {
                        request = call.group(1);
                    }
                } else if (block.language().equals("json")) {
                    JsonObject expected = (JsonObject) parse(block.text());
                    JsonObject answered = (JsonObject) agent.send(request).orElseThrow();
                    assertMatches("", expected, answered);
                    shown.add(expected);
                    agent.result("simulator.advance", "{'seconds':10}");
                    settled(agent);
                }
            }
        }
        assertThat(shown).hasSize(2);
    }

    private static void apply(AgentStack agent, String document) {
        JsonObject params = ((JsonObject) parse(document)).with("wait", Json.of("accepted"));
        JsonObject answer = agent.call("replication.apply", params);
        assertThat(answer.object("result")).as("%s", answer).isPresent();
        agent.result("simulator.advance", "{'seconds':120}");
        settled(agent);
    }

    /** Every operation has seen what the host's clock brought. */
    private static void settled(AgentStack agent) {
        JsonArray items = agent.result("operation.list", "{}").array("items").orElseThrow();
        String ids = items.stream()
                .map(item -> "'" + ((JsonObject) item).string("id").orElseThrow() + "'")
                .collect(Collectors.joining(","));
        agent.result("operation.wait", "{'ids':[" + ids + "],'timeoutSeconds':1}");
    }

    private static JsonValue parse(String text) {
        return Json.parse(text.strip(), JsonLimits.STORED);
    }

    /** Objects have at least these members and arrays exactly these elements; "…" in a text stands for anything. */
    private static void assertMatches(String where, JsonValue expected, JsonValue found) {
        if (expected instanceof JsonObject object) {
            object.members()
                    .forEach((name, member) -> assertMatches(
                            where + "." + name,
                            member,
                            ((JsonObject) found)
                                    .get(name)
                                    .orElseThrow(
                                            () -> new AssertionError(where + "." + name + " is not in " + found))));
        } else if (expected instanceof JsonString text && found instanceof JsonString answered) {
            String pattern =
                    Stream.of(text.value().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(answered.value()).as(where).matches(pattern);
        } else {
            assertThat(found).as(where).isEqualTo(expected);
        }
    }

    @Test
    void theConfigurationPageListsEverySetting() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        List<String> rows =
                page.lines().filter(line -> line.startsWith("| `--")).toList();
        assertThat(rows).filteredOn(row -> row.split(" \\| ").length == 5).hasSameSizeAs(Setting.values());
        for (Setting setting : Setting.values()) {
            assertThat(rows).as(setting.wireName()).anySatisfy(row -> {
                List<String> cells =
                        Stream.of(row.split("(?<!\\\\)\\|")).map(String::strip).toList();
                assertThat(cells.get(1)).matches("`" + setting.option() + "[ `].*");
                assertThat(cells.get(2)).isEqualTo("`" + setting.environmentName() + "`");
                assertThat(cells.get(3)).isEqualTo("`" + setting.wireName() + "`");
                assertThat(cells.get(4)).as("default").isNotBlank();
                assertThat(cells.get(5)).as("meaning").endsWith(".");
            });
        }
    }

    @Test
    void theConfigurationPageShowsTheDefaultsThatHold(@TempDir Path folder) throws IOException {
        ServeSettings settings = ServeSettings.of(Givens.of(null, Map.of(), Map.of()), folder);
        String page = Files.readString(Path.of("docs", "configuration.md"));
        assertThat(page)
                .contains("`listen` | `" + settings.address() + ":" + settings.port() + "` |")
                .contains("`host` | `" + word(settings.host()) + "` |")
                .contains("`site` | `" + word(settings.site()) + "` |")
                .contains("`fabric` | `" + folder.toAbsolutePath().relativize(settings.fabric())
                        + "` in the data folder |")
                .contains("`insecure` | `" + settings.insecure() + "` |")
                .contains("`journalDays` | `" + settings.journalAge().toDays() + "` |")
                .contains("`wmiNodes` | `" + word(settings.wmi().host().nodePolicy()) + "` |")
                .contains("`wmiDisks` | `" + word(settings.wmi().host().diskForm()) + "` |")
                .contains("`wmiSettingsForm` | `" + word(settings.wmi().host().settingsForm()) + "` |")
                .contains("`wmiTimeoutSeconds` | `"
                        + settings.wmi().session().callTimeout().toSeconds() + "` |");
        assertThat(settings.allowedHosts()).isEmpty();
        assertThat(settings.exportRoots()).isEmpty();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void theConfigurationFileOfThePageIsOne(@TempDir Path folder) throws IOException {
        Block example = blocks(Path.of("docs", "configuration.md")).stream()
                .filter(block -> block.language().equals("json"))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("agent.json"), example.text());

        ServeSettings settings = ServeSettings.of(Givens.of(file, Map.of(), Map.of()), folder);

        assertThat(settings.address()).isEqualTo("0.0.0.0");
        assertThat(settings.allowedHosts()).containsExactly("hv01", "hv01.example");
        assertThat(settings.exportRoots()).containsExactly("C:\\ClusterStorage\\Volume1\\seed");
        assertThat(settings.journalAge().toDays()).isEqualTo(30);
    }

    @Test
    void theReadmeLeadsToTheConfigurationPage() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("(server/docs/configuration.md)");
    }
}
