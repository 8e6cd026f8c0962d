// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks at random over both sites of a fabric: every method, mishaps of every kind, time in long and short strides. What
 * {@link FabricInvariants} says holds after every stride, and at the end of every walk everything can be cleaned up and made to
 * replicate again: no sequence of events leads into a corner without a way out.
 */
class RandomWalkTest {

    private static final int WALKS = 24;
    private static final int STRIDES = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void holdsItsInvariantsWhateverHappensAndCanAlwaysBeMadeToReplicateAgain() {
        long first = Long.getLong("hvcr.seed", System.nanoTime());
        for (int i = 0; i < WALKS; i++) {
            long seed = first + i;
            try (RandomWalk walk = new RandomWalk(folder.resolve(i + ".fabric"), new Random(seed))) {
                try {
                    walk.stride(STRIDES);
                    walk.home();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "-Dhvcr.seed=" + seed + " repeats it:\n" + String.join("\n", walk.story()) + "\n" + e, e);
                }
            }
        }
    }
}
