package org.thermograd.app.correlate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.domain.analysis.study.RecordedRuns;
import picocli.CommandLine.Option;

/** Which recorded files or sessions are read. */
final class FileOptions {
    @Option(names = "--hardware-csv", paramLabel = "FILE", description = "Recording of the devices; repeatable.")
    private List<Path> hardwareCsvs = new ArrayList<>();

    @Option(
            names = "--training-log",
            paramLabel = "FILE",
            description = "Training log of the same run; repeatable, one for each --hardware-csv, in the same order.")
    private List<Path> trainingLogs = new ArrayList<>();

    @Option(
            names = "--session",
            paramLabel = "DIR",
            description = "Session that serve --record wrote, all its runs; repeatable, in place of the pair.")
    private List<Path> sessions = new ArrayList<>();

    /** Returns whether pairs of files are to be read. */
    boolean hasPairs() {
        return !hardwareCsvs.isEmpty() || !trainingLogs.isEmpty();
    }

    /** Returns whether sessions are to be read. */
    boolean hasSessions() {
        return !sessions.isEmpty();
    }

    /** Returns what is wrong with the options; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (hardwareCsvs.size() != trainingLogs.size()) {
            problems.add("--hardware-csv and --training-log must come in equal numbers, got " + hardwareCsvs.size()
                    + " and " + trainingLogs.size());
        }
        addRepeated("--training-log must name each log once", trainingLogs, problems);
        addRepeated("--session must name each session once", sessions, problems);
        return problems;
    }

    private static void addRepeated(String rule, List<Path> paths, List<String> problems) {
        paths.stream()
                .filter(path -> Collections.frequency(paths, path) > 1)
                .findFirst()
                .ifPresent(path -> problems.add(rule + ", got " + path + " more than once"));
    }

    /**
     * Reads them.
     *
     * @param console is told of progress
     * @param devices names of devices; all if empty
     * @throws CommandFailedException if a file cannot be used, or a device is in none
     */
    RecordedRuns read(Console console, SortedSet<String> devices) throws CommandFailedException {
        RunFiles files = new RunFiles(console, devices);
        for (int i = 0; i < hardwareCsvs.size(); i++) {
            files.add(hardwareCsvs.get(i), trainingLogs.get(i));
        }
        for (Path session : sessions) {
            files.addSession(session);
        }
        files.checkDevices();
        return files.runs();
    }
}
