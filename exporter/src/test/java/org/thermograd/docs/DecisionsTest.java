package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Checkout;

/** The records in docs/decisions/: their numbers, their form, and the index. */
class DecisionsTest {
    private static final Path FOLDER = Checkout.root().resolve("docs/decisions");
    private static final String INDEX = "README.md";
    private static final String STATUS = "Proposed|Accepted|Rejected|Superseded by \\d{4}";

    static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.getFileName().toString().equals(INDEX))
                    .sorted()
                    .toList();
        }
    }

    private static String number(Path record) {
        return record.getFileName().toString().substring(0, 4);
    }

    private static String title(Path record) {
        return Page.of(record).headings().get(0).substring("0000: ".length());
    }

    private static String status(Path record) {
        String text = Page.of(record).text();
        String start = "\n## Status\n\n";
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf('\n', from));
    }

    @Test
    void areNumberedWithoutAGapOrARepeat() throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= records().size(); i++) {
            numbers.add("%04d".formatted(i));
        }

        assertThat(records()).isNotEmpty().extracting(DecisionsTest::number).isEqualTo(numbers);
        assertThat(records())
                .extracting(record -> record.getFileName().toString())
                .allMatch(name -> name.matches("\\d{4}(-[a-z0-9]+)+\\.md"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void haveTheirNumberAStatusContextDecisionAndConsequences(Path record) {
        Page page = Page.of(record);

        assertThat(page.headings())
                .containsExactly(
                        number(record) + ": " + title(record), "Status", "Context", "Decision", "Consequences");
        assertThat(title(record)).isNotBlank();
        assertThat(status(record)).matches(STATUS);
        assertThat(page.text().split("\n## ", -1))
                .allSatisfy(section -> assertThat(
                                section.lines().filter(line -> !line.isBlank()).count())
                        .isGreaterThanOrEqualTo(section.startsWith("# ") ? 1 : 2));
        assertThat(page.text().split("\\s+", -1)).hasSizeBetween(60, 220);
    }

    @Test
    void areReplacedByALaterRecordOnly() throws IOException {
        List<String> numbers = records().stream().map(DecisionsTest::number).toList();
        for (Path record : records()) {
            Matcher replaced = Pattern.compile("Superseded by (\\d{4})").matcher(status(record));
            if (replaced.matches()) {
                assertThat(numbers).as("%s", record).contains(replaced.group(1));
                assertThat(replaced.group(1)).as("%s", record).isGreaterThan(number(record));
            }
        }
    }

    @Test
    void theIndexListsEveryRecordAndNoOther() throws IOException {
        assertThat(Page.of(FOLDER.resolve(INDEX)).table("Decisions"))
                .isEqualTo(records().stream()
                        .map(record -> List.of(
                                "[" + number(record) + "](" + record.getFileName() + ")",
                                title(record),
                                status(record)))
                        .toList());
    }
}
