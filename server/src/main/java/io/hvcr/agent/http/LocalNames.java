// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine is called: the names of the certificate made at first start. */
final class LocalNames {

    private static final Logger LOG = LoggerFactory.getLogger(LocalNames.class);

    private LocalNames() {}

    /**
     * {@code localhost}, the loopback addresses, host name, full name, and the address that is listened on; when that is "all of them", every
     * address that this machine has now.
     */
    static Set<String> of(String listenHost) {
        Set<String> names = new LinkedHashSet<>();
        try {
            InetAddress self = InetAddress.getLocalHost();
            add(names, self.getHostName());
            add(names, self.getCanonicalHostName());
        } catch (UnknownHostException nameless) {
            LOG.warn(
                    "This machine's own name does not resolve; the certificate will not have it: {}",
                    nameless.getMessage());
        }
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        if (isAny(listenHost)) {
            addAllAddresses(names);
        } else {
            add(names, listenHost);
        }
        return names;
    }

    static boolean isAny(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") || host.equals("*");
    }

    /** Whether the host is a loopback address, or a name that resolves to nothing else. */
    static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return !isAny(host);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void addAllAddresses(Collection<String> names) {
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .forEach(address -> add(names, address.getHostAddress()));
        } catch (SocketException unreadable) {
            LOG.warn("The network interfaces cannot be read: {}", unreadable.getMessage());
        }
    }

    private static void add(Collection<String> names, String name) {
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        int zone = bare.indexOf('%');
        names.add((zone < 0 ? bare : bare.substring(0, zone)).toLowerCase(Locale.ROOT));
    }
}
