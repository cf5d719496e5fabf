package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;

/** README shows what its commands really print. */
class ReadmeTest {
    private static final String MARK = "<!-- real output; a test compares it -->\n```text\n";
    private static final String DEMO_MARK = "<!-- real output of the demo; a test compares it -->\n```text\n";
    private static final Path README = Checkout.root().resolve("README.md");

    /** From the first scenario to the last; what follows is about the machine. */
    @Test
    void showsWhatTheDemoReallySays() throws IOException {
        Path elsewhere = Files.createTempDirectory("readme-demo");
        Cli.Result result = Cli.plain().run("demo", "--output", elsewhere.toString());
        assertThat(result.status()).as(result.err()).isZero();

        String out = result.out();
        compare(DEMO_MARK, out.substring(out.indexOf("=="), out.indexOf("\nOn this machine")));
    }

    /** Compares a block of README with what was printed, or puts that in its place. */
    private static void compare(String mark, String real) throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(mark) + mark.length();
        int to = readme.indexOf("```", from);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(README, readme.substring(0, from) + real + readme.substring(to));
            return;
        }
        assertThat(readme.substring(from, to))
                .as("README.md; rewrite it with -Dgolden.update=true -Dtest=ReadmeTest")
                .isEqualTo(real);
    }

    @Test
    void showsTheRealOutputOfTheFirstExperiment() throws IOException {
        String readme = Files.readString(README);
        Matcher command = Pattern.compile("```sh\n\\./thermograd (correlate .*?)\n```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(command.find()).isTrue();
        String[] words = command.group(1).replace("\\\n", " ").trim().split("\\s+", -1);
        Path report = Path.of("thermograd-report");
        Path elsewhere = Files.createTempDirectory("readme");
        String[] args = Arrays.stream(words)
                .map(word -> word.startsWith("examples/")
                        ? Checkout.root().resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        List<String> all = new java.util.ArrayList<>(List.of(args));
        all.addAll(List.of("--output", elsewhere.toString()));

        Cli.Result result = Cli.plain().run(all.toArray(String[]::new));

        String real = result.out().replace(elsewhere.toString(), report.toString());
        compare(MARK, real);
        assertThat(real.lines()).hasSizeLessThanOrEqualTo(13);
    }
}
