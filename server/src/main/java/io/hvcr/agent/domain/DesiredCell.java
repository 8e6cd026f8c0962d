// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.List;
import java.util.Set;

/** One cell of the desired × observed table: what {@code apply} does about a wanted state in an observed one. */
public sealed interface DesiredCell {

    /** Nothing to do: the wanted state is among {@code satisfies}. */
    record Satisfied() implements DesiredCell {}

    /** Nothing is done because the collection is not on the primary side any more; a warning says so. */
    record SideChanged() implements DesiredCell {}

    /** These methods, in this order, if what they need is allowed. */
    record Calls(List<ReplicationMethod> methods, Set<Need> needs) implements DesiredCell {
        public Calls {
            methods = List.copyOf(methods);
            needs = Set.copyOf(needs);
        }
    }

    /** No way from here. */
    record Blocked(Reason reason) implements DesiredCell {}
}
