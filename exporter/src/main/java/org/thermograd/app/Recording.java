package org.thermograd.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.files.SessionDetectors;
import org.thermograd.adapter.files.SessionFacts;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.adapter.files.SessionSource;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.ingest.IngestConfig;

/** Starts to record what an exporter sees, where it was told to. */
final class Recording {
    private static final Logger logger = LoggerFactory.getLogger(Recording.class);
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Recording() {}

    /**
     * Makes the folder of a session and records into it from now on; nothing where nobody asked for it.
     *
     * @param version the version of this program
     * @throws CommandFailedException if the folder cannot be made or written
     */
    static Optional<SessionRecorder> start(ServeConfig config, String version, InstantSource clock)
            throws CommandFailedException {
        if (config.record().isEmpty()) {
            return Optional.empty();
        }
        Path dir = config.record().get();
        CollapseConfig collapses = config.collapses();
        IngestConfig steps = IngestConfig.withDefaults();
        SessionFacts facts = new SessionFacts(
                version,
                host(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                config.hardware() == ServeConfig.Hardware.AUTO ? SessionSource.REAL : SessionSource.NONE,
                SessionSource.REAL,
                config.samplePeriod(),
                new TreeMap<>(),
                new SessionDetectors(
                        steps.rule(),
                        steps.spikeRefractory(),
                        new SessionDetectors.Collapses(
                                collapses.refractory(), collapses.sustained(), collapses.slopeWindow(), Duration.ZERO)),
                0);
        try {
            SessionRecorder recorder = SessionRecorder.start(dir, facts, collapses, clock);
            logger.info("event=recording folder={}", recorder.folder());
            return Optional.of(recorder);
        } catch (IOException e) {
            throw new CommandFailedException("cannot record to " + dir + ": " + FileReasons.of(e), e);
        }
    }

    private static String host() {
        try {
            String name = Files.readString(HOST_NAME).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException e) {
            logger.debug("event=no_host_name file={}", HOST_NAME, e);
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
