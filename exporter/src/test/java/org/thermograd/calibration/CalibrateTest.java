package org.thermograd.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.calibration.session.CostSetting;
import org.thermograd.calibration.session.DoseSetting;
import org.thermograd.calibration.session.Draws;
import org.thermograd.calibration.session.GeneratedRun;
import org.thermograd.calibration.session.OrderSetting;
import org.thermograd.calibration.session.ScanSetting;
import org.thermograd.calibration.session.Scenario;
import org.thermograd.calibration.session.Scenarios;

class CalibrateTest {
    private static final Plan TWO = new Plan(2, 47, 1);

    private final List<String> progress = new ArrayList<>();

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static OrderSetting order(String name) {
        return OrderSetting.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CostSetting cost(String name) {
        return CostSetting.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCommandReadsEveryStepAndEventOfAGeneratedSession() {
        List<GeneratedRun> runs = scenario("evaluation 600 s, medium").draw(Draws.of(47, "test", 0));

        Answer answer = Answer.on(runs);

        long spikes =
                runs.get(0).steps().stream().filter(step -> step.norm() > 3.5).count();
        assertThat(answer.hours()).as("without the pauses of 60 s").isBetween(3.5, 3.7);
        assertThat((double) answer.spikes()).as("some of which merge").isBetween(0.85 * spikes, 1.0 * spikes);
        assertThat(answer.collapses()).isPositive();
    }

    @Test
    void countsWhatIsSaidOfSessionsWithoutACoupling() {
        Part.Findings findings = new NullPart(List.of(scenario("storage bursts"), scenario("evaluation 600 s, medium")))
                .run(TWO, progress::add);

        assertThat(progress).hasSize(2);
        assertThat(findings.markdown()).contains("| storage bursts |", "| evaluation 600 s, medium |", " of 2: ");
        assertThat(findings.rules()).hasSizeBetween(2, 3);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Part part = new OrderPart(List.of(order("spikes first, 1 h, ratio 10")));
        Consumer<String> nobody = line -> {};

        assertThat(part.run(new Plan(3, 47, 3), nobody)).isEqualTo(part.run(new Plan(3, 47, 1), nobody));
    }

    @Test
    void findsAStrongEffectInItsOrder() {
        OrderSetting setting = order("spikes first, ratio 10");

        List<Answer> answers = TWO.each(setting.name(), draws -> Answer.on(setting.draw(draws)));

        assertThat(answers).allMatch(Answer::found).noneMatch(answer -> setting.isWrong(answer.verdict()));
    }

    @Test
    void countsIntervalsThatHoldTheTruth() {
        Part.Findings findings = new CostPart(
                        List.of(cost("20 episodes, 1.5"), cost("nothing slower, step time in regimes, episodes: 1")))
                .run(TWO, progress::add);

        assertThat(progress.get(0)).startsWith("20 episodes, 1.5 | 1.5 | 0 of 2: ");
        assertThat(progress.get(1)).endsWith("| 1.0 | 2 of 2: 1.000 [0.158, 1.000] | – | – | – | – | –");
        assertThat(findings.rules()).hasSize(2);
    }

    @Test
    void countsRefusalsAndSmallPs() {
        new DosePart(DoseSetting.all().subList(5, 6)).run(new Plan(1, 47, 1), progress::add);
        new ScanPart(ScanSetting.all().subList(0, 1)).run(new Plan(1, 47, 1), progress::add);

        assertThat(progress.get(0)).startsWith("clock hardly varies | 1 of 1: 1.000");
        assertThat(progress.get(1)).matches("steady norm, 60 min \\| [01] of 1: .*");
    }

    @Test
    void everyNameStandsOnce() {
        List<String> names = new ArrayList<>();
        Scenarios.all().forEach(one -> names.add(one.name()));
        OrderSetting.all().forEach(one -> names.add(one.name()));
        CostSetting.all().forEach(one -> names.add(one.name()));

        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void theExitStatusSaysWhetherEveryRuleIsMet(boolean met, int status) {
        Part part = part(met);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(new Calibrate(List.of(part), print(out), print(new ByteArrayOutputStream())).run(List.of()))
                .isEqualTo(status);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a table", met ? "- pass: a rule" : "- FAIL: a rule");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--sessions; --sessions must have a value",
                "--sessions none; --sessions must be a whole number, got none",
                "--threads 0; --threads must be 1 to 64, got 0",
                "--part tables; --part must be test or all, got tables",
                "--fast 1; unknown option --fast"
            })
    void refusesWrongOptions(String line, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status = new Calibrate(List.of(part(true)), print(new ByteArrayOutputStream()), print(err))
                .run(List.of(line.split(" ")));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("calibrate: " + message + System.lineSeparator());
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Part part(boolean met) {
        return new Part() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Findings run(Plan plan, Consumer<String> lines) {
                return new Findings("a table", List.of(new Rule("a rule", met)));
            }
        };
    }
}
