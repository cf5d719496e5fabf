package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.jmx.training.InvalidTrainingFileException;
import org.thermograd.adapter.jmx.training.TrainingFile;
import org.thermograd.adapter.jmx.training.TrainingSource;

/** What docs/jmx.md says of the file of {@code --jmx-training}, against what reads it. */
class JmxPageTest {
    private static final Pattern FIELDS = Pattern.compile("must have no field but (.*), got x");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /** Returns the fields that there may be, as the refusal of another one tells them. */
    private static Stream<String> fields(String text) {
        String problem = catchThrowableOfType(
                        InvalidTrainingFileException.class, () -> TrainingFile.parse(text, Path.of("")))
                .getMessage();
        Matcher fields = FIELDS.matcher(problem);
        assertThat(fields.find()).as(problem).isTrue();
        return Arrays.stream(fields.group(1).split(", "));
    }

    @Test
    void theTableHasEveryField() {
        List<String> shown = Page.of("jmx.md").table("Training of other JVMs").stream()
                .map(cells -> Page.code(cells.get(0)).get(0))
                .toList();

        assertThat(shown)
                .containsExactlyElementsOf(Stream.concat(
                                fields("- x: 1"),
                                fields("- run: luna\n  main-class: a\n  object-name: a:b=c\n  attributes: {x: 1}")
                                        .map(field -> "attributes." + field))
                        .toList());
    }

    @Test
    void theExampleIsAFile() throws InvalidTrainingFileException {
        Matcher example = EXAMPLE.matcher(Page.of("jmx.md").text());
        assertThat(example.find()).isTrue();

        assertThat(TrainingFile.parse(example.group(1), Path.of("")))
                .extracting(TrainingSource::run)
                .extracting(Object::toString)
                .containsExactly("luna", "sol");
    }
}
