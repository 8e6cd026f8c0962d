// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One wrong call and the error that it gets, as the tables in {@code errors/} write it.
 *
 * @param looks whether the host has to be read to know that it is wrong
 * @param returnValue what the host would answer; 0 where it would never see the call
 * @param message what the message holds
 * @param hint what the hint holds
 */
record ErrorRow(
        Site site,
        String method,
        JsonObject params,
        int code,
        String reason,
        String path,
        boolean looks,
        int returnValue,
        List<String> message,
        List<String> hint) {

    private static final String RECOVERY = "recovery: ";
    private static final Pattern OUTCOME = Pattern.compile("(-?\\d+) (\\w+) (\\S+?)( \\(looks\\))?(?: \\((\\d+)\\))?");
    private static final Pattern REPEATED = Pattern.compile("\\$\\{(\\d+) (.)}");

    /** The rows of a table. */
    static Stream<ErrorRow> read(String table) {
        try (InputStream in = ErrorRow.class.getResourceAsStream("/errors/" + table)) {
            String text = new String(Objects.requireNonNull(in, table).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n"))
                    .map(block ->
                            block.lines().filter(line -> !line.startsWith("//")).toList())
                    .filter(lines -> !lines.isEmpty())
                    .map(ErrorRow::row);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ErrorRow row(List<String> lines) {
        boolean recovery = lines.getFirst().startsWith(RECOVERY);
        String call = recovery ? lines.getFirst().substring(RECOVERY.length()) : lines.getFirst();
        int space = call.indexOf(' ');
        Matcher outcome = OUTCOME.matcher(lines.get(1));
        if (!outcome.matches()) {
            throw new AssertionError("not a row: " + lines);
        }
        String params = REPEATED.matcher(call.substring(space + 1))
                .replaceAll(match -> match.group(2).repeat(Integer.parseInt(match.group(1))));
        return new ErrorRow(
                recovery ? Site.RECOVERY : Site.PRIMARY,
                call.substring(0, space),
                (JsonObject) Json.parse(params, JsonLimits.STORED),
                Integer.parseInt(outcome.group(1)),
                outcome.group(2),
                outcome.group(3),
                outcome.group(4) != null,
                outcome.group(5) == null ? 0 : Integer.parseInt(outcome.group(5)),
                beginning("= ", lines),
                beginning("> ", lines));
    }

    private static List<String> beginning(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    /** Makes the call and holds the error to the row. */
    Refusal refusedBy(AgentStack agent) {
        Refusal refusal = new Refusal(agent.call(method, params)
                        .object("error")
                        .orElseThrow(() -> new AssertionError(this + " was taken")))
                .isComplete();
        assertThat(refusal.code()).as("%s", refusal).isEqualTo(code);
        assertThat(refusal.reason()).as("%s", refusal).isEqualTo(reason);
        assertThat(refusal.data("path")).as("%s", refusal).contains(path);
        assertThat(refusal.data("outcome")).as("%s", refusal).contains("not_started");
        message.forEach(words -> assertThat(refusal.message()).contains(words));
        hint.forEach(words -> assertThat(refusal.hint()).contains(words));
        return refusal;
    }

    @Override
    public String toString() {
        String text = method + " " + params;
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
