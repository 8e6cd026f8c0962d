// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process has done to the fabric, every other one sees at its next look, whatever the mark says. */
class ChangeMarkTest {

    private static final int TURNS = 200;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("shared.fabric");
    }

    private Path mark() {
        return folder.resolve("shared.fabric-mark");
    }

    private SimulatedFabric open() {
        return SimulatedFabric.open(file(), InstantSource.fixed(TestFabric.NOON), new ScenarioSource.Named("two"));
    }

    private static Instant time(SimulatedFabric fabric) {
        return fabric.host(Site.PRIMARY).hostTime();
    }

    @Test
    void whatOneHasDoneTheOtherSeesAtItsNextLook() {
        Random random = new Random(7);
        try (SimulatedFabric one = open();
                SimulatedFabric other = open()) {
            Instant expected = time(one);
            for (int turn = 0; turn < TURNS; turn++) {
                SimulatedFabric doing = random.nextBoolean() ? one : other;
                SimulatedFabric looking = random.nextBoolean() ? one : other;
                assertThat(time(looking)).isEqualTo(expected);
                doing.advance(Duration.ofSeconds(1));
                expected = expected.plusSeconds(1);
                assertThat(time(looking)).as("turn %s", turn).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -1, Long.MAX_VALUE})
    void aMarkThatIsWorthNothingOnlyMakesLookingSlower(long version) throws IOException {
        open().close();
        Files.write(mark(), ByteBuffer.allocate(Long.BYTES).putLong(version).array());
        looksRight();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "longer than eight bytes"})
    void soDoesWhatIsNoMarkAtAll(String content) throws IOException {
        open().close();
        Files.writeString(mark(), content);
        looksRight();
    }

    @Test
    void soDoesAMarkThatWasDeleted() throws IOException {
        open().close();
        Files.delete(mark());
        looksRight();
    }

    private void looksRight() {
        try (SimulatedFabric one = open();
                SimulatedFabric other = open()) {
            Instant before = time(one);
            for (int second = 1; second <= 5; second++) {
                other.advance(Duration.ofSeconds(1));
                assertThat(time(one)).isEqualTo(before.plusSeconds(second));
            }
        }
    }

    @Test
    void whatWasAnnouncedAndNeverCommittedDeceivesNobody() {
        try (SimulatedFabric one = open();
                SimulatedFabric other = open()) {
            Instant before = time(one);
            try (ChangeMark dead = ChangeMark.beside(file())) {
                dead.announce(2); // the version that the next writer would have: the scenario was the first
            }
            assertThat(time(one)).isEqualTo(before);
            other.advance(Duration.ofSeconds(5));
            assertThat(time(one)).isEqualTo(before.plusSeconds(5));
        }
    }

    @Test
    void isCurrentForTheVersionThatWasAnnouncedAlone() {
        try (ChangeMark mine = ChangeMark.beside(file());
                ChangeMark theirs = ChangeMark.beside(file())) {
            assertThat(mine.isCurrent(0)).as("nothing was announced yet").isFalse();
            theirs.announce(41);
            assertThat(mine.isCurrent(41)).isTrue();
            assertThat(mine.isCurrent(40)).isFalse();
            assertThat(mine.isCurrent(42)).isFalse();
        }
    }
}
