// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.host.simulator.Site;
import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How the example of a method comes about: on the default scenario, at noon of 22 November 2026, after these calls.
 *
 * @param method the method that is shown
 * @param description what the exchange shows
 * @param site where it is called
 * @param before what was called before
 * @param params the params that are shown
 */
record ExampleScene(String method, String description, Site site, List<Step> before, JsonObject params) {

    ExampleScene {
        before = List.copyOf(before);
    }

    @Override
    public String toString() {
        return method;
    }

    /** A call that has to succeed. */
    record Step(Site site, String method, JsonObject params) {}

    static Builder scene(String method, String description) {
        return new Builder(method, description);
    }

    /** Writes a scene down as it happens. */
    static final class Builder {
        private final String method;
        private final String description;
        private final List<Step> before = new ArrayList<>();

        private Builder(String method, String description) {
            this.method = method;
            this.description = description;
        }

        Builder primary(String called, String params) {
            before.add(new Step(Site.PRIMARY, called, AgentStack.object(params)));
            return this;
        }

        Builder recovery(String called, String params) {
            before.add(new Step(Site.RECOVERY, called, AgentStack.object(params)));
            return this;
        }

        Builder advance(int seconds) {
            return primary("simulator.advance", "{'seconds':" + seconds + "}");
        }

        Builder power(Site site, String collection, String state) {
            return primary(
                    "simulator.inject",
                    "{'kind':'power','collection':'" + collection + "','site':'" + site.wireName() + "','state':'"
                            + state + "'}");
        }

        ExampleScene onPrimary(String params) {
            return new ExampleScene(method, description, Site.PRIMARY, before, AgentStack.object(params));
        }

        ExampleScene onRecovery(String params) {
            return new ExampleScene(method, description, Site.RECOVERY, before, AgentStack.object(params));
        }
    }
}
