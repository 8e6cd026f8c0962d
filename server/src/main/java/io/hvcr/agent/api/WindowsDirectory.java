// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.json.Texts;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of an absolute Windows directory, on a drive letter or on a share, cut into names that mean the same to every layer of
 * Windows. Purely lexical (design 6); see {@link ExportLocationPolicy} for why.
 */
final class WindowsDirectory {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern SHARE_SERVER = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern SHORT_NAME = Pattern.compile("[^.]{1,6}~\\d{1,6}(\\.[^.]{0,3})?");
    private static final Pattern VARIABLE =
            Pattern.compile(".*(%[^%\\\\/]+%|\\$\\{|\\$\\(|\\$env:).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEVICE_NAME =
            Pattern.compile("(CON|PRN|AUX|NUL|CLOCK\\$|CONIN\\$|CONOUT\\$|COM\\d|LPT\\d)", Pattern.CASE_INSENSITIVE);

    private static final String FORBIDDEN = "<>\"|?*";

    /** What looks like a separator or a dot and is one for some code page, font or compatibility form. */
    private static final Set<Integer> LOOKALIKES = Set.of(
            0x00A5, // yen sign: the backslash of code page 932
            0x20A9, // won sign: the backslash of code page 949
            0x2044, 0x2215, 0x2216, 0x29F5, 0x29F8, 0x29F9, // slashes and backslashes of mathematics
            0x2236, 0xA789); // ratio and modifier colon

    private static final String SIGNIFICANT = "\\/:.*?\"<>|";

    private WindowsDirectory() {}

    /** Whether the text begins as something that is reached over the network, in whichever disguise. */
    static boolean isRemote(String text) {
        String path = text.replace('/', '\\').toUpperCase(Locale.ROOT);
        if (path.startsWith("\\\\?\\") || path.startsWith("\\\\.\\") || path.startsWith("\\??\\")) {
            return path.startsWith("UNC\\", 4);
        }
        return path.startsWith("\\\\");
    }

    /**
     * The canonical text: backslashes, none at the end but for the root of a drive, the letter of a drive in upper case.
     *
     * @throws IllegalArgumentException with the rest of a sentence that begins with what was given: {@code is a relative path}
     */
    static String parse(String text) {
        if (text.isBlank()) {
            throw refuse("is empty");
        }
        if (text.length() > ExportLocationPolicy.MAX_LENGTH) {
            throw refuse("has " + text.length() + " characters; Windows takes directories of at most "
                    + ExportLocationPolicy.MAX_LENGTH);
        }
        text.codePoints().forEach(WindowsDirectory::checkCharacter);
        checkCompatibilityForm(text);
        if (VARIABLE.matcher(text).matches()) {
            throw refuse("contains a variable, and variables are not expanded");
        }
        String path = text.replace('/', '\\');
        if (path.startsWith("\\\\") || path.startsWith("\\??\\")) {
            return share(path);
        }
        return drive(text, path);
    }

    private static void checkCharacter(int c) {
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            throw refuse(String.format(Locale.ROOT, "contains the control character U+%04X", c));
        }
        if (LOOKALIKES.contains(c)) {
            throw refuse(String.format(Locale.ROOT, "contains U+%04X, which can pass for another character", c));
        }
        switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                throw refuse(String.format(Locale.ROOT, "contains the invisible character U+%04X", c));
            default -> {}
        }
    }

    /** A full-width backslash or colon becomes a real one wherever a text is normalised or turned into a code page. */
    private static void checkCompatibilityForm(String text) {
        text.codePoints().filter(c -> c > 0x7F).forEach(c -> {
            String form = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            if (form.chars().anyMatch(one -> SIGNIFICANT.indexOf(one) >= 0)) {
                throw refuse(String.format(Locale.ROOT, "contains U+%04X, which Windows may read as '%s'", c, form));
            }
        });
    }

    private static String drive(String text, String path) {
        if (!DRIVE.matcher(path).matches()) {
            if (path.startsWith("\\")) {
                throw refuse("names no drive");
            }
            throw refuse(URL.matcher(text).matches() ? "is a URL, not a directory" : "is a relative path");
        }
        if (path.length() == 2 || path.charAt(2) != '\\') {
            throw refuse("is relative to the current directory of drive " + path.charAt(0) + ":");
        }
        String letter = path.substring(0, 1).toUpperCase(Locale.ROOT);
        List<String> names = names(path.substring(3));
        return letter + ":\\" + String.join("\\", names);
    }

    private static String share(String path) {
        if (path.startsWith("\\\\?\\") || path.startsWith("\\\\.\\") || path.startsWith("\\??\\")) {
            throw refuse("is a device path");
        }
        List<String> names = names(path.substring(2));
        if (names.size() < 2 || !SHARE_SERVER.matcher(names.get(0)).matches()) {
            throw refuse("is not the path of a share such as \\\\server\\share\\folder");
        }
        return "\\\\" + String.join("\\", names);
    }

    private static List<String> names(String rest) {
        if (rest.isEmpty()) {
            return List.of();
        }
        String inside = rest.endsWith("\\") ? rest.substring(0, rest.length() - 1) : rest;
        List<String> names = List.of(inside.split("\\\\", -1));
        names.forEach(WindowsDirectory::checkName);
        return names;
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw refuse("has two separators in a row (in JSON one backslash is written \\\\)");
        }
        if (name.equals(".") || name.equals("..")) {
            throw refuse("contains '" + name + "'; write the directory without it");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            throw refuse("has the part " + Texts.quoted(name) + ", whose last character Windows drops");
        }
        if (name.indexOf(':') >= 0) {
            throw refuse("has the part " + Texts.quoted(name) + ", which names a stream of a file");
        }
        if (name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
            throw refuse("has the part " + Texts.quoted(name) + "; no name on Windows has any of " + FORBIDDEN);
        }
        if (isDevice(name)) {
            throw refuse("has the part " + Texts.quoted(name) + ", which is the name of a device");
        }
        if (SHORT_NAME.matcher(name).matches()) {
            throw refuse("has the part " + Texts.quoted(name) + ", a short name; write the long one");
        }
    }

    /** {@code NUL}, {@code nul.txt}, {@code COM¹ .log}: the extension and what precedes it do not matter, nor does the form of a digit. */
    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String base = Normalizer.normalize(dot < 0 ? name : name.substring(0, dot), Normalizer.Form.NFKC);
        return DEVICE_NAME.matcher(base.strip()).matches();
    }

    private static IllegalArgumentException refuse(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
