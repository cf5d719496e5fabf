package org.thermograd.app.serve;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.pushgateway.GroupLimits;
import org.thermograd.adapter.jmx.training.TrainingSource;
import org.thermograd.adapter.state.DataSync;
import org.thermograd.app.pipeline.ProbeConfig;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.Require;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.simulation.SimulatedRun;

/**
 * What the exporter was told.
 *
 * @param listen where it answers, at least one
 * @param samplePeriod how often it reads the hardware, more than zero
 * @param hardware what it reads
 * @param probes where it looks for it, and how often
 * @param duration when it ends by itself; empty for never
 * @param push who may push training steps, and how much
 * @param web how the server treats those who ask
 * @param ratings what devices are built for whose driver does not tell
 * @param confirmed when a reason of the driver makes a confirmed collapse
 * @param record where sessions are recorded; empty for nowhere
 * @param jmxTraining which trainings of other JVMs it reads
 * @param data where state is kept; empty for in memory only
 * @param simulation what is simulated, which only {@code SIMULATED} hardware looks at
 */
public record ServeConfig(
        List<ListenAddress> listen,
        Duration samplePeriod,
        Hardware hardware,
        ProbeConfig probes,
        Optional<Duration> duration,
        Push push,
        Web web,
        Ratings ratings,
        CollapseConfig.Confirmed confirmed,
        Optional<Path> record,
        JmxTraining jmxTraining,
        Optional<Data> data,
        Simulation simulation) {
    /**
     * What the exporter was told about pushing.
     *
     * @param tokenFile tokens of those who may push from elsewhere; empty for nobody
     * @param runTtl how long a run may be silent before it counts as ended
     * @param maxRuns how many runs are remembered
     * @param maxRunsEach how many of them may be of one token; empty for half
     * @param maxRateEach how many requests a second may come with one token; empty for the default
     * @param maxBodyBytes the largest body
     * @param groups what is held of the Pushgateway protocol
     * @param maxRanks how many ranks of a run have series of their own
     */
    public record Push(
            Optional<Path> tokenFile,
            Duration runTtl,
            int maxRuns,
            Optional<Integer> maxRunsEach,
            Optional<Integer> maxRateEach,
            int maxBodyBytes,
            GroupLimits groups,
            int maxRanks) {
        /** Returns how many runs may be of one token. */
        int runsEach() {
            return maxRunsEach.orElse(Math.max(1, maxRuns / 2));
        }
    }

    /**
     * What the exporter was told about trainings of other JVMs.
     *
     * @param file what names them; empty for none
     * @param sources these
     */
    public record JmxTraining(Optional<Path> file, List<TrainingSource> sources) {
        /** None. */
        public static final JmxTraining NONE = new JmxTraining(Optional.empty(), List.of());

        /** Copies the list. */
        public JmxTraining {
            requireNonNull(file, "file");
            sources = List.copyOf(sources);
        }
    }

    /**
     * What the exporter was told about those who ask.
     *
     * @param maxRequests how many requests may be under way at once
     * @param hosts names of this host beside those of loopback and of {@code listen}
     * @param requirePushToken whether programs on this host need a token to push
     * @param config the web configuration file; empty for none
     * @param telemetryPath where metrics are
     */
    public record Web(
            int maxRequests, Set<String> hosts, boolean requirePushToken, Optional<Path> config, String telemetryPath) {
        /** What it does without being told. */
        public static final Web DEFAULT =
                new Web(GateLimits.DEFAULT_MAX_REQUESTS, Set.of(), false, Optional.empty(), Endpoint.METRICS);
    }

    /**
     * Where state is kept.
     *
     * @param dir the folder
     * @param sync when what was written is made to survive a loss of power
     */
    public record Data(Path dir, DataSync sync) {}

    /**
     * What is simulated.
     *
     * @param run which run
     * @param file where parameters come from that are not those of the scenario
     */
    public record Simulation(SimulatedRun run, Optional<Path> file) {}

    /** What is read. */
    public enum Hardware {
        /** Whatever this machine has. */
        AUTO,
        /** A host and a training run that are simulated. */
        SIMULATED,
        /** Nothing. */
        NONE;

        /** Returns where samples of the hardware come from. */
        Provenance samples() {
            return switch (this) {
                case AUTO -> Provenance.REAL;
                case SIMULATED -> Provenance.SIMULATED;
                case NONE -> Provenance.NONE;
            };
        }

        /** Returns where training steps come from: simulated hardware has a run of its own. */
        Provenance steps() {
            return this == SIMULATED ? Provenance.SIMULATED : Provenance.REAL;
        }
    }

    public ServeConfig {
        listen = List.copyOf(listen);
        requireNonNull(hardware, "hardware");
        requireNonNull(probes, "probes");
        requireNonNull(duration, "duration");
        requireNonNull(push, "push");
        requireNonNull(web, "web");
        requireNonNull(ratings, "ratings");
        requireNonNull(confirmed, "confirmed");
        requireNonNull(record, "record");
        requireNonNull(jmxTraining, "jmxTraining");
        requireNonNull(data, "data");
        requireNonNull(simulation, "simulation");
        Require.positive("samplePeriod", samplePeriod);
    }

    /** Returns how collapses are found. */
    CollapseConfig collapses() {
        return CollapseConfig.of(samplePeriod).withRatings(ratings).withConfirmed(confirmed);
    }
}
