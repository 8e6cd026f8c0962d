// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether this machine can turn a name into an address. */
public interface NameLookup {

    /** As the operating system resolves names. */
    NameLookup SYSTEM = name -> {
        try {
            return InetAddress.getByName(name).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    };

    boolean resolves(String name);
}
