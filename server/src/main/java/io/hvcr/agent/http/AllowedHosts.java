// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code Host} header may name. A page of the attacker's whose name resolves to this machine (DNS rebinding) still sends its own
 * name here; so names are a closed list. The port is not looked at: a forwarded port is no attack.
 */
final class AllowedHosts {

    private final Set<String> names = new HashSet<>();
    private volatile Set<String> usual = Set.of();

    /** @param allowed names and addresses, IPv6 without brackets, no ports */
    AllowedHosts(Collection<String> allowed) {
        for (String name : allowed) {
            names.add(normal(name));
        }
    }

    /** Learns the port, so that the header of a usual request is one look-up; until then each is taken apart. */
    void listenOn(int port) {
        Set<String> expected = new HashSet<>();
        for (String name : names) {
            String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
            expected.add(host);
            expected.add(host + ":" + port);
        }
        usual = expected;
    }

    boolean allowsHost(@Nullable String header) {
        return header != null && (usual.contains(header) || allowsAuthority(header));
    }

    /** An origin of this agent itself; absent is fine, {@code null} (a file, a sandbox) is not. */
    boolean allowsOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            return uri.getRawAuthority() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && allowsAuthority(uri.getRawAuthority());
        } catch (URISyntaxException notAnOrigin) {
            return false;
        }
    }

    private boolean allowsAuthority(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']') && isNumber(authority, colon + 1);
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            return names.contains(normal(host.substring(1, host.length() - 1)));
        }
        return host.indexOf(':') < 0 && names.contains(normal(host));
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    /** Lower case; an IPv6 address in its one full form. */
    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.indexOf(':') < 0) {
            return lower;
        }
        try {
            return InetAddress.getByName("[" + lower + "]").getHostAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException notAnAddress) {
            return lower;
        }
    }
}
