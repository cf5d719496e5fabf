package org.thermograd.app.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.ListenException;
import org.thermograd.adapter.http.push.PushTokenFile;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.app.cli.Build;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.JmxRemote;
import org.thermograd.app.pipeline.RecordingStart;
import org.thermograd.app.pipeline.RemoteAccess;
import org.thermograd.app.pipeline.WebAccess;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.app.process.Termination;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.simulation.SimulatedRun;

/** One run of the exporter, from its configuration to its orderly end. */
final class ExporterService {
    private static final Logger logger = LoggerFactory.getLogger(ExporterService.class);

    private ExporterService() {}

    /**
     * Runs the exporter until it is asked to stop, or its time is over.
     *
     * @param jmx where its beans can be read from elsewhere; empty for nowhere
     * @throws CommandFailedException if it cannot listen
     */
    static void run(ServeConfig config, Optional<JmxRemote> jmx, InstantSource clock, Termination termination)
            throws CommandFailedException {
        BuildFacts build = Build.facts();
        logger.info(
                "event=configured version={} listen={} sample_period={} hardware={} duration={} run_ttl={} max_runs={}"
                        + " max_body={} push_token_file={} require_push_token={} web_max_requests={} web_hosts={} web_config={} rated_watts={} limit_celsius={} record={}"
                        + " data_dir={} data_sync={}"
                        + " simulation={} disabled_probes={} probe_intervals={} sysfs_root={} procfs_root={}"
                        + " nvml_library={} collapse_enter={} collapse_leave={} collapse_min_duration={}"
                        + " jmx_training={}",
                build.version(),
                config.listen().stream().map(ListenAddress::toString).collect(Collectors.joining(",")),
                text(config.samplePeriod()),
                config.hardware().name().toLowerCase(Locale.ROOT),
                config.duration().map(ExporterService::text).orElse("unlimited"),
                text(config.push().runTtl()),
                config.push().maxRuns(),
                config.push().maxBodyBytes(),
                config.push().tokenFile().map(Path::toString).orElse("none"),
                config.web().requirePushToken(),
                config.web().maxRequests(),
                new TreeSet<>(config.web().hosts()),
                config.web().config().map(Path::toString).orElse("none"),
                config.ratings().ratedWatts(),
                config.ratings().limitCelsius(),
                config.record().map(Path::toString).orElse("none"),
                config.data().map(data -> data.dir().toString()).orElse("none"),
                config.data()
                        .map(data -> data.sync().name().toLowerCase(Locale.ROOT))
                        .orElse("none"),
                config.hardware() == ServeConfig.Hardware.SIMULATED ? text(config.simulation()) : "none",
                new TreeSet<>(config.probes().disabled()),
                new TreeMap<>(config.probes().intervals()),
                config.probes().sysfsRoot(),
                config.probes().procfsRoot(),
                config.probes().nvmlLibrary().map(Path::toString).orElse("none"),
                text(config.confirmed().enter()),
                text(config.confirmed().leave()),
                text(config.confirmed().shortest()),
                config.jmxTraining().file().map(Path::toString).orElse("none"));
        checkTokens(config);
        JmxTraining.prepare(config.jmxTraining());
        termination.run(() -> {
            serve(config, jmx, build, clock, termination);
            logger.info("event=stopped");
        });
    }

    private static void serve(
            ServeConfig config, Optional<JmxRemote> jmx, BuildFacts build, InstantSource clock, Termination termination)
            throws CommandFailedException {
        SteadyClock steady = new SteadyClock(clock, System::nanoTime);
        Endpoint endpoint = WebAccess.endpoint(
                config.listen(), config.web().config(), config.web().telemetryPath());
        Optional<StateFolder> folder = folder(config);
        Optional<SessionRecorder> recorder = recorder(config, build, steady);
        boolean started = false;
        try (RemoteAccess remote = RemoteAccess.open(jmx);
                Exporter exporter = Exporter.of(config, endpoint, build, steady, recorder, folder)) {
            exporter.start();
            started = true;
            remote.announce();
            logger.info("event=started url={}", exporter.metricsUrls());
            if (config.data().isEmpty()) {
                logger.info("event=state_in_memory_only");
            }
            exporter.warmUp(termination::isRequested);
            exporter.openBeans();
            if (config.duration().isPresent()) {
                termination.await(config.duration().get());
            } else {
                termination.await();
            }
            logger.info("event=stopping");
        } catch (ListenException | StateException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Of an exporter that did not start nothing is worth keeping.
            recorder.ifPresent(started ? SessionRecorder::close : SessionRecorder::discard);
            folder.ifPresent(StateFolder::close);
        }
    }

    private static Optional<StateFolder> folder(ServeConfig config) throws CommandFailedException {
        if (config.data().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StateFolder.open(config.data().get().dir()));
        } catch (StateException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<SessionRecorder> recorder(ServeConfig config, BuildFacts build, InstantSource clock)
            throws CommandFailedException {
        if (config.record().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RecordingStart.start(
                config.record().get(),
                build.version(),
                config.hardware().samples(),
                config.hardware().steps(),
                config.collapses(),
                clock));
    }

    private static void checkTokens(ServeConfig config) throws CommandFailedException {
        if (config.push().tokenFile().isEmpty()) {
            return;
        }
        Path file = config.push().tokenFile().get();
        try {
            new PushTokenFile(file).check();
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException("cannot use --push-token-file " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(ServeConfig.Simulation simulation) {
        SimulatedRun run = simulation.run();
        return run.scenario().id() + " seed=" + run.seed() + " simulation_file="
                + simulation.file().map(Path::toString).orElse("none");
    }

    private static String text(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
