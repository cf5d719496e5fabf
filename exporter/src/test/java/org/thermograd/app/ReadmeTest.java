package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;

/** README, the page of the demo and the first experiment's show what their commands really print. */
class ReadmeTest {
    private static final String MARK = "<!-- real output; a test compares it -->\n```text\n";
    private static final String DEMO_MARK = "<!-- real output of the demo; a test compares it -->\n```text\n";
    private static final Path README = Checkout.root().resolve("README.md");
    private static final int MOST_LINES = 120;

    @TempDir
    private Path elsewhere;

    /** From the first scenario to the last; what follows is about the machine. README shows the first one. */
    @Test
    void showsWhatTheDemoReallySays() throws IOException {
        Cli.Result result = Cli.plain().run("demo", "--output", elsewhere.toString());
        assertThat(result.status()).as(result.err()).isZero();

        String out = result.out();
        String scenarios = out.substring(out.indexOf("=="), out.indexOf("\nOn this machine"));
        compare(README, DEMO_MARK, scenarios.substring(0, scenarios.indexOf("\n\n") + 1));
        compare(Checkout.root().resolve("docs/demo.md"), DEMO_MARK, scenarios);
    }

    /** Compares a block of a page with what was printed, or puts that in its place. */
    private static void compare(Path page, String mark, String real) throws IOException {
        String text = Files.readString(page);
        assertThat(text).contains(mark);
        int from = text.indexOf(mark) + mark.length();
        int to = text.indexOf("```", from);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, text.substring(0, from) + real + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("%s; rewrite it with -Dgolden.update=true -Dtest=ReadmeTest", page)
                .isEqualTo(real);
    }

    @Test
    void theFirstExperimentShowsItsRealOutput() throws IOException {
        Path page = Checkout.root().resolve("examples/first-experiment/README.md");
        Matcher command = Pattern.compile("```sh\n\\./thermograd (correlate .*?)\n```", Pattern.DOTALL)
                .matcher(Files.readString(page));
        assertThat(command.find()).isTrue();
        String[] words = command.group(1).replace("\\\n", " ").trim().split("\\s+", -1);
        List<String> args = new ArrayList<>(Arrays.stream(words)
                .map(word -> word.startsWith("examples/")
                        ? Checkout.root().resolve(word).toString()
                        : word)
                .toList());
        args.addAll(List.of("--output", elsewhere.toString()));

        Cli.Result result = Cli.plain().run(args.toArray(String[]::new));

        String real = result.out().replace(elsewhere.toString(), "thermograd-report");
        compare(page, MARK, real);
        assertThat(real.lines()).hasSizeLessThanOrEqualTo(13);
    }

    @Test
    void theFirstPageIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
}
