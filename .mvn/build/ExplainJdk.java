// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in one sentence that no suitable JDK is there, before the toolchains plug-in fails for it in its own words.
 *
 * <p>Runs only where Maven itself runs on something older than {@value #NEEDED}, by that Java, straight from its source,
 * and never fails the build: the plug-in is the judge. It looks where the plug-in looks, and in a few places more, to be
 * able to say which variable makes Maven see what it found there.
 */
class ExplainJdk {

    private static final int NEEDED = 21;
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(?:1\\.)?(\\d+)", Pattern.MULTILINE);
    private static final Pattern HOME_VARIABLE = Pattern.compile("JAVA.*_HOME|JDK.*_HOME");

    /** Folders of JDKs that the toolchains plug-in searches, too. */
    private static final List<String> SEARCHED = List.of(
            "/usr/lib/jvm",
            "/usr/lib64/jvm",
            "/usr/java",
            "/usr/jdk",
            "/usr/local/java",
            "/opt/java",
            "/opt/hostedtoolcache",
            "/Library/Java/JavaVirtualMachines",
            "~/Library/Java/JavaVirtualMachines",
            "~/.jdks",
            "~/.m2/jdks",
            "~/.sdkman/candidates/java",
            "~/.gradle/jdks",
            "~/.jenv/versions",
            "~/.jbang/cache/jdks",
            "~/.asdf/installs/java",
            "~/.local/share/mise/installs/java",
            "~/.jabba/jdk",
            "~/scoop/apps",
            "C:\\Program Files\\Java",
            "C:\\Program Files\\Eclipse Adoptium",
            "C:\\Program Files\\Amazon Corretto",
            "C:\\Program Files\\BellSoft",
            "C:\\Program Files\\Zulu");

    /** Folders in which a JDK may lie that the plug-in will not find. */
    private static final List<String> OTHERS = List.of("/opt", "/usr/local", "/usr/local/lib/jvm", "~");

    private final Map<Path, Integer> found = new TreeMap<>();

    public static void main(String[] args) {
        if (Files.exists(Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml"))) {
            return; // The person has chosen; the plug-in knows how to read it.
        }
        ExplainJdk search = new ExplainJdk();
        search.consider(Path.of(System.getProperty("java.home")));
        System.getenv().forEach((name, value) -> {
            if (HOME_VARIABLE.matcher(name).matches() && !value.isBlank()) {
                search.consider(Path.of(value));
            }
        });
        SEARCHED.forEach(search::considerAllIn);
        if (search.newEnough().isEmpty()) {
            OTHERS.forEach(search::considerAllIn);
            System.err.println("[ERROR] " + search.sentence());
        }
    }

    private String sentence() {
        for (Map.Entry<Path, Integer> jdk : newEnough().entrySet()) {
            return String.format(
                    "hvcr needs a JDK %d or newer; there is JDK %d in %s, where Maven does not look: set JAVA%d_HOME to it.",
                    NEEDED, jdk.getValue(), jdk.getKey(), jdk.getValue());
        }
        String only = found.entrySet().stream()
                .map(jdk -> jdk.getValue() + " (" + jdk.getKey() + ")")
                .collect(Collectors.joining(", "));
        return String.format(
                "hvcr needs a JDK %d or newer; found only %s. Install one, or set JAVA_HOME to its folder.",
                NEEDED, only);
    }

    private Map<Path, Integer> newEnough() {
        Map<Path, Integer> result = new TreeMap<>(found);
        result.values().removeIf(version -> version < NEEDED);
        return result;
    }

    private void considerAllIn(String folder) {
        Path parent = Path.of(folder.replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home"))));
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
            stream.forEach(children::add);
        } catch (IOException | java.io.UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
            return; // Not there, or not for us to read: then no JDK of ours is in it either.
        }
        for (Path child : children) {
            consider(child);
            consider(child.resolve("Contents").resolve("Home"));
        }
    }

    /** Takes note of a JDK, that is a Java with a compiler, and of its version. */
    private void consider(Path home) {
        boolean compiler = Files.isExecutable(home.resolve("bin/javac"))
                || Files.isExecutable(home.resolve("bin").resolve("javac.exe"));
        Path release = home.resolve("release");
        if (!compiler || !Files.isReadable(release)) {
            return;
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            if (version.find()) {
                found.put(home.toRealPath(), Integer.valueOf(version.group(1)));
            }
        } catch (IOException e) {
            System.err.println("[WARNING] cannot read " + release + ": " + e.getMessage());
        }
    }
}
