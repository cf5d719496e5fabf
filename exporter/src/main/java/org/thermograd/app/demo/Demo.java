package org.thermograd.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.thermograd.adapter.report.ReportFileException;
import org.thermograd.adapter.report.ReportFiles;
import org.thermograd.adapter.report.ReportText;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.correlate.RunFiles;
import org.thermograd.app.doctor.MachineView;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.WithoutPauses;
import org.thermograd.domain.analysis.finding.LeadTimes;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.CollapseChoice;
import org.thermograd.domain.analysis.study.RecordedStudy;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;

/** One demonstration: simulate, record, correlate, tell. Confined to one thread. */
final class Demo {
    private static final String VERDICT = "Verdict ";

    private final Console console;
    private final Console silent;
    private final InstantSource clock;
    private final Path output;
    private final long seed;

    Demo(Console console, InstantSource clock, Path output, long seed) {
        this.console = console;
        this.clock = clock;
        this.output = output;
        this.seed = seed;
        this.silent = Console.silent();
    }

    void run(List<Scenario> scenarios) throws CommandFailedException {
        PrintStream out = console.out();
        out.println("Hardware and training are simulated (seed " + seed + "); what reads them is the real thing.");
        out.println("A scenario is an assumption: that its link is found says only that the method finds such links.");
        List<ShownScenario> all = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            ShownScenario shown = show(scenario);
            all.add(shown);
            console.endPhase();
            out.println();
            lines(shown).forEach(out::println);
        }
        out.println();
        console.phase("looking at this machine");
        List<String> machine = MachineView.lines(clock);
        console.endPhase();
        machine.forEach(out::println);
        out.println();
        new DemoPrometheus(console, silent, clock).lines(all).forEach(out::println);
        out.println("Sessions and reports: " + output + "/<scenario>/");
    }

    private ShownScenario show(Scenario scenario) throws CommandFailedException {
        Path folder = output.resolve(scenario.id());
        remove(folder);
        Instant start = clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(scenario.length())
                .minus(Duration.ofHours(1));
        List<Path> sessions = new ArrayList<>();
        for (SimulatedRun run : SimulatedRun.all(scenario, scenario.parameters(), seed)) {
            console.phase(
                    "simulating " + hours(scenario.length()) + " of " + run.id().value());
            sessions.add(SimulatedRecording.record(run, scenario.length(), start, folder.resolve("sessions")));
        }
        console.phase("correlating " + scenario.id());
        Report report = report(sessions);
        try {
            new ReportFiles(folder).write(report);
        } catch (ReportFileException e) {
            throw new CommandFailedException(FileReasons.cannotWrite(e.file(), e.reason()), e);
        }
        return new ShownScenario(scenario, sessions, start, report);
    }

    private Report report(List<Path> sessions) throws CommandFailedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return ParallelPart.inPool(() -> {
            RunFiles files = new RunFiles(silent, new TreeSet<>());
            for (Path session : sessions) {
                files.addSession(session);
            }
            return new RecordedStudy(StudyConfig.DEFAULTS, CollapseChoice.DEFAULTS).of(files.runs(), now);
        });
    }

    /** Removes what an earlier demonstration left, and only that. */
    private static void remove(Path folder) throws CommandFailedException {
        try {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new CommandFailedException("cannot replace " + folder + ": " + FileReasons.of(e), e);
        }
    }

    private static List<String> lines(ShownScenario shown) {
        Scenario scenario = shown.scenario();
        String runs = scenario.runs() == 1 ? "" : scenario.runs() + " runs of ";
        List<String> lines = new ArrayList<>();
        lines.add("== " + scenario.id() + ", " + runs + hours(scenario.length()));
        lines.add("   Assumed: " + scenario.assumption());
        for (String line : ReportText.lines(shown.report())) {
            lines.add("   " + line);
            if (line.startsWith(VERDICT)) {
                break;
            }
        }
        lead(shown, Direction.FORWARD, "collapses", "spike").ifPresent(lines::add);
        lead(shown, Direction.BACKWARD, "spikes", "collapse").ifPresent(lines::add);
        if (scenario == Scenario.SHARED_WARMUP) {
            lines.add(naive(shown.report()));
        }
        if (scenario == Scenario.EVALUATION) {
            plainCount(shown.report().analysis()).ifPresent(lines::add);
        }
        return lines;
    }

    /** Returns the lead times of a direction that was found. */
    private static Optional<String> lead(ShownScenario shown, Direction direction, String effects, String cause) {
        boolean found = switch (shown.report().analysis().verdict().code()) {
            case COUPLED_SPIKES_PRECEDE_COLLAPSES -> direction == Direction.FORWARD;
            case COUPLED_COLLAPSES_PRECEDE_SPIKES -> direction == Direction.BACKWARD;
            case COUPLED_BOTH_DIRECTIONS -> true;
            default -> false;
        };
        LeadTimes leads = LeadTimes.of(shown.report().analysis(), shown.report().config(), direction);
        OptionalDouble median = leads.quantileSeconds(0.5);
        if (!found || median.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "   Lead: %d %s came %.1f s after a %s (median; half of them %.1f to %.1f s).",
                leads.count(),
                effects,
                median.getAsDouble(),
                cause,
                leads.quantileSeconds(0.25).orElseThrow(),
                leads.quantileSeconds(0.75).orElseThrow()));
    }

    /** Returns what a plain correlation would have said. */
    private static String naive(Report report) {
        List<String> coefficients = new ArrayList<>();
        report.firstExperiment()
                .forEach(row -> Optional.ofNullable(row.devices().get("gpu0"))
                        .flatMap(device -> device.tempGradNorm().value().isPresent()
                                ? Optional.of(device.tempGradNorm().value().getAsDouble())
                                : Optional.<Double>empty())
                        .ifPresent(r -> coefficients.add(String.format(Locale.ROOT, "%.2f", r))));
        return "   The naive way: r of gradient norm and temperature is " + String.join(", ", coefficients)
                + ", on thousands of steps each, which the usual test takes for certain. Both only follow the clock.";
    }

    /** Returns what counting alone would have said, and what is left of it without pauses; nothing where neither is known. */
    private static Optional<String> plainCount(Analysis analysis) {
        return analysis.forward()
                .map(TestedDirection::coincidence)
                .flatMap(found -> found.statistics()
                        .flatMap(statistics -> statistics
                                .withoutPauses()
                                .map(left -> plainCount(found.counts(), statistics.pBinomial(), left))));
    }

    private static String plainCount(CoincidenceCounts all, double p, WithoutPauses left) {
        return String.format(
                Locale.ROOT,
                "   The plain way: %d of %d collapses began within 15 s after a spike, chance gives %.1f, p = %.2g. Without the"
                        + " pauses and the minute after each: %d of %d, chance gives %.1f, p = %.2g.%s",
                all.coincidences(),
                all.effects(),
                chance(all),
                p,
                left.counts().coincidences(),
                left.counts().effects(),
                chance(left.counts()),
                left.p(),
                left.p() > StudyConfig.DEFAULTS.correlation().coincidence().alpha() ? " The pauses drive both." : "");
    }

    private static double chance(CoincidenceCounts counts) {
        return (double) counts.effects() * counts.exposedMillis() / counts.totalMillis();
    }

    private static String hours(Duration length) {
        return length.toHours() + " h";
    }
}
