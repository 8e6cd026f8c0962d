// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which directories an export may go to, judged by the text alone.
 *
 * <p>An agent runs with rights that its callers do not have. A service that so much as <em>asks whether</em> {@code \\host\share}
 * exists sends the credentials of the machine to that host, so nothing here touches a disk or a network: no {@code exists}, no
 * {@code toRealPath}, not even {@code java.nio.file.Path}, whose rules are those of the machine the code runs on. The text is cut
 * into names and every name has to be one that means the same to every layer of Windows below us. That rules out more than NTFS
 * does: short names ({@code PROGRA~1}) and unexpanded variables are legal names and aliases of others, and a character that some
 * code page turns into a backslash is a backslash for whoever still uses that code page.
 *
 * <p>Without configuration every absolute directory on a drive letter is taken. An administrator who lists roots allows these and
 * what lies below them, and nothing else; a share is never taken unless a root names it. What a drive letter or a junction below
 * an allowed root leads to is the administrator's business: text cannot tell.
 */
public final class ExportLocationPolicy {

    /**
     * Windows makes no directory with a longer path unless a program asks for long paths: MAX_PATH (260) less the room for a file
     * name of the old form (12) and the terminator. The host adds {@code \<VM name>_<VM GUID>} below it (contract 5.5).
     */
    public static final int MAX_LENGTH = 247;

    private static final String SEPARATOR = "\\";

    /** What to write instead; the examples that messages give. */
    private static final String HINT =
            "Write an absolute directory on a drive of the node that owns the virtual machines, such as"
                    + " C:\\ClusterStorage\\Volume1\\seed; it is the host's directory, not the caller's.";

    private final List<String> roots;

    /**
     * @param roots the directories below which exports are allowed, on drive letters or as {@code \\server\share}; none allows every
     *     directory on a drive letter
     * @throws IllegalArgumentException when a root is no such directory
     */
    public ExportLocationPolicy(List<String> roots) {
        this.roots = roots.stream().map(ExportLocationPolicy::root).toList();
    }

    /** Every directory on a drive letter, and no share. */
    public static ExportLocationPolicy drivesOnly() {
        return new ExportLocationPolicy(List.of());
    }

    /** The configured roots in the form in which they are compared. */
    public List<String> roots() {
        return roots;
    }

    /**
     * The location as the host is given it: with backslashes and without one at the end.
     *
     * @param path the member of the params, for the refusal
     * @throws ProblemException −32602 {@code invalid_export_location} when the location is refused
     */
    public String accept(String location, String path) {
        try {
            if (roots.isEmpty() && WindowsDirectory.isRemote(location)) {
                throw new IllegalArgumentException(
                        "is a network share; shares are refused unless an administrator lists them in exportRoots");
            }
            String directory = WindowsDirectory.parse(location);
            if (!roots.isEmpty()) {
                checkRoots(directory);
            }
            return directory;
        } catch (IllegalArgumentException refused) {
            throw Problem.invalid(
                            Reason.INVALID_EXPORT_LOCATION,
                            path,
                            path + " " + Objects.requireNonNull(refused.getMessage()))
                    .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                    .allowed(roots)
                    .hint(roots.isEmpty() ? HINT : "Write a directory below " + String.join(" or ", roots) + ".")
                    .toException();
        }
    }

    private void checkRoots(String directory) {
        String folded = directory.toUpperCase(Locale.ROOT);
        for (String root : roots) {
            String foldedRoot = root.toUpperCase(Locale.ROOT);
            String below = foldedRoot.endsWith(SEPARATOR) ? foldedRoot : foldedRoot + SEPARATOR;
            if (folded.equals(foldedRoot) || folded.startsWith(below)) {
                return;
            }
        }
        throw new IllegalArgumentException("is not below a directory that the administrator lists in exportRoots");
    }

    private static String root(String text) {
        try {
            return WindowsDirectory.parse(text);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "exportRoots: " + Texts.quoted(text) + " " + refused.getMessage(), refused);
        }
    }
}
