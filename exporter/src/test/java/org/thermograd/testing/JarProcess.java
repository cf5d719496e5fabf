package org.thermograd.testing;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The jar as people run it: a Java process of its own. What the coverage agent of the tests sees there counts too. */
public final class JarProcess {
    private JarProcess() {}

    /**
     * Returns a process to start, without variables of ours and with its output in {@code NAME.out} and {@code NAME.err}.
     *
     * @param dir where it runs and writes
     * @param flags what Java is given beside the jar
     */
    public static ProcessBuilder of(Path dir, String name, List<String> flags, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(command::add);
        // As the launcher starts commands that are over in seconds: Java's second compiler takes longer than it saves.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(flags);
        command.addAll(List.of("-jar", System.getProperty("thermograd.jar", "no jar")));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(dir.resolve(name + ".out").toFile())
                .redirectError(dir.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("THERMOGRAD_"));
        return builder;
    }
}
