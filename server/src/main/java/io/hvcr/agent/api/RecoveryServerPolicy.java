// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Texts;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which names a recovery server may have, judged by the text alone: no name is looked up.
 *
 * <p>Whoever sets the recovery connection point decides where whole disks are sent, and with Kerberos they travel over plain HTTP.
 * Address literals and international names are refused, because neither Kerberos nor a certificate proves an address, and because
 * letters of another script can pass for these. A name of a single label is taken: brokers are NetBIOS names too (contract 1.3, P3).
 */
public final class RecoveryServerPolicy {

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?");
    private static final Pattern NUMERIC = Pattern.compile("\\d+|0[xX][0-9A-Fa-f]*");
    private static final Pattern WITH_PORT = Pattern.compile("[^:]+:\\d+");

    private static final String HINT =
            "Write the name of the recovery cluster's Hyper-V Replica Broker, such as broker.recovery.example.";

    private RecoveryServerPolicy() {}

    /**
     * The name, unchanged.
     *
     * @param path the member of the params, for the refusal
     * @throws ProblemException −32602 {@code invalid_value} when it is refused
     */
    public static String accept(String name, String path) {
        try {
            check(name);
            return name;
        } catch (IllegalArgumentException refused) {
            throw Problem.invalid(Reason.INVALID_VALUE, path, path + " " + Objects.requireNonNull(refused.getMessage()))
                    .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                    .hint(HINT)
                    .toException();
        }
    }

    private static void check(String name) {
        if (name.isBlank()) {
            throw refuse("is empty");
        }
        if (name.length() > MAX_NAME) {
            throw refuse("has " + name.length() + " characters; a host name has at most " + MAX_NAME);
        }
        if (name.chars().anyMatch(c -> c > 0x7E)) {
            throw refuse("has a character outside ASCII; international host names are refused");
        }
        checkForm(name);
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            checkLabel(label, name);
        }
        if (NUMERIC.matcher(labels[labels.length - 1]).matches()) {
            throw refuse(
                    name.startsWith("169.254.") ? "is a link-local address, not a name" : "is an address, not a name");
        }
        if (labels[labels.length - 1].equalsIgnoreCase("localhost")) {
            throw refuse("is this computer itself");
        }
    }

    /** What people paste instead of a name. */
    private static void checkForm(String name) {
        if (name.startsWith("\\\\") || name.startsWith("//")) {
            throw refuse("is the path of a share, not a host name");
        }
        if (name.contains("://")) {
            throw refuse("is a URL, not a host name");
        }
        if (name.startsWith("[") || name.indexOf(':') != name.lastIndexOf(':')) {
            String inside = name.startsWith("[") ? name.substring(1) : name;
            throw refuse(
                    inside.regionMatches(true, 0, "fe80:", 0, 5)
                            ? "is a link-local address, not a name"
                            : "is an address, not a name");
        }
        if (WITH_PORT.matcher(name).matches()) {
            throw refuse("contains a port; the port is a member of its own");
        }
        if (name.endsWith(".")) {
            throw refuse("ends with a dot; write it without");
        }
    }

    private static void checkLabel(String label, String name) {
        if (label.isEmpty()) {
            throw refuse("is " + Texts.quoted(name) + ", which has an empty part");
        }
        if (label.length() > MAX_LABEL) {
            throw refuse("has a part of " + label.length() + " characters; the parts of a host name have at most "
                    + MAX_LABEL);
        }
        if (!LABEL.matcher(label).matches()) {
            throw refuse("is " + Texts.quoted(name)
                    + ", which is no host name: letters, digits and hyphens, with dots between the parts");
        }
        if (label.regionMatches(true, 0, "xn--", 0, 4)) {
            throw refuse("has the part " + Texts.quoted(label) + "; international host names are refused");
        }
    }

    private static IllegalArgumentException refuse(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
