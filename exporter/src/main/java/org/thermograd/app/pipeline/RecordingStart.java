package org.thermograd.app.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.ingest.IngestConfig;

/** Starts to record what an exporter sees, where it was told to. */
public final class RecordingStart {
    private static final Logger logger = LoggerFactory.getLogger(RecordingStart.class);
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private RecordingStart() {}

    /**
     * Makes the folder of a session and records into it from now on.
     *
     * @param dir where sessions are recorded
     * @param version the version of this program
     * @param hardware where the samples come from
     * @param training where the steps come from
     * @param collapses how collapses are found
     * @throws CommandFailedException if the folder cannot be made or written
     */
    public static SessionRecorder start(
            Path dir,
            String version,
            Provenance hardware,
            Provenance training,
            CollapseConfig collapses,
            InstantSource clock)
            throws CommandFailedException {
        SessionFacts facts = facts(version, host(), clock.instant(), hardware, training, collapses);
        try {
            SessionRecorder recorder = SessionRecorder.start(dir, facts, collapses, clock);
            logger.info("event=recording folder={}", recorder.folder());
            return recorder;
        } catch (IOException e) {
            throw new CommandFailedException("cannot record to " + dir + ": " + FileReasons.of(e), e);
        }
    }

    /** Returns what is known of a session at its start, with the detectors of the exporter. */
    public static SessionFacts facts(
            String version,
            String host,
            Instant start,
            Provenance hardware,
            Provenance training,
            CollapseConfig collapses) {
        IngestConfig steps = IngestConfig.withDefaults();
        return new SessionFacts(
                version,
                host,
                start.truncatedTo(ChronoUnit.MILLIS),
                Optional.empty(),
                hardware,
                training,
                collapses.samplePeriod(),
                new TreeMap<>(),
                new SessionDetectors(
                        steps.rule(),
                        steps.spikeRefractory(),
                        new SessionDetectors.Collapses(
                                collapses.refractory(), collapses.confirmed(), collapses.slopeWindow(), Duration.ZERO)),
                0);
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
