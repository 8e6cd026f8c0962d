// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Settings that are laid over each other. */
class ReplicationSettingsTest {

    @Test
    void whatIsSetWinsAndWhatIsUnsetLeavesThingsAsTheyAre() {
        Seeded.trials(500, random -> {
            ReplicationSettings below = any(random);
            ReplicationSettings above = any(random);
            ReplicationSettings both = below.with(above);
            for (RecordComponent component : ReplicationSettings.class.getRecordComponents()) {
                Object expected = value(component, above) != null ? value(component, above) : value(component, below);
                assertThat(value(component, both)).as(component.getName()).isEqualTo(expected);
            }
            assertThat(both.with(ReplicationSettings.UNSET)).isEqualTo(both);
            assertThat(ReplicationSettings.UNSET.with(both)).isEqualTo(both);
            assertThat(both.with(above)).isEqualTo(both);
        });
    }

    @Test
    void thePortFollowsTheAuthentication() {
        assertThat(ReplicationSettings.defaultPort(AuthenticationType.Known.KERBEROS))
                .isEqualTo(80);
        assertThat(ReplicationSettings.defaultPort(AuthenticationType.Known.CERTIFICATE))
                .isEqualTo(443);
    }

    private static @Nullable Object value(RecordComponent component, ReplicationSettings settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName(), e);
        }
    }

    private static ReplicationSettings any(Random random) {
        return new ReplicationSettings(
                maybe(random, AuthenticationType.of(random.nextInt(4))),
                maybe(random, Seeded.text(random, 5)),
                maybe(random, Seeded.text(random, 5)),
                maybe(random, random.nextBoolean()),
                maybe(random, random.nextBoolean()),
                maybe(random, Seeded.text(random, 5)),
                maybe(random, Seeded.text(random, 5)),
                maybe(random, random.nextInt(70_000)),
                maybe(random, random.nextBoolean()),
                maybe(random, random.nextInt(20)),
                maybe(random, random.nextInt(30)),
                maybe(random, random.nextBoolean()),
                maybe(random, LocalTime.ofSecondOfDay(random.nextInt(86_400))),
                maybe(random, LocalTime.ofSecondOfDay(random.nextInt(86_400))),
                maybe(random, random.nextInt(1_000)),
                maybe(random, List.of(DiskReference.raw(Seeded.text(random, 5)))),
                maybe(random, List.of(Seeded.text(random, 5))),
                maybe(random, List.of(Seeded.text(random, 5))));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }
}
