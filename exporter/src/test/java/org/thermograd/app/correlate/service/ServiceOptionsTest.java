package org.thermograd.app.correlate.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;

class ServiceOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--every 5m|--every must come with --prometheus-url",
                "--prometheus-url http://127.0.0.1:1 --every 5m --since 6h|--from, --to and --since must not come with --every",
                "--prometheus-url http://127.0.0.1:1 --every 5m --from 10|--from, --to and --since must not come with --every",
                "--prometheus-url http://127.0.0.1:1 --every 5m --to 10|--from, --to and --since must not come with --every",
                "--prometheus-url http://127.0.0.1:1 --every 5m --json|--json must not come with --every",
                "--prometheus-url http://127.0.0.1:1 --every 10ms|must be at least 1s, got 10ms",
                "--prometheus-url http://127.0.0.1:1 --every 5m --analysis-window 5s|must be at least 1m, got 5000ms",
                "--prometheus-url http://127.0.0.1:1 --every 5m --look-window 5s|must be at least 1m, got 5000ms",
                "--prometheus-url http://127.0.0.1:1 --every 5m --look-window 5h --analysis-window 5h|--look-window must be left out",
                "--prometheus-url http://127.0.0.1:1 --look-window 5h|--analysis-window and --listen must come with --every",
                "--prometheus-url http://127.0.0.1:1 --analysis-window 5h|--analysis-window and --listen must come with --every",
                "--prometheus-url http://127.0.0.1:1 --listen 127.0.0.1:0|--analysis-window and --listen must come with --every",
                "--prometheus-url http://127.0.0.1:1 --jmx-listen 127.0.0.1:0|--jmx-listen and its files must come with --every",
                "--prometheus-url http://127.0.0.1:1 --every 5m --jmx-listen 127.0.0.1:0|--jmx-listen, --jmx-password-file and --jmx-web-config must come together; missing: --jmx-password-file, --jmx-web-config",
                "--prometheus-url http://127.0.0.1:1 --every 5m --listen here|must be HOST:PORT"
            })
    void refusesWhatDoesNotGoWithAService(String options, String rule) {
        Cli.Result result = Cli.plain().run(("correlate " + options).split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(rule);
    }

    @Test
    void hidesTheFormerNameOfTheWindow() {
        assertThat(Cli.plain().run("correlate", "--help").out())
                .contains("--analysis-window")
                .doesNotContain("--look-window");
    }
}
