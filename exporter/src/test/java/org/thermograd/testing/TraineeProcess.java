package org.thermograd.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A {@link Trainee} as a Java process of its own. */
public final class TraineeProcess {
    private static final long END_SECONDS = 10;

    private final Process process;

    private TraineeProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts one from a jar of its own name, by which it can be told from others.
     *
     * @param dir where the jar is made
     * @param name name of the jar without {@code .jar}
     * @param flags what Java is given beside it
     */
    public static TraineeProcess start(Path dir, String name, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar(dir, name).toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(dir.resolve(name + ".err").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(out.readLine())) {
            throw new IOException(Files.readString(dir.resolve(name + ".err")));
        }
        return new TraineeProcess(process);
    }

    private static Path jar(Path dir, String name) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, Trainee.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Trainee.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        Path jar = dir.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
        return jar;
    }

    /** Has it train a step. */
    public void train(long step, String loss, String gradNorm) throws IOException {
        process.getOutputStream().write((step + " " + loss + " " + gradNorm + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Kills it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    }
}
