// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who answers: every result carries it, so that nobody mistakes the simulator, or the other site, for this one.
 *
 * @param backend WMI or the simulator
 * @param site the site of a simulated fabric; a real cluster has none
 * @param clusterId the cluster's id
 * @param clusterName the cluster's name
 * @param node the node this agent runs on
 * @param broker the client access point of the cluster's Hyper-V Replica Broker, where one is known
 * @param capabilities what this host can do beyond the 21 methods
 */
public record HostIdentity(
        Backend backend,
        @Nullable String site,
        String clusterId,
        String clusterName,
        String node,
        @Nullable String broker,
        List<String> capabilities) {

    /** What stands behind the port. */
    public enum Backend {
        WMI,
        SIMULATOR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HostIdentity {
        capabilities = List.copyOf(capabilities);
    }
}
