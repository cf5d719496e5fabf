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
import org.thermograd.testing.Shared;

/** README shows what its first command really prints. */
class ReadmeTest {
    private static final String MARK = "<!-- real output; a test compares it -->\n```text\n";
    private static final Path README = Shared.root().resolve("README.md");

    @Test
    void showsTheRealOutputOfItsFirstCommand() throws IOException {
        String readme = Files.readString(README);
        Matcher command = Pattern.compile("```sh\n\\./thermograd (correlate .*?)\n```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(command.find()).isTrue();
        String[] words = command.group(1).replace("\\\n", " ").trim().split("\\s+", -1);
        Path report = Path.of("thermograd-report");
        Path elsewhere = Files.createTempDirectory("readme");
        String[] args = Arrays.stream(words)
                .map(word -> word.startsWith("examples/")
                        ? Shared.root().resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        List<String> all = new java.util.ArrayList<>(List.of(args));
        all.addAll(List.of("--output", elsewhere.toString()));

        Cli.Result result = Cli.plain().run(all.toArray(String[]::new));

        String real = result.out().replace(elsewhere.toString(), report.toString());
        if (Boolean.getBoolean("golden.update")) {
            int from = readme.indexOf(MARK) + MARK.length();
            Files.writeString(README, readme.substring(0, from) + real + readme.substring(readme.indexOf("```", from)));
            return;
        }
        int from = readme.indexOf(MARK) + MARK.length();
        assertThat(readme.substring(from, readme.indexOf("```", from)))
                .as("README.md; rewrite it with -Dgolden.update=true -Dtest=ReadmeTest")
                .isEqualTo(real);
        assertThat(real.lines()).hasSizeLessThanOrEqualTo(13);
    }
}
