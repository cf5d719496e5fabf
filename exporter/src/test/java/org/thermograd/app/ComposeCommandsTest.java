package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.adapter.http.push.PushTokenFile;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.ComposeService;

/** What the compose stack and the image give to the command line, and the token that the stack makes. */
class ComposeCommandsTest {
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    @TempDir
    private Path folder;

    static Stream<List<String>> commands() {
        return Stream.concat(
                Stream.of(List.of("serve", "--listen", "0.0.0.0:9877")),
                services().map(ComposeService::command));
    }

    private static Stream<ComposeService> services() {
        return ComposeService.shipped().values().stream().filter(service -> service.isOurs() && !service.isOneShot());
    }

    private static ComposeService service(String name) {
        return Objects.requireNonNull(ComposeService.shipped().get(name), name);
    }

    /** One thing that is refused when all else has been checked keeps the command from running. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneThatIsUnderstood(List<String> command) {
        boolean serves = command.get(0).equals("serve");
        List<String> args = new ArrayList<>(command);
        args.replaceAll(word -> word.equals("/host/sys") ? "/" : word); // A folder of the container.
        args.addAll(serves ? List.of("--sample-period", "1ms") : List.of("--json"));

        Cli.Result result = Cli.plain().run(args.toArray(String[]::new));

        assertThat(result.err().lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        serves
                                ? "thermograd: Invalid value for option '--sample-period': must be at least 100ms, got 1ms"
                                : "thermograd: --json must not come with --every: the service answers with report.json"
                                        + " at --listen");
    }

    @Test
    void theCommandOfTheImageIsAmongThem() throws IOException {
        assertThat(Files.readString(Checkout.root().resolve("exporter/Dockerfile")))
                .contains(
                        "CMD [\"" + String.join("\", \"", commands().findFirst().orElseThrow()) + "\"]");
    }

    @Test
    void everyHealthCheckAsksWhereItsServiceListens() {
        assertThat(services()).hasSize(4).allSatisfy(service -> {
            List<String> check = service.healthcheck();
            List<String> args = new ArrayList<>(check.subList(check.indexOf("healthcheck"), check.size()));
            args.addAll(List.of("--timeout", "0s"));

            Cli.Result result = Cli.plain().run(args.toArray(String[]::new));

            assertThat(args.get(2)).isEqualTo(service.option("--listen").replace("0.0.0.0", "http://127.0.0.1"));
            assertThat(result.err().lines())
                    .hasSize(2)
                    .first()
                    .isEqualTo("thermograd: Invalid value for option '--timeout': must be positive, got 0s");
        });
    }

    @Test
    void theTokenIsMadeWhereTheExporterReadsIt() {
        ComposeService init = service("init");
        ComposeService exporter = service("exporter");
        String file = exporter.option("--push-token-file");

        assertThat(init.command()).containsExactly(file);
        assertThat(exporter.mounts()).first().satisfies(mount -> {
            assertThat(Path.of(mount.target())).isEqualTo(Path.of(file).getParent());
            assertThat(mount.readOnly()).isTrue();
            assertThat(init.mounts()).contains(new ComposeService.Mount(mount.source(), mount.target(), false));
        });
        assertThat(script()).isExecutable();
        assertThat(exporter.mounts()).contains(new ComposeService.Mount("/sys", exporter.option("--sysfs-root"), true));
    }

    private static Path script() {
        ComposeService init = service("init");
        assertThat(init.texts("entrypoint")).hasSize(2).first().isEqualTo("/bin/sh");
        return init.onHost(Checkout.root(), init.texts("entrypoint").get(1));
    }

    private String make(Path file) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(script().toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        return Files.readString(folder.resolve("out"));
    }

    @Test
    void makesATokenThatOnlyItsOwnerReadsAndDoesNotPrintIt() throws IOException, InterruptedException {
        Path file = folder.resolve("push-token");

        String said = make(file);

        String token = Files.readString(file).strip();
        assertThat(token).matches(TOKEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        assertThat(said).startsWith("A new push token is in " + file + ".\n").doesNotContain(token);
        new PushTokenFile(file).check();
    }

    @Test
    void leavesATokenThatIsThere() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("push-token"), "mine team-a-\n");

        String said = make(file);

        assertThat(said).startsWith("The push token in " + file + " stays.\n");
        assertThat(file).hasContent("mine team-a-\n");
    }

    @Test
    void saysHowToPushToThePortThatIsPublished() throws IOException, InterruptedException {
        String port = service("exporter").texts("ports").get(0).replaceFirst(":\\d+$", "");
        Path file = folder.resolve("push-token");

        String said = make(file);

        assertThat(said)
                .contains("curl http://" + port + "/api/v1/training/my-run/steps -H 'Content-Type: application/json'")
                .contains("-H \"Authorization: Bearer $(docker compose exec -T exporter cat " + file + ")\"");
        assertThat(Files.readString(Checkout.root().resolve("docs/deployment.md")))
                .contains(said.substring(said.indexOf("curl "))
                        .replace(file.toString(), service("exporter").option("--push-token-file")));
    }
}
