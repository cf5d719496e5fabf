package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;

/** The Python client as people install it: its wheel, and its own tests, some of them against the jar. */
@Timeout(600)
class PythonClientIT {
    private static final Path SOURCE = Checkout.root().resolve("clients/python");
    private static final String ANY = "sys";
    private static final long SECONDS = 300;

    /** A copy, since building leaves files behind. */
    @TempDir
    private Path client;

    @TempDir
    private Path out;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(file -> !file.equals(SOURCE)).toList()) {
                Files.copy(file, client.resolve(SOURCE.relativize(file).toString()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_client", "test_adapters", "test_tail", "test_exporter"})
    void passesItsOwnTests(String module) throws Exception {
        assertThat(unittest(Peers.pythonThatHas(ANY, "Debian package python3"), client, module))
                .contains("\nOK")
                .doesNotContain("skipped");
    }

    @Test
    void trainsWithPyTorch() throws Exception {
        assertThat(unittest(Peers.pythonThatHas("torch", "Debian package python3-torch"), client, "test_torch"))
                .contains("\nOK")
                .doesNotContain("skipped");
    }

    @Test
    void isInstalledFromAWheelThatNeedsNothing() throws Exception {
        String python = Peers.pythonThatHas(
                "setuptools,wheel,pip", "Debian packages python3-pip, python3-setuptools and python3-wheel");
        Path wheels = out.resolve("wheels");
        String source = client.toString();
        run(python, "-m", "pip", "wheel", "--no-index", "--no-build-isolation", "-w", wheels.toString(), source);
        List<Path> built;
        try (Stream<Path> files = Files.list(wheels)) {
            built = files.toList();
        }
        assertThat(built)
                .singleElement()
                .extracting(wheel -> wheel.getFileName().toString())
                .asString()
                .matches("thermograd_push-[\\w.]+-py3-none-any\\.whl");
        try (ZipFile wheel = new ZipFile(built.get(0).toFile())) {
            List<String> names = wheel.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains(
                            "thermograd_push/__init__.py",
                            "thermograd_push/huggingface.py",
                            "thermograd_push/lightning.py",
                            "thermograd_push/py.typed")
                    .anyMatch(name -> name.endsWith("/LICENSE") || name.endsWith("/licenses/LICENSE"))
                    .noneMatch(name -> name.contains("tests/"));
        }
        Path installed = out.resolve("installed");
        String target = installed.toString();
        run(
                python,
                "-m",
                "pip",
                "install",
                "--no-index",
                "--no-deps",
                "-t",
                target,
                built.get(0).toString());

        assertThat(unittest(python, installed, "test_client.ClientTest")).contains("\nOK");
    }

    @Test
    void bringsTheLicenseOfTheProject() {
        assertThat(SOURCE.resolve("LICENSE"))
                .hasSameTextualContentAs(Checkout.root().resolve("LICENSE"));
    }

    /** Runs tests of the copy against the package in a folder, and returns what they say. */
    private String unittest(String python, Path folder, String tests) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(python, "-W", "error::SyntaxWarning", "-m", "unittest", "-v", tests);
        builder.directory(client.resolve("tests").toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("EXPORTER_COMMAND", new ObjectMapper().writeValueAsString(command()));
        builder.environment()
                .put(
                        "TRAIN_TINY",
                        Checkout.root().resolve("examples/train_tiny.py").toString());
        return run(builder);
    }

    private List<String> command() {
        return JarProcess.of(out, "exporter", List.of("-Xmx128m")).command();
    }

    private void run(String... command) throws IOException, InterruptedException {
        run(new ProcessBuilder(new ArrayList<>(Arrays.asList(command))));
    }

    private String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path said = Files.createTempFile(out, "said", ".txt");
        builder.environment().keySet().removeIf(variable -> variable.startsWith("THERMOGRAD_"));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(() -> read(said)).isZero();
            return read(said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
