package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;

/** The text files of the checkout against .editorconfig: what an editor would do is done. */
class EditorConfigTest {
    private static final Path ROOT = Checkout.root();

    @TempDir
    private Path folder;

    /** One section: which files, by their path from the root, and what holds for them. */
    private record Section(String glob, Map<String, String> properties) {
        /** A glob without a slash is about the name of a file in any folder. */
        boolean matches(Path path) {
            return FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob)
                    .matches(glob.contains("/") ? path : path.getFileName());
        }
    }

    private static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve(".editorconfig"))) {
            if (line.startsWith("[")) {
                sections.add(new Section(line.substring(1, line.length() - 1), new TreeMap<>()));
            } else if (line.contains("=") && !line.startsWith("#") && !sections.isEmpty()) {
                String[] parts = line.split("=", 2);
                sections.get(sections.size() - 1).properties().put(parts[0].strip(), parts[1].strip());
            }
        }
        return sections;
    }

    /** Returns the files that are tracked or would be, by their path from the root, or skips the calling test. */
    private List<Path> files() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(ROOT.resolve(".git")), "not a checkout of git");
        Path list = folder.resolve("files");
        Process git;
        try {
            git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(ROOT.toFile())
                    .redirectOutput(list.toFile())
                    .start();
        } catch (IOException e) {
            return Assumptions.abort("git is not here");
        }
        Assumptions.assumeTrue(git.waitFor() == 0, "git cannot read the checkout");
        Set<Path> files = new TreeSet<>();
        for (String name : Files.readString(list).split("\0", -1)) {
            if (!name.isEmpty() && Files.isRegularFile(ROOT.resolve(name))) {
                files.add(Path.of(name));
            }
        }
        assertThat(files).hasSizeGreaterThan(100);
        return List.copyOf(files);
    }

    @Test
    void everyTextFileIsAsItSays() throws IOException, InterruptedException {
        List<Section> sections = sections();
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(ROOT.resolve(file));
            if (!isBinary(bytes)) {
                Map<String, String> properties = new TreeMap<>();
                sections.stream().filter(one -> one.matches(file)).forEach(one -> properties.putAll(one.properties()));
                problems(bytes, properties).forEach(problem -> wrong.add(file + ": " + problem));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everySectionIsAboutAFile() throws IOException, InterruptedException {
        List<Path> files = files();

        assertThat(sections())
                .isNotEmpty()
                .allSatisfy(
                        section -> assertThat(files).as("[%s]", section.glob()).anyMatch(section::matches));
    }

    @Test
    void seesWhatIsWrong() {
        Map<String, String> all = Map.of(
                "charset", "utf-8",
                "end_of_line", "lf",
                "insert_final_newline", "true",
                "trim_trailing_whitespace", "true",
                "indent_style", "space");

        assertThat(problems("a\n    b\n".getBytes(StandardCharsets.UTF_8), all)).isEmpty();
        assertThat(problems("a\r\n\tb \nc".getBytes(StandardCharsets.UTF_8), all))
                .containsExactly(
                        "line 1 ends with CR LF",
                        "line 2 is indented by a tab",
                        "line 2 has white space at its end",
                        "no line end at the end");
        assertThat(problems(new byte[] {(byte) 0xe4, '\n'}, all)).containsExactly("not UTF-8");
        assertThatCode(() -> problems(new byte[0], all)).doesNotThrowAnyException();
    }

    private static boolean isBinary(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static List<String> problems(byte[] bytes, Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return List.of("not UTF-8");
        }
        boolean crlf = "crlf".equals(properties.get("end_of_line"));
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean last = i == lines.length - 1;
            boolean cr = lines[i].endsWith("\r");
            if (cr != crlf && !last) {
                problems.add("line " + (i + 1) + " ends with " + (cr ? "CR LF" : "LF"));
            }
            String line = cr ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            if (line.matches("\\s*\t.*") && "space".equals(properties.get("indent_style"))) {
                problems.add("line " + (i + 1) + " is indented by a tab");
            }
            if (!line.equals(line.stripTrailing()) && "true".equals(properties.get("trim_trailing_whitespace"))) {
                problems.add("line " + (i + 1) + " has white space at its end");
            }
        }
        if (!text.isEmpty() && !text.endsWith("\n") && "true".equals(properties.get("insert_final_newline"))) {
            problems.add("no line end at the end");
        }
        return problems;
    }
}
