// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The parts of the build that are no Java: runs the script of one, and prints at the end what all of them did.
 *
 * <p>{@code Parts run FOLDER} runs {@code FOLDER/build.sh}, which notes in {@code FOLDER/target/part.txt} what it tested
 * and what it left out (see part.sh), and leaves {@code FOLDER/target/part.failed} where the script failed, for the
 * enforcer to stop the build with a plain sentence. {@code Parts summary VERSION START FOLDER...} prints those notes, and the numbers
 * of the test reports of a Java part, as far as they are younger than START, the beginning of this run.
 */
class Parts {

    private static final String REPORT = "part.txt";
    private static final String FAILURE = "part.failed";
    private static final String RULE = "-".repeat(72);
    private static final boolean ON_BUILD_MACHINE = "true".equals(System.getenv("CI"));

    private Parts() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "run" -> run(Path.of(args[1]));
            case "summary" ->
                summary(args[1], Instant.parse(args[2]), List.of(args).subList(3, args.length));
            default -> throw new IllegalArgumentException("unknown command " + args[0]);
        }
    }

    private static void run(Path part) throws IOException, InterruptedException {
        Path target = Files.createDirectories(part.resolve("target"));
        Path report = target.resolve(REPORT);
        Path failure = target.resolve(FAILURE);
        Files.writeString(report, "");
        // Stays where this process is ended from outside.
        Files.writeString(failure, "interrupted");
        int exitCode = script(part, report);
        if (exitCode == 0) {
            Files.delete(failure);
        } else {
            Files.writeString(failure, "exit code " + exitCode);
        }
    }

    private static int script(Path part, Path report) throws IOException, InterruptedException {
        if (!onPath("sh")) {
            String reason = "left out: everything, as the program sh, which runs build.sh, is not on PATH";
            System.out.println(reason);
            Files.writeString(report, reason + "\n");
            return ON_BUILD_MACHINE ? 1 : 0;
        }
        ProcessBuilder script = new ProcessBuilder("sh", "./build.sh")
                .directory(part.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        script.environment().put("HVCR_PART_REPORT", report.toAbsolutePath().toString());
        // Whatever of the script needs a JVM takes the one the build has chosen.
        script.environment().putIfAbsent("HVCR_JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        process.getOutputStream().close();
        return process.waitFor();
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (!folder.isEmpty()
                    && (Files.isExecutable(Path.of(folder, program))
                            || Files.isExecutable(Path.of(folder, program + ".exe")))) {
                return true;
            }
        }
        return false;
    }

    private static void summary(String version, Instant started, List<String> parts) throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        lines.add("hvcr " + version);
        int width = parts.stream().mapToInt(String::length).max().orElse(0);
        for (String part : parts) {
            List<String> notes = notes(Path.of(part), started);
            for (String note : notes) {
                if (note.startsWith("left out: ")) {
                    leftOut.add(part + ": " + note.substring("left out: ".length()));
                } else {
                    lines.add(String.format("  %-" + width + "s  %s", part, note));
                }
            }
            if (notes.isEmpty()) {
                leftOut.add(part + ": no tests in this run");
            }
        }
        System.out.println(RULE);
        lines.forEach(System.out::println);
        System.out.println(leftOut.isEmpty() ? "  Nothing was left out." : "  Left out:");
        leftOut.forEach(line -> System.out.println("    " + line));
        System.out.println(RULE);
    }

    /** What a part did in this run: its own notes and the sum of its test reports. */
    private static List<String> notes(Path part, Instant started) throws IOException, XMLStreamException {
        List<String> notes = new ArrayList<>();
        Path target = part.resolve("target");
        Tests tests = new Tests();
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            for (Path report : list(target.resolve(folder), "TEST-*.xml")) {
                if (youngerThan(started, report)) {
                    tests.add(report);
                }
            }
        }
        notes.addAll(tests.notes());
        Path script = target.resolve(REPORT);
        if (Files.exists(script) && youngerThan(started, script)) {
            boolean failed = Files.exists(target.resolve(FAILURE));
            List<String> said = Files.readAllLines(script);
            notes.addAll(said.isEmpty() && !failed ? List.of("has nothing to test") : said);
            if (failed) {
                notes.add("FAILED");
            }
        }
        Path launcher = target.resolve("hvcr-agent").resolve("bin").resolve("hvcr-agent");
        if (!notes.isEmpty() && Files.exists(launcher)) {
            notes.add("ready: " + launcher);
        }
        return notes;
    }

    private static boolean youngerThan(Instant started, Path file) throws IOException {
        return !Files.getLastModifiedTime(file).toInstant().isBefore(started.minus(Duration.ofSeconds(1)));
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
            stream.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    /** The sum of Surefire's and Failsafe's reports. */
    private static final class Tests {

        private int run;
        private final Map<String, Integer> skipped = new TreeMap<>();
        private final TreeSet<String> javas = new TreeSet<>();

        void add(Path report) throws IOException, XMLStreamException {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(report))) {
                XMLStreamReader reader = factory.createXMLStreamReader(in);
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                        element(reader);
                    }
                }
            }
        }

        private void element(XMLStreamReader reader) {
            switch (reader.getLocalName()) {
                case "testcase" -> run++;
                case "skipped" ->
                    skipped.merge(String.valueOf(reader.getAttributeValue(null, "message")), 1, Integer::sum);
                case "property" -> {
                    if ("java.version".equals(reader.getAttributeValue(null, "name"))) {
                        javas.add(reader.getAttributeValue(null, "value"));
                    }
                }
                default -> {
                    // The rest of the report is of no interest here.
                }
            }
        }

        List<String> notes() {
            if (run == 0) {
                return List.of();
            }
            int left = skipped.values().stream().mapToInt(Integer::intValue).sum();
            List<String> notes = new ArrayList<>();
            notes.add(String.format("tested: %,d tests on Java %s", run - left, String.join(", ", javas)));
            if (left > 0) {
                notes.add(skipped.entrySet().stream()
                        .map(reason -> reason.getValue() + " × "
                                + reason.getKey().strip().replaceAll("\\R\\s*", " "))
                        .collect(Collectors.joining("; ", "left out: " + left + " tests: ", "")));
            }
            return notes;
        }
    }
}
