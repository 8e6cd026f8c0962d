// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Object paths (contract 4.5). */
class ObjectPathTest {

    private static final String COLLECTION =
            "\\\\HV01\\root\\HyperVCluster\\v2:Msvm_VirtualSystemCollection.CollectionID=\"5F3C\"";

    @Test
    void readsAnAbsolutePath() {
        ObjectPath path = ObjectPath.parse(COLLECTION).orElseThrow();
        assertThat(path.server()).isEqualTo("HV01");
        assertThat(path.namespace()).isEqualTo(ObjectPath.CLUSTER_NAMESPACE);
        assertThat(path.className()).isEqualTo(ObjectPath.COLLECTION_CLASS);
        assertThat(path.key("collectionid")).contains("5F3C");
        assertThat(path.text()).isEqualTo(COLLECTION);
    }

    @Test
    void writesWhatTheContractShows() {
        assertThat(ObjectPath.inCluster("HV01", ObjectPath.COLLECTION_CLASS, "CollectionID", "5F3C")
                        .text())
                .isEqualTo(COLLECTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C\"",
                "Msvm_VirtualSystemCollection.\"5F3C\"",
                "Msvm_VirtualSystemCollection=\"5F3C\"",
                "//HV01/root/HyperVCluster/v2:Msvm_VirtualSystemCollection.CollectionID=\"5F3C\"",
                "\\\\.\\root\\HyperVCluster\\v2:msvm_virtualsystemcollection.collectionid=\"5F3C\"",
            })
    void readsEveryFormOfAPathWithOneKey(String text) {
        ObjectPath path = ObjectPath.parse(text).orElseThrow();
        assertThat(path.isClass(ObjectPath.COLLECTION_CLASS)).isTrue();
        assertThat(path.key("CollectionID")).contains("5F3C");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sql-fci",
                "5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2E01",
                "Msvm_VirtualSystemCollection",
                "Msvm_VirtualSystemCollection.",
                "Msvm_VirtualSystemCollection.CollectionID",
                "Msvm_VirtualSystemCollection.CollectionID=",
                "Msvm_VirtualSystemCollection.CollectionID=5F3C",
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C",
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C\\\"",
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C\" ",
                "Msvm_VirtualSystemCollection.CollectionID=\"5F3C\",",
                "Msvm_VirtualSystemCollection.CollectionID=\"1\",CollectionID=\"2\"",
                "Msvm_VirtualSystemCollection .CollectionID=\"5F3C\"",
                "\\\\HV01",
                "\\\\HV01\\root",
                "\\\\HV01\\:X.Y=\"Z\"",
                "\\\\\\root\\HyperVCluster\\v2:X.Y=\"Z\"",
                "\\\\HV01:X.Y=\"Z\"",
            })
    void takesNothingElseForAPath(String text) {
        assertThat(ObjectPath.parse(text)).isEmpty();
        assertThat(ObjectPath.looksLikePath(text)).isFalse();
    }

    @Test
    void severalKeysMayComeInAnyOrder() {
        ObjectPath path = ObjectPath.parse("Msvm_CollectionRecoveryPoint.InstanceID=\"7\",CollectionID=\"5F3C\"")
                .orElseThrow();
        assertThat(path.key("CollectionID")).contains("5F3C");
        assertThat(path.key("InstanceID")).contains("7");
        assertThat(path.key("Name")).isEmpty();
    }

    @Test
    void pathsAreEqualWithoutRegardToCase() {
        ObjectPath path = ObjectPath.parse(COLLECTION).orElseThrow();
        ObjectPath other = ObjectPath.parse(COLLECTION.toLowerCase(Locale.ROOT)).orElseThrow();
        assertThat(path).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void everyKeyValueSurvivesTheRoundTrip() {
        Seeded.trials(2_000, random -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                keys.put("Key" + i, Seeded.text(random, 40));
            }
            boolean absolute = random.nextBoolean();
            ObjectPath path = new ObjectPath(
                    absolute ? "HV-P1" : null, absolute ? ObjectPath.CLUSTER_NAMESPACE : null, "Msvm_Any", keys);
            ObjectPath read = ObjectPath.parse(path.text()).orElseThrow();
            assertThat(read.keys()).isEqualTo(keys);
            assertThat(read.text()).isEqualTo(path.text());
        });
    }

    @Test
    void noTextMakesTheParserStumble() {
        Seeded.trials(5_000, random -> {
            String text = Seeded.text(random, 30) + (random.nextBoolean() ? "X.Y=\"" + Seeded.text(random, 8) : "");
            ObjectPath.parse(text)
                    .ifPresent(path -> assertThat(ObjectPath.parse(path.text())).contains(path));
        });
    }
}
