// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.host.HostAnswer;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is observed and whatever is wanted: a plan that is not blocked is taken by the host call by call, and a second
 * plan after it is empty, unchanged, and satisfied.
 */
class PlanPropertyTest {

    private static final int CASES = 1_500;
    private static final String FILE = "C:\\ClusterStorage\\Volume1\\sql-fci.vhds";

    @Test
    void aSecondPlanAfterTheFirstWasCarriedOutIsEmpty() {
        long seed = 20261122L;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int changed = 0;
        for (int i = 0; i < CASES; i++) {
            Scene scene = scene(random);
            DesiredDocument document = document(random);
            String about = "seed " + seed + ", case " + i + ": " + scene.collection.seen() + " wants " + document;

            Plan first = scene.plan(document, Scene.ALL_NEEDS.toArray(Need[]::new));
            if (first.blocked() != null) {
                assertThat(first.steps()).as(about).isEmpty();
                continue;
            }
            changed += first.changed() ? 1 : 0;
            for (PlannedStep step : first.steps()) {
                HostAnswer answer = scene.host.invoke(scene.collection.seen(), step.call());
                assertThat(answer.returnValue().accepted())
                        .as(about + " calls " + step)
                        .isTrue();
            }
            Plan second = scene.plan(document, Scene.ALL_NEEDS.toArray(Need[]::new));

            assertThat(second.steps()).as(about).isEmpty();
            assertThat(second.blocked()).as(about).isNull();
            assertThat(second.before()).as(about).isEqualTo(second.after());
            if (document.state() != null) {
                assertThat(scene.observer.get("sql-fci", Include.ALL).satisfies())
                        .as(about)
                        .contains(document.state());
            }
        }
        assertThat(changed)
                .as("the cases that change something are not the exception")
                .isGreaterThan(CASES / 4);
    }

    private static Scene scene(RandomGenerator random) {
        Scene scene = new Scene();
        scene.host.polls = 0;
        scene.host.copiesAtOnce = true;
        int mode = random.nextInt(10) < 7 ? 1 : random.nextInt(3);
        List<CollectionState.Known> states = List.of(CollectionState.Known.values());
        CollectionState state = mode == 0
                ? CollectionState.Known.DISABLED
                : states.get(random.nextInt(random.nextBoolean() ? 11 : states.size()));
        scene.collection.in(CollectionMode.of(mode), state);
        return scene;
    }

    private static DesiredDocument document(RandomGenerator random) {
        DesiredState state = pick(
                random,
                DesiredState.ENABLED,
                DesiredState.REPLICATING,
                DesiredState.REPLICATING,
                DesiredState.SUSPENDED,
                DesiredState.ABSENT,
                null);
        DeclaredSettings settings = pick(
                random,
                Scene.KERBEROS,
                Scene.KERBEROS,
                Scene.history(4),
                Scene.history(0),
                Scene.server("other.example"),
                Scene.everything("broker.recovery.example", FILE),
                null);
        InitialReplication how = pick(
                random,
                InitialReplication.NETWORK_NOW,
                new InitialReplication(InitialReplicationType.EXPORT, "C:\\seed", null),
                new InitialReplication(InitialReplicationType.SEEDED, null, FakeHost.NOW.plusSeconds(600)),
                new InitialReplication(InitialReplicationType.NETWORK, null, FakeHost.NOW.plusSeconds(999_999)),
                null);
        return new DesiredDocument(state, settings, how);
    }

    @SafeVarargs
    private static <T> @Nullable T pick(RandomGenerator random, @Nullable T... choices) {
        return Objects.requireNonNull(choices)[random.nextInt(choices.length)];
    }
}
