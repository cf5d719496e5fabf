package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThermogradCommandLineTest {
    private static final String HINT = "Try 'thermograd correlate --help' for what it takes.\n";

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void showsItsCommands(String option) {
        Cli.Result result = Cli.plain().run(option);

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("correlate")
                .contains("./thermograd test")
                .contains("Exit status: 0 done");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void showsTheOptionsOfCorrelate() {
        Cli.Result result = Cli.plain().run("correlate", "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("--hardware-csv=FILE")
                .contains("--delta-t=TIME")
                .contains("(default 15s)");
    }

    @Test
    void showsItsVersion() {
        Cli.Result result = Cli.plain().run("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("thermograd \\S.* on Java \\d.*\n");
    }

    @Test
    void helpIsShownWhateverElseIsWrong() {
        assertThat(Cli.plain().run("correlate", "--nope", "--help").status()).isZero();
        assertThat(Cli.plain().run("--nope", "--version").status()).isZero();
    }

    @Test
    void asksForACommand() {
        Cli.Result result = Cli.plain().run();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("""
                        thermograd: a command is missing, such as correlate
                        Try 'thermograd --help' for what it takes.
                        """);
    }

    @Test
    void asksForFiles() {
        Cli.Result result = Cli.plain().run("correlate");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(
                        "thermograd: nothing to read: give --hardware-csv FILE and --training-log FILE, or --session DIR, or --prometheus-url"
                                + " URL\n" + HINT);
    }

    @Test
    void refusesUnequalNumbersOfFiles() {
        Cli.Result result =
                Cli.plain().run("correlate", "--hardware-csv", "a", "--hardware-csv", "b", "--training-log", "c");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("thermograd: --hardware-csv and --training-log must come in equal numbers, got 2 and 1\n"
                        + HINT);
    }

    @Test
    void reportsEveryBadValueAtOnce() {
        Cli.Result result = Cli.plain().run("correlate", "--delta-t=soon", "--alpha=2", "--nope");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("'--delta-t'")
                .contains("must be a duration such as 500ms, 15s, 5m or 6h, got soon\n")
                .contains("'--alpha'")
                .contains("must be between 0 and 1, got 2\n")
                .contains("Unknown option: '--nope'\n")
                .endsWith(HINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--delta-t|0s|must be positive, got 0s",
                "--delta-t|15|must be a duration such as 500ms, 15s, 5m or 6h, got 15",
                "--spike-refractory|-1s|must be a duration such as 500ms, 15s, 5m or 6h, got -1s",
                "--alpha|0|must be between 0 and 1, got 0",
                "--alpha|NaN|must be between 0 and 1, got NaN",
                "--alpha|x|must be a number, got x",
                "--min-rate-ratio|0.5|must be finite and at least 1, got 0.5",
                "--min-rate-ratio|Infinity|must be finite and at least 1, got Infinity",
                "--target-rate-ratio|1|must be finite and above 1, got 1",
                "--target-rate-ratio|Infinity|must be finite and above 1, got Infinity",
                "--detector-k|0|must be finite and positive, got 0",
                "--detector-k|Infinity|must be finite and positive, got Infinity",
                "--detector-window|0|must be a whole number from 1 to 999999999, got 0",
                "--detector-window|2.5|must be a whole number from 1 to 999999999, got 2.5",
                "--detector-window|5|must be at least --detector-min-samples 20, got 5",
                "--detector|zscore|must be one of log_hampel, batch_log_mad, mean_std, rolling_z, ema_z, got zscore",
                "--collapses|measured|must be confirmed, inferred or recorded, got measured",
                "--index-mode|mixed|must be timed or literal, got mixed",
                "--slope-window|121s|must be at most 2m, got 121s",
                "--slope-window|15|must be a duration such as 500ms, 15s, 5m or 6h, got 15",
                "--rated-watts|350|must be a device (cpu, gpu, gpu<number> or mobile), = and a number, such as"
                        + " gpu0=350, got 350",
                "--rated-watts|tpu0=350|must be a device (cpu, gpu, gpu<number> or mobile), = and a number, such as"
                        + " gpu0=350, got tpu0=350",
                "--rated-watts|gpu0=0|must be finite and positive, got gpu0=0",
                "--rated-watts|gpu0=1e999|must be finite and positive, got gpu0=1e999",
                "--rated-watts|gpu0=1-2|must be a number, got 1-2",
                "--rated-watts|gpu0=350,gpu0=300|must name a device once, got gpu0 again",
                "--limit-celsius|gpu0=-5|must be finite and positive, got gpu0=-5",
                "--limit-celsius|cpu=80,gpu0=87,cpu=80|must name a device once, got cpu again",
                "--seed|x|must be a whole number of at most 18 digits, got x"
            })
    void refusesAValueByItsRule(String option, String value, String rule) {
        Cli.Result result =
                Cli.plain().run("correlate", "--hardware-csv", "a", "--training-log", "b", option + "=" + value);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(option).contains(rule).endsWith(HINT);
    }

    @Test
    void namesTheVariableOfAnOption() {
        assertThat(EnvironmentDefaults.variable("--plan-spikes-per-hour")).isEqualTo("THERMOGRAD_PLAN_SPIKES_PER_HOUR");
    }
}
