package org.thermograd.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Programs that judge what the exporter says and what is shipped beside it: promtool, amtool and the official Python client; and a
 * compiler for what stands in for a driver. Where one is missing, the calling
 * test is skipped, loudly; {@code ./thermograd test --install} installs them.
 */
public final class Peers {
    private static final long SECONDS = 60;
    /** The second is Debian's own interpreter, for which its packages are, where another one comes first on the path. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private Peers() {}

    /** What a program said, standard error included, and its exit status. */
    public record Answer(int status, String output) {}

    /** Runs promtool on some input. */
    public static Answer promtool(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(Arrays.asList(arguments));
        return run(input, command).orElseGet(() -> skip("promtool (Debian package prometheus)"));
    }

    /** Runs amtool. */
    public static Answer amtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("amtool"));
        command.addAll(Arrays.asList(arguments));
        return run(new byte[0], command).orElseGet(() -> skip("amtool (Debian package prometheus-alertmanager)"));
    }

    /** Returns the library that fakes the clock of a process that loads it first. */
    public static Path faketime() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> missing("libfaketime (Debian package faketime)"));
        }
    }

    /** Runs the C compiler. */
    public static Answer gcc(String... arguments) {
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(Arrays.asList(arguments));
        return run(new byte[0], command).orElseGet(() -> skip("gcc (Debian packages gcc and libc6-dev)"));
    }

    /** Runs a Python program that imports the official client on some input. */
    public static Answer pythonWithClient(byte[] input, String program) {
        return pythonWith("prometheus_client")
                .map(python -> run(input, List.of(python, "-c", program)).orElseThrow())
                .orElseGet(() -> skip("the Python client (Debian package python3-prometheus-client)"));
    }

    /**
     * Returns the Python that has some modules.
     *
     * @param packages Debian packages that have them, told where no Python does
     */
    public static String pythonThatHas(String modules, String packages) {
        return pythonWith(modules).orElseGet(() -> skip("Python with " + modules + " (" + packages + ")"));
    }

    /** Runs a Python file, preferably with an interpreter that has some modules, else with any. */
    public static Answer python(String preferredModules, String... arguments) {
        Optional<String> python = pythonWith(preferredModules).or(() -> pythonWith("sys"));
        if (python.isEmpty()) {
            return skip("python3 (Debian package python3)");
        }
        List<String> command = new ArrayList<>(List.of(python.get()));
        command.addAll(Arrays.asList(arguments));
        return run(new byte[0], command).orElseThrow();
    }

    private static Optional<String> pythonWith(String modules) {
        return PYTHONS.stream()
                .filter(python -> run(new byte[0], List.of(python, "-c", "import " + modules))
                        .filter(answer -> answer.status() == 0)
                        .isPresent())
                .findFirst();
    }

    private static Answer skip(String what) {
        throw missing(what);
    }

    private static TestAbortedException missing(String what) {
        System.err.println("SKIPPED: " + what + " is not here (./thermograd test --install installs it)");
        return new TestAbortedException("no " + what);
    }

    /** Runs a command; nothing where there is no such program. */
    private static Optional<Answer> run(byte[] input, List<String> command) {
        try {
            Path in = Files.createTempFile("peer", ".in");
            Path out = Files.createTempFile("peer", ".out");
            try {
                Files.write(in, input);
                Process process = new ProcessBuilder(command)
                        .redirectInput(in.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("no end after a minute: " + command);
                }
                return Optional.of(new Answer(process.exitValue(), Files.readString(out)));
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + command, e);
        }
    }
}
