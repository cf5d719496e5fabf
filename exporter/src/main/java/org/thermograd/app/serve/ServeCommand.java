package org.thermograd.app.serve;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.JmxOptions;
import org.thermograd.app.cli.LogOptions;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.RatingOptions;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.cli.Version;
import org.thermograd.app.process.Termination;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The exporter. Names no class of the server or of the metrics in a field or a signature: other commands look at this class
 * and must not load those.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Exports what the hardware and training runs do, for Prometheus to scrape.",
        description = {
            "",
            "Reads the hardware at a fixed period and answers http://HOST:PORT/metrics with the newest readings, all of",
            "one moment. Training runs push their steps to POST /api/v1/training/{run}/steps (docs/push-api.md); each is",
            "counted and looked at for a spike when it arrives. Runs until SIGTERM or SIGINT. Logs to standard error; standard output stays empty.",
            ""
        },
        footer = {
            "",
            "Also answers / and, for monitoring, /-/healthy and /-/ready (503 until the first sample).",
            "Exit status: 0 ended by --duration, SIGTERM or SIGINT; 1 failed, as when the port is in use; 2 wrong usage."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final long SHORTEST_PERIOD_MILLIS = 100;

    private final InstantSource clock;
    private final Termination termination;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9877",
            split = ",",
            converter = OptionValues.Address.class,
            description = "Where to answer; :9877 for a Prometheus elsewhere, port 0 for any free one; repeatable"
                    + " (default ${DEFAULT-VALUE})")
    private List<ListenAddress> listen = List.of();

    @Option(
            names = "--sample-period",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = OptionValues.PositiveMillis.class,
            description = "How often to read the hardware, at least 100ms (default ${DEFAULT-VALUE})")
    private long samplePeriodMillis;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = OptionValues.PositiveMillis.class,
            description = "End by itself after this time (default: never)")
    private @Nullable Long durationMillis;

    @Option(
            names = "--hardware",
            paramLabel = "KIND",
            defaultValue = "auto",
            converter = HardwareKind.class,
            description = "What to read: auto, whatever this machine has; simulated, a host and a training run that are"
                    + " made up and say so; or none (default ${DEFAULT-VALUE})")
    private ServeConfig.Hardware hardware = ServeConfig.Hardware.AUTO;

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            defaultValue = "coupled",
            converter = OptionValues.ScenarioId.class,
            description =
                    "What simulated hardware and training have to do with each other: coupled, reversed, unrelated,"
                            + " shared-warmup, hot-half, bursts, evaluation or none; see docs/simulator.md (default ${DEFAULT-VALUE})")
    private Scenario scenario = Scenario.COUPLED;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = OptionValues.Whole.class,
            description = "Where the random numbers of a simulation start (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--simulation-file",
            paramLabel = "FILE",
            description = "Parameters of a simulation, lines of key = value, where they are not those of the scenario"
                    + " (default: none)")
    private @Nullable Path simulationFile;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Record samples, steps and events into a new folder in this one, docs/session-format.md"
                    + " (default: nowhere)")
    private @Nullable Path record;

    @Mixin
    private PushOptions push = new PushOptions();

    @Mixin
    private GroupOptions groups = new GroupOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ConfirmedOptions confirmed = new ConfirmedOptions();

    @Mixin
    private RatingOptions ratings = new RatingOptions();

    @Mixin
    private ProbeOptions probes = new ProbeOptions();

    @Mixin
    private JmxOptions jmx = new JmxOptions();

    @Mixin
    private JmxTrainingOptions jmxTraining = new JmxTrainingOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    public ServeCommand(InstantSource clock, Termination termination) {
        this.clock = clock;
        this.termination = termination;
    }

    @Override
    public Integer call() throws CommandFailedException {
        log.apply();
        List<String> problems = new ArrayList<>();
        if (samplePeriodMillis < SHORTEST_PERIOD_MILLIS) {
            problems.add("Invalid value for option '--sample-period': must be at least " + SHORTEST_PERIOD_MILLIS
                    + "ms, got " + samplePeriodMillis + "ms");
        }
        problems.addAll(ratings.problems());
        problems.addAll(probes.problems());
        problems.addAll(jmx.problems(web.config().config()));
        problems.addAll(push.problems());
        problems.addAll(web.problems(push.hasTokenFile()));
        if (hardware != ServeConfig.Hardware.SIMULATED) {
            addPointless("simulated", List.of("--scenario", "--seed", "--simulation-file"), problems);
        }
        if (hardware != ServeConfig.Hardware.AUTO) {
            addPointless("auto", ProbeOptions.NAMES, problems);
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        ServeConfig.Simulation simulation = simulation();
        ServeConfig config = new ServeConfig(
                listen,
                Duration.ofMillis(samplePeriodMillis),
                hardware,
                probes.config(),
                Optional.ofNullable(durationMillis).map(Duration::ofMillis),
                push.config(groups.limits()),
                web.config(),
                ratings.ratings(),
                confirmed.confirmed(),
                Optional.ofNullable(record),
                jmxTraining.config(),
                data.data(),
                simulation);
        ExporterService.run(config, jmx.remote(web.config().config()), clock, termination);
        return 0;
    }

    /** An option on the command line that does nothing is a mistake; a variable may be there for another command. */
    private void addPointless(String kind, List<String> options, List<String> problems) {
        for (String option : options) {
            if (requireNonNull(spec, "spec").commandLine().getParseResult().hasMatchedOption(option)) {
                problems.add("Option '" + option + "' needs --hardware " + kind);
            }
        }
    }

    private ServeConfig.Simulation simulation() throws CommandFailedException {
        SimulationParameters parameters = scenario.parameters();
        Path file = hardware == ServeConfig.Hardware.SIMULATED ? simulationFile : null;
        if (file != null) {
            parameters = SimulationFile.read(file, parameters);
        }
        return new ServeConfig.Simulation(new SimulatedRun(scenario, parameters, seed, 0), Optional.ofNullable(file));
    }

    /** What hardware to read. */
    static final class HardwareKind implements ITypeConverter<ServeConfig.Hardware> {
        @Override
        public ServeConfig.Hardware convert(String text) {
            return switch (text) {
                case "auto" -> ServeConfig.Hardware.AUTO;
                case "simulated" -> ServeConfig.Hardware.SIMULATED;
                case "none" -> ServeConfig.Hardware.NONE;
                default -> throw new TypeConversionException("must be auto, simulated or none, got " + text);
            };
        }
    }
}
