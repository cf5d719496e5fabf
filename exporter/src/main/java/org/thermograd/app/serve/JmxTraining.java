package org.thermograd.app.serve;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.thermograd.adapter.jmx.training.RmiLimits;
import org.thermograd.adapter.jmx.training.TrainingProbe;
import org.thermograd.adapter.jmx.training.TrainingSource;
import org.thermograd.app.pipeline.Sampler;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.StepSink;

/** Reads trainings of other JVMs each second, whatever the pace of the hardware. Thread-safe. */
final class JmxTraining implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Sampler sampler;
    private final Newest newest;

    private JmxTraining(Sampler sampler, Newest newest) {
        this.sampler = sampler;
        this.newest = newest;
    }

    /** Sets the limits of RMI for this process, before anything of it is used, where there is something to read. */
    static void prepare(ServeConfig.JmxTraining config) {
        if (!config.sources().isEmpty()) {
            RmiLimits.install();
        }
    }

    /**
     * Makes one that does not read yet.
     *
     * @param sources at least one
     * @param readers runs reads, each on a thread of its own
     * @param clock followed by nobody else
     */
    static JmxTraining of(List<TrainingSource> sources, StepSink sink, Executor readers, SteadyClock clock) {
        List<HardwareProbe> probes = sources.stream()
                .<HardwareProbe>map(source -> TrainingProbe.of(source, sink, clock::nanos))
                .toList();
        Newest newest = new Newest();
        return new JmxTraining(new Sampler(probes, List.of(newest), PERIOD, readers, clock), newest);
    }

    void start() {
        sampler.start();
    }

    /** Returns how the last read of each training went. */
    List<ProbeOutcome> outcomes() {
        return newest.outcomes;
    }

    @Override
    public void close() {
        sampler.close();
    }

    /** Keeps how the last reads went. */
    private static final class Newest implements SnapshotListener {
        private volatile List<ProbeOutcome> outcomes = List.of();

        @Override
        public String name() {
            return "jmx_training";
        }

        @Override
        public void onSnapshot(HardwareSnapshot snapshot) {
            outcomes = snapshot.probes();
        }
    }
}
