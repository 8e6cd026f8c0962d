// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.host.HostException;
import io.hvcr.agent.host.HostFault;
import io.hvcr.agent.host.HyperVHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the health of many is had at a bounded cost. */
class HealthCacheTest {

    private static final HealthSampling TWO_A_ROUND =
            new HealthSampling(Duration.ofSeconds(5), 2, Duration.ofMinutes(1));

    private final FakeHost fake = new FakeHost();
    private final SteppedScheduler time = new SteppedScheduler(FakeHost.NOW);
    private final List<String> asked = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final HealthCache cache = new HealthCache(noting(), time, TWO_A_ROUND);

    /** The host, noting whose statistics are asked for; some collections, or the whole host, may be out of reach. */
    private HyperVHost noting() {
        return (HyperVHost) Proxy.newProxyInstance(
                HyperVHost.class.getClassLoader(), new Class<?>[] {HyperVHost.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("invoke")) {
                        name = ((HostCollection) arguments[0]).ref().name();
                        asked.add(name);
                    }
                    if (broken.contains(name)) {
                        throw new HostException(new HostFault.Unavailable(name, "out of reach", null));
                    }
                    try {
                        return method.invoke(fake, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CollectionId replicated(String name) {
        return fake.add(name).primary(CollectionState.Known.REPLICATING).ref.id();
    }

    @Test
    void asksAFewInEachRoundTheOldestFirstAndNobodyTwiceInAMinute() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            replicated(name);
        }
        cache.start(time);
        time.run(Duration.ofSeconds(4));
        assertThat(asked).containsExactly("a", "b");
        time.run(Duration.ofSeconds(10));
        assertThat(asked).containsExactly("a", "b", "c", "d", "e");
        time.run(Duration.ofSeconds(40));
        assertThat(asked).as("all are fresh").hasSize(5);
        time.run(Duration.ofMinutes(1));
        assertThat(asked.subList(5, 10)).containsExactly("a", "b", "c", "d", "e");
        assertThat(cache.all()).hasSize(5);
    }

    @Test
    void aReadingTellsItsAge() {
        CollectionId id = replicated("a");
        assertThat(cache.get(id)).isEmpty();
        cache.sample();
        time.skip(Duration.ofSeconds(20));
        assertThat(cache.get(id)).hasValueSatisfying(reading -> {
            assertThat(reading.health()).isEqualTo(ReplicationHealth.Known.OK);
            assertThat(reading.age(time.instant())).isEqualTo(Duration.ofSeconds(20));
        });
    }

    @Test
    void whatSomebodyReadAnywayNeedNotBeAskedFor() {
        CollectionId id = replicated("a");
        Observer observer = new Observer(noting(), cache, Memory.none());
        observer.statistics("a");
        assertThat(cache.get(id)).isPresent();
        cache.sample();
        assertThat(asked).containsExactly("a");
    }

    @Test
    void asksOnlyWhatCanHaveStatistics() {
        fake.add("not replicated");
        fake.add("test").in(CollectionMode.Known.TEST_REPLICA, CollectionState.Known.DISABLED);
        fake.add("replica").recovery(CollectionState.Known.SUSPENDED);
        fake.add("group of groups").primary(CollectionState.Known.REPLICATING).kind = HostCollection.Kind.MANAGEMENT;
        cache.sample();
        assertThat(asked).containsExactly("replica");
    }

    @Test
    void oneThatCannotBeAskedDoesNotKeepTheOthersFromTheirTurn() {
        CollectionId bad = replicated("a");
        List<CollectionId> good = List.of(replicated("b"), replicated("c"), replicated("d"));
        broken.add("a");
        cache.start(time);
        time.run(Duration.ofSeconds(10));
        assertThat(good).allMatch(id -> cache.get(id).isPresent());
        assertThat(cache.get(bad)).isEmpty();
        assertThat(Collections.frequency(asked, "a")).as("not at once again").isEqualTo(1);
        broken.clear();
        time.run(Duration.ofMinutes(1));
        assertThat(cache.get(bad)).isPresent();
    }

    @Test
    void aHostOutOfReachCostsOneCallARoundAndKeepsTheReadings() {
        CollectionId id = replicated("a");
        cache.start(time);
        time.run(Duration.ofSeconds(1));
        broken.add("collections");
        time.run(Duration.ofMinutes(5));
        assertThat(asked).as("nobody is asked for statistics").hasSize(1);
        assertThat(cache.get(id))
                .as("an old reading, with its age, is better than none")
                .isPresent();
    }

    @Test
    void forgetsWhatIsGoneOrNoLongerReplicated() {
        CollectionId gone = replicated("a");
        CollectionId removed = replicated("b");
        cache.sample();
        assertThat(cache.all()).containsOnlyKeys(gone, removed);
        fake.collections.remove(gone);
        Objects.requireNonNull(fake.collections.get(removed))
                .in(CollectionMode.Known.NONE, CollectionState.Known.DISABLED);
        cache.sample();
        assertThat(cache.all()).isEmpty();
    }
}
