// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.regex.Pattern;

/** The form in which hosts write the ids of machines and collections: {@code 5F3C7A10-6C1E-4B52-9C0E-2D0A4F7B2E04}. */
public final class Guid {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private Guid() {}

    /** Whether the whole text has that form, in either case and without braces. */
    public static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }
}
