package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private static final String HINT = "Try 'thermograd serve --help' for what it takes.\n";

    @Test
    void showsItsOptions() {
        Cli.Result result = Cli.plain().run("serve", "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("--listen=HOST:PORT", "(default 127.0.0.1:9877)", "--sample-period=TIME", "(default 1s)")
                .contains("--duration=TIME", "--hardware=KIND", "(default auto)", "Exit status: 0 ended by --duration");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--listen|9877|must be HOST:PORT, such as 127.0.0.1:9877 or [::1]:9877, got 9877",
                "--listen|localhost:70000|port must be 0 to 65535, got 70000",
                "--sample-period|0s|must be positive, got 0s",
                "--sample-period|99ms|must be at least 100ms, got 99ms",
                "--duration|soon|must be a duration such as 500ms, 15s, 5m or 6h, got soon",
                "--hardware|fake|must be auto or none, got fake"
            })
    void refusesAValueByItsRule(String option, String value, String rule) {
        Cli.Result onTheLine = Cli.plain().run("serve", option + "=" + value);
        String variable = "THERMOGRAD_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        Cli.Result fromTheEnvironment = Cli.with(variable, value).run("serve");

        assertThat(onTheLine.status()).isEqualTo(2);
        assertThat(onTheLine.err()).contains(option).contains(rule).endsWith(HINT);
        assertThat(fromTheEnvironment).isEqualTo(onTheLine);
    }

    @Test
    void endsByItselfAfterItsDuration() {
        for (String hardware : new String[] {"auto", "none"}) {
            Cli.Result result = Cli.plain()
                    .run(
                            "serve",
                            "--listen=127.0.0.1:0",
                            "--duration=300ms",
                            "--sample-period=100ms",
                            "--hardware",
                            hardware);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Cli.Result result = Cli.plain().run("serve", "--hardware=none", "--listen", address);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .isEqualTo("thermograd: cannot listen on " + address + ": Address already in use\n");
        }
    }
}
