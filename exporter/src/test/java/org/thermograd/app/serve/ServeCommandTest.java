package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.pushgateway.GroupLimits;
import org.thermograd.app.Cli;
import org.thermograd.testing.TestCertificate;

class ServeCommandTest {
    @TempDir
    private Path dir;

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
                "--hardware|fake|must be auto, simulated or none, got fake",
                "--scenario|coupling|must be one of coupled, reversed, unrelated, shared-warmup, hot-half, bursts, evaluation, none, got coupling",
                "--seed|one|must be a whole number of at most 18 digits, got one",
                "--probe-interval|disk|must be a name, = and a duration, such as disk=30s, got disk",
                "--probe-interval|disk=0s|must be positive, got 0s",
                "--probe-interval|disk=1s,disk=2s|must name a probe once, got disk again",
                "--sysfs-root|/none/sys|must be a folder, got /none/sys",
                "--procfs-root|/none/proc|must be a folder, got /none/proc",
                "--nvml-library|/none.so|must be a file, got /none.so",
                "--max-runs-per-token|0|must be a whole number from 1 to 999999999, got 0",
                "--max-rate-per-token|0|must be a whole number from 1 to 999999999, got 0",
                "--web.max-requests|0|must be a whole number from 1 to 999999999, got 0",
                "--web.telemetry-path|/-/healthy|must be a path such as /metrics, ",
                "--web.telemetry-path|metrics|must be a path such as /metrics, ",
                "--web.telemetry-path|/api/v1|must be a path such as /metrics, ",
                "--log.level|loud|must be one of debug, info, warn, error, got loud",
                "--log.format|xml|must be one of logfmt, json, got xml",
                "--disable-probe|radar|must name one of ",
                "--jmx-listen|9879|must be HOST:PORT, such as 127.0.0.1:9877 or [::1]:9877, got 9879",
                "--jmx-listen|127.0.0.1:0|must come together; missing: --jmx-password-file, --jmx-web-config",
                "--jmx-password-file|p|must come together; missing: --jmx-listen, --jmx-web-config",
                "--jmx-web-config|w|must come together; missing: --jmx-listen, --jmx-password-file"
            })
    void refusesAValueByItsRule(String option, String value, String rule) {
        Cli.Result onTheLine = Cli.plain().run("serve", option + "=" + value);
        String variable = "THERMOGRAD_"
                + option.substring(2).replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
        Cli.Result fromTheEnvironment = Cli.with(variable, value).run("serve");

        assertThat(onTheLine.status()).isEqualTo(2);
        assertThat(onTheLine.err()).contains(option).contains(rule).endsWith(HINT);
        assertThat(fromTheEnvironment).isEqualTo(onTheLine);
    }

    @Test
    void endsByItselfAfterItsDuration() {
        for (String hardware : new String[] {"auto", "simulated", "none"}) {
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

    @Test
    void aFileOfTheBeansForElsewhereThatBreaksARuleIsOneClearLine() throws Exception {
        TestCertificate certificate = TestCertificate.make(dir, "server", "EC", "ip:127.0.0.1");
        Path passwords = Files.writeString(dir.resolve("passwords"), "reader open-sesame\n");
        Path config = Files.writeString(
                dir.resolve("web.yml"),
                "tls_server_config: {cert_file: server.crt, key_file: server.key}\nrate_limit: {}\n");
        Path wrong = Files.writeString(dir.resolve("wrong.yml"), "tls_server_config:\n  cert: a\n  keys: b\n");
        Path missing = dir.resolve("none");

        assertThat(remote(wrong, passwords, 0))
                .startsWith("thermograd: cannot use --jmx-web-config " + wrong
                        + ": line 3: tls_server_config.keys is unknown; known here: cert_file, ");
        assertThat(remote(config, missing, 0))
                .isEqualTo("thermograd: cannot use --jmx-password-file " + missing + ": no such file\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(remote(config, passwords, 0))
                .isEqualTo(
                        "thermograd: cannot use --jmx-password-file " + passwords
                                + ": must be closed to group and others, as it belongs to the user of this process (chmod 600), got rw-r-----\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(remote(config, passwords, taken.getLocalPort()))
                    .isEqualTo("thermograd: --jmx-listen cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use\n");
        }
        assertThat(remote(config, passwords, 0)).isEmpty();
        assertThat(certificate.key()).isNotEmptyFile();
    }

    private static String remote(Path config, Path passwords, int port) {
        return Cli.plain()
                .run(
                        "serve",
                        "--hardware=none",
                        "--listen=127.0.0.1:0",
                        "--duration=300ms",
                        "--jmx-listen=127.0.0.1:" + port,
                        "--jmx-web-config=" + config,
                        "--jmx-password-file=" + passwords)
                .err();
    }

    @Test
    void aTokenThatIsRequiredMustBeThere() {
        Cli.Result result = Cli.plain().run("serve", "--require-push-token", "--web-host=a,b");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Option '--require-push-token' needs --push-token-file")
                .endsWith(HINT);
    }

    @Test
    void limitsOfATokenNeedTokens() {
        Cli.Result result = Cli.plain().run("serve", "--max-runs-per-token=2", "--max-rate-per-token=3");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Option '--max-runs-per-token' needs --push-token-file")
                .contains("Option '--max-rate-per-token' needs --push-token-file")
                .endsWith(HINT);
    }

    @Test
    void halfOfTheRunsMayBeOfOneTokenUnlessTold() {
        assertThat(push(64, Optional.empty()).runsEach()).isEqualTo(32);
        assertThat(push(1, Optional.empty()).runsEach()).isOne();
        assertThat(push(64, Optional.of(60)).runsEach()).isEqualTo(60);
    }

    private static ServeConfig.Push push(int maxRuns, Optional<Integer> each) {
        GroupLimits groups = GroupLimits.of(1, 2, Optional.empty());
        return new ServeConfig.Push(
                Optional.empty(), Duration.ofMinutes(5), maxRuns, each, Optional.empty(), 1, groups, 64);
    }

    @Test
    void keepsStateInAFolderAndFindsItThere() throws Exception {
        Path state = dir.resolve("state");

        assertThat(kept(state, "always").status()).isZero();
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files).isNotEmpty();
        }
        assertThat(kept(state, "never").status()).isZero();
        assertThat(kept(state, "interval").status()).isZero();
        assertThat(kept(state, "often").status()).isEqualTo(2);
        Path file = Files.writeString(dir.resolve("file"), "");
        Cli.Result noFolder = kept(file, "interval");
        assertThat(noFolder.status()).isEqualTo(1);
        assertThat(noFolder.err()).startsWith("thermograd: ").contains(file.toString());
    }

    private static Cli.Result kept(Path state, String sync) {
        return Cli.plain()
                .run(
                        "serve",
                        "--hardware=simulated",
                        "--sample-period=100ms",
                        "--listen=127.0.0.1:0",
                        "--duration=1s",
                        "--data-dir=" + state,
                        "--data-sync=" + sync);
    }

    @Test
    void tellsAllThatIsWrongInAFileOfTrainings() throws Exception {
        Path file = dir.resolve("training.yml");
        Files.writeString(file, "- run: lu na\n- user: me\n");
        Cli.Result result = Cli.plain().run("serve", "--hardware=none", "--jmx-training=" + file);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Invalid --jmx-training " + file + ": line 1: run must be a name that matches"
                        + " [A-Za-z0-9._-]{1,128}, got lu na")
                .contains("Invalid --jmx-training " + file + ": line 2: a training must have no field but")
                .endsWith(HINT);
    }

    @Test
    void aFileOfTrainingsOrOneThatItNamesMayBeMissing() throws Exception {
        Path file = dir.resolve("training.yml");
        Cli.Result noFile = Cli.plain().run("serve", "--hardware=none", "--jmx-training=" + file);
        Files.write(file, new byte[] {(byte) 0xff});
        Cli.Result noText = Cli.plain().run("serve", "--hardware=none", "--jmx-training=" + file);
        Files.writeString(file, """
                - run: luna
                  url: service:jmx:rmi:///jndi/rmi://trainer/jmxrmi
                  object-name: a:b=c
                  ca-file: ca.pem
                """);
        Cli.Result noCa = Cli.plain().run("serve", "--hardware=none", "--jmx-training=" + file);

        assertThat(noFile.status()).isEqualTo(1);
        assertThat(noFile.err())
                .isEqualTo("thermograd: cannot use --jmx-training " + file + ": no such file or folder\n");
        assertThat(noText.err()).isEqualTo("thermograd: cannot use --jmx-training " + file + ": not UTF-8\n");
        assertThat(noCa.status()).isEqualTo(1);
        assertThat(noCa.err())
                .isEqualTo("thermograd: cannot use --jmx-training " + file + ": ca-file " + dir.resolve("ca.pem")
                        + " cannot be read: NoSuchFile\n");
    }

    @Test
    void refusesOptionsOfASimulationWithoutOne() {
        Cli.Result result = Cli.plain()
                .run("serve", "--scenario=none", "--seed=2", "--simulation-file=" + dir.resolve("parameters"));
        Cli.Result fromTheEnvironment = Cli.with("THERMOGRAD_SCENARIO", "reversed")
                .run("serve", "--hardware=none", "--listen=127.0.0.1:0", "--duration=100ms");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Option '--scenario' needs --hardware simulated")
                .contains("Option '--seed' needs --hardware simulated")
                .contains("Option '--simulation-file' needs --hardware simulated")
                .endsWith(HINT);
        assertThat(fromTheEnvironment.status())
                .as("a variable may be there for another command")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated", "none"})
    void refusesOptionsOfTheMachineWhereItIsNotRead(String hardware) {
        Cli.Result result =
                Cli.plain().run("serve", "--hardware=" + hardware, "--disable-probe=disk", "--sysfs-root=" + dir);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Option '--disable-probe' needs --hardware auto")
                .contains("Option '--sysfs-root' needs --hardware auto")
                .endsWith(HINT);
    }

    @Test
    void tellsEverythingThatIsWrongInASimulationFile() throws Exception {
        Path file = Files.writeString(dir.resolve("parameters"), """
                gpu = 2
                step-seconds = 0
                """);
        Cli.Result result = Cli.plain().run("serve", "--hardware=simulated", "--simulation-file=" + file);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Invalid --simulation-file " + file
                        + ": line 1: key must be a parameter of the simulation, got gpu\n")
                .contains("Invalid --simulation-file " + file + ": line 2: step-seconds must be 0.01 to 60, got 0\n")
                .endsWith(HINT);
    }

    @Test
    void aSimulationFileThatCannotBeReadIsOneClearLine() throws Exception {
        Path missing = dir.resolve("missing");
        Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        Cli.Result noFile = Cli.plain().run("serve", "--hardware=simulated", "--simulation-file=" + missing);
        Cli.Result noText = Cli.plain().run("serve", "--hardware=simulated", "--simulation-file=" + binary);
        Cli.Result folder = Cli.plain().run("serve", "--hardware=simulated", "--simulation-file=" + dir);

        assertThat(noFile.status()).isEqualTo(1);
        assertThat(noFile.err()).isEqualTo("thermograd: cannot read --simulation-file " + missing + ": no such file\n");
        assertThat(noText.status()).isEqualTo(1);
        assertThat(noText.err()).isEqualTo("thermograd: cannot read --simulation-file " + binary + ": not UTF-8\n");
        assertThat(folder.status()).isEqualTo(1);
        assertThat(folder.err()).startsWith("thermograd: cannot read --simulation-file " + dir + ": ");
    }
}
