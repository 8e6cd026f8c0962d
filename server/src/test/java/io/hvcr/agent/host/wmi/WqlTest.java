// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.ObjectPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing that comes from outside changes a query or a path: what is sent is parsed back. */
class WqlTest {

    private static final long SEED = 4;

    @Test
    void hostileNamesStayInsideTheirLiteral() {
        for (String name : HostileNames.of(SEED, 500)) {
            String wql = Wql.select("Msvm_VirtualSystemCollection", List.of("CollectionID"), "ElementName", name);

            WqlStatement read = WqlStatement.parse(wql);

            assertThat(read)
                    .as("seed %d, name <%s>", SEED, name)
                    .isEqualTo(new WqlStatement.Select(
                            List.of("CollectionID"),
                            "Msvm_VirtualSystemCollection",
                            List.of(new WqlStatement.Condition("ElementName", name))));
        }
    }

    @Test
    void hostileIdsStayInsideTheBraces() {
        for (String id : HostileNames.of(SEED, 500)) {
            String path = ObjectPath.inCluster("HV01", "Msvm_VirtualSystemCollection", "CollectionID", id)
                    .text();

            WqlStatement read = WqlStatement.parse(Wql.associators(path, "ResultClass = X", "Role = Antecedent"));

            assertThat(read).isInstanceOfSatisfying(WqlStatement.Associators.class, a -> {
                assertThat(ObjectPath.parse(a.path()).orElseThrow().keys())
                        .as("seed %d, id <%s>", SEED, id)
                        .isEqualTo(Map.of("CollectionID", id));
                assertThat(a.clauses()).isEqualTo(Map.of("ResultClass", "X", "Role", "Antecedent"));
            });
        }
    }

    @Test
    void takesServerRelativePartAndClassFromAPathWithoutReadingItsKeys() {
        String path = "\\\\HV02\\root\\HyperVCluster\\v2:Msvm_ConcreteJob.InstanceID=\"a:b.c=d\\\\e\"";

        assertThat(Wql.server(path)).contains("HV02");
        assertThat(Wql.relative(path)).isEqualTo("Msvm_ConcreteJob.InstanceID=\"a:b.c=d\\\\e\"");
        assertThat(Wql.classOf(path)).isEqualTo("Msvm_ConcreteJob");
        assertThat(Wql.classOf("StdRegProv")).isEqualTo("StdRegProv");
        assertThat(Wql.classOf("X=@")).isEqualTo("X");
        assertThat(Wql.relative("X.K=\"c:d\"")).isEqualTo("X.K=\"c:d\"");
        assertThat(Wql.server("X.K=\"1\"")).isEmpty();
    }

    @Test
    void keepsControlCharactersOutOfQueriesAltogether() {
        assertThat(Wql.canHold("sql fci é 日本 '\"\\")).isTrue();
        assertThat(Wql.canHold("a\nb")).isFalse();
        assertThat(Wql.canHold("a\u0000")).isFalse();
    }
}
