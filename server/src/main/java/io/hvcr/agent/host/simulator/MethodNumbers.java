// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ReplicationMethod;
import java.util.Map;
import java.util.TreeMap;

/** Numbers per method in documents: names in any case, held by their WMI name. */
final class MethodNumbers {

    private MethodNumbers() {}

    static Map<String, Integer> normalised(Map<String, Integer> written) {
        Map<String, Integer> numbers = new TreeMap<>();
        written.forEach((name, number) -> {
            ReplicationMethod method = ReplicationMethod.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no method of the service"));
            numbers.put(method.wmiName(), number);
        });
        return Map.copyOf(numbers);
    }
}
