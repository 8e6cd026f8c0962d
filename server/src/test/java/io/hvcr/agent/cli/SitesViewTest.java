// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The question of three in the morning: which side holds the data that counts, and what is left over. */
class SitesViewTest {

    @ParameterizedTest(name = "{0} {1} / {2} {3}: {4}; {5}")
    @CsvSource({
        "primary,  3, recovery, 3, WEST,  ''",
        "primary,  1, none,     0, WEST,  primary part on WEST without a recovery part",
        "primary, 11, recovery, 5, EAST,  ''",
        "recovery, 2, recovery, 6, EAST,  ''",
        "primary,  3, recovery, 5, EAST (failed over; make sure that the old primary is off), ''",
        "recovery, 3, primary,  3, EAST,  ''",
        "none,     0, recovery, 3, –,     recovery part on EAST: RemoveReplicationRelationship there",
        "none,     0, none,     0, –,     ''",
        "primary,  3, primary,  1, CONFLICT: WEST and EAST are both primary, ''"
    })
    void namesTheAuthoritativeSideAndWhatIsLeftOver(
            String westSide, int westState, String eastSide, int eastState, String authoritative, String leftOver) {
        SitesView view = new SitesView(List.of("WEST", "EAST"));
        view.add(0, List.of(item(westSide, westState)));
        view.add(1, List.of(item(eastSide, eastState)));

        String row = view.lines().get(1);

        assertThat(row).contains(authoritative).endsWith(leftOver.isEmpty() ? authoritative : leftOver);
    }

    private static JsonObject item(String side, int state) {
        return (JsonObject) FakeAgent.parse("{\"collection\":{\"id\":\"5f3c\",\"name\":\"sql-fci\"},\"side\":\"" + side
                + "\",\"state\":{\"number\":" + state + ",\"name\":\"x\"}}");
    }
}
