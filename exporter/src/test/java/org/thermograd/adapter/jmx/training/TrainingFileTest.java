package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;

class TrainingFileTest {
    private static final Path FOLDER = Path.of("etc");
    private static final String URL = "service:jmx:rmi:///jndi/rmi://trainer:9999/jmxrmi";

    private static List<TrainingSource> parse(String text) throws InvalidTrainingFileException {
        return TrainingFile.parse(text, FOLDER);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(InvalidTrainingFileException.class, () -> parse(text))
                .problems();
    }

    private static List<String> problemsOf(String field) {
        return problems("- run: luna\n  main-class: Train\n  object-name: a:b=c\n  " + field);
    }

    @Test
    void readsTrainings() throws Exception {
        List<TrainingSource> sources = parse("""
                # Two of them.
                - run: luna
                  url: service:jmx:rmi:///jndi/rmi://[::1]/jmxrmi
                  credentials-file: luna.password
                  ca-file: /etc/ca.pem
                  object-name: "org.example:type=Training,*"
                  attributes:
                    step: Progress.step
                    loss: Progress.loss
                    grad-norm: Norm
                    learning-rate: Rate
                - run: 12
                  main-class: org.example.Train
                  object-name: org.example:type=Training
                """);

        assertThat(sources)
                .containsExactly(
                        new TrainingSource(
                                new RunId("luna"),
                                new SourceAddress.Remote("[::1]", 1099, "jmxrmi"),
                                Optional.of(FOLDER.resolve("luna.password")),
                                Optional.of(Path.of("/etc/ca.pem")),
                                new ObjectName("org.example:type=Training,*"),
                                new StepAttributes(
                                        Optional.of("Progress.step"),
                                        Map.of(
                                                Signal.LOSS, "Progress.loss",
                                                Signal.GRAD_NORM, "Norm",
                                                Signal.LEARNING_RATE, "Rate"))),
                        new TrainingSource(
                                new RunId("12"),
                                new SourceAddress.Local("org.example.Train"),
                                Optional.empty(),
                                Optional.empty(),
                                new ObjectName("org.example:type=Training"),
                                StepAttributes.DEFAULT));
        assertThat(parse("[{run: luna, url: '" + URL + "', object-name: 'a:b=c'}]")
                        .get(0)
                        .address())
                .isEqualTo(new SourceAddress.Remote("trainer", 9999, "jmxrmi"));
    }

    @Test
    void everythingThatIsWrongIsTold() {
        assertThat(problems("""
                        - run: lu na
                          url: service:jmx:rmi:///jndi/ldap://trainer/x
                          object-name: Training
                          attributes:
                            step:
                            los: Loss
                        - main-class: a b
                          object-name: [a]
                        - run: luna
                          user: me
                        - 3
                        """))
                .containsExactly(
                        "line 1: run must be a name that matches [A-Za-z0-9._-]{1,128}, got lu na",
                        "line 2: url must be as service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi, got"
                                + " service:jmx:rmi:///jndi/ldap://trainer/x",
                        "line 3: object-name must be the name of an MBean, such as org.example:type=Training, got Training",
                        "line 6: attributes must have no field but step, loss, grad-norm, learning-rate, got los",
                        "line 5: step must be a text, got nothing",
                        "line 7: run must be given",
                        "line 7: main-class must be a class or the name of a jar, got a b",
                        "line 8: object-name must be the name of an MBean, such as org.example:type=Training, got a list",
                        "line 10: a training must have no field but run, url, main-class, credentials-file, ca-file,"
                                + " object-name, attributes, got user",
                        "line 11: a training must be a mapping of run, url, main-class, credentials-file, ca-file,"
                                + " object-name, attributes, got 3");
    }

    @Test
    void aTrainingIsOfOnePlaceAndARunOfOneTraining() {
        assertThat(problems("- run: luna\n  object-name: a:b=c"))
                .containsExactly("line 1: a training must have one of url, main-class, got none");
        assertThat(problemsOf("url: " + URL))
                .containsExactly("line 1: a training must have one of url, main-class, got both");
        assertThat(problemsOf("ca-file: ca.pem"))
                .containsExactly("line 1: ca-file must go with url, got main-class, which needs none");
        assertThat(problemsOf("credentials-file: p"))
                .containsExactly("line 1: credentials-file must go with url, got main-class, which needs none");
        assertThat(problemsOf("run: sol")).containsExactly("line 4: a training must have a field once, got run again");
        assertThat(problemsOf("attributes: Loss"))
                .containsExactly(
                        "line 4: attributes must be a mapping of step, loss, grad-norm, learning-rate, got Loss");
        String one = "- {run: luna, main-class: Train, object-name: 'a:b=c'}\n";
        assertThat(problems(one + one)).containsExactly("line 2: run must be of one training, got luna again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | nothing",
                "run: luna           | mapping",
                "[]                  | sequence",
            })
    void aFileIsAListOfTrainings(String text, String got) {
        assertThat(problems(text)).containsExactly("line 1: must be a list of trainings, each with - run:, got " + got);
    }

    @Test
    void aFileIsYaml() {
        assertThat(problems("- run: [luna\n- x"))
                .containsExactly("line 2: must be YAML, but expected ',' or ']', but got <stream end>");
        assertThat(problems("- run: \"a\u0001\"")).singleElement().asString().startsWith("must be YAML, but ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service:jmx:rmi:///jndi/rmi://trainer:0/jmxrmi",
                "service:jmx:rmi:///jndi/rmi://trainer:65536/jmxrmi",
                "service:jmx:rmi:///jndi/rmi://trainer:9999",
                "service:jmx:rmi:///stub/rO0AB",
                "rmi://trainer:9999/jmxrmi"
            })
    void anAddressIsOneOfRmi(String url) {
        assertThat(SourceAddress.Remote.parse(url)).isEmpty();
    }
}
