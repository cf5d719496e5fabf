package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.cost.ClockSamples;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/** Makes runs of a comparison out of recordings. */
public final class RecordedRun {
    private RecordedRun() {}

    /**
     * Returns a run of a session: its driver tells when a device is throttled.
     *
     * @param run its name
     * @param ignoredLabels names of labels that may differ
     * @throws IllegalArgumentException if there is no such run
     */
    public static ComparedRun of(RecordedSession session, String run, Collection<String> ignoredLabels) {
        SampledRun recorded = session.recordedRun(run);
        SortedMap<String, ComparedDevice> devices = new TreeMap<>();
        session.devices().forEach((name, device) -> {
            if (recorded.devices().containsKey(name)) {
                devices.put(name, device(device));
            }
        });
        SortedMap<String, String> labels = session.events().runs().stream()
                .filter(life -> life.run().equals(run))
                .map(RecordedEvents.RunLife::labels)
                .reduce((earlier, later) -> later)
                .orElseGet(TreeMap::new);
        return new ComparedRun(
                run,
                ComparisonLabels.of(labels, ignoredLabels),
                steps(recorded.entries()),
                devices,
                session.facts().hardware() == Provenance.SIMULATED
                        || session.facts().training() == Provenance.SIMULATED);
    }

    /**
     * Returns a run of recorded files: nothing tells when a device is throttled, so that only its clock is compared.
     *
     * @param name how people call it
     */
    public static ComparedRun of(String name, SampleTable entries, SortedMap<String, SampleTable> devices) {
        SortedMap<String, ComparedDevice> compared = new TreeMap<>();
        devices.forEach((device, samples) -> {
            double[] unknown = new double[samples.size()];
            Arrays.fill(unknown, Double.NaN);
            compared.put(
                    device,
                    new ComparedDevice(
                            TimeSeries.of(samples.epochMillis(), unknown),
                            new ClockSamples(samples.column(SampledRun.CLOCK), OptionalDouble.empty())));
        });
        return new ComparedRun(name, new TreeMap<>(), steps(entries), compared, false);
    }

    private static TimeSeries steps(SampleTable entries) {
        return entries.column(TrainingRecording.STEP);
    }

    private static ComparedDevice device(RecordedDevice device) {
        SampleTable samples = device.samples();
        TimeSeries full = samples.column(RecordedDevice.CLOCK_MAX);
        return new ComparedDevice(
                device.throttled(),
                new ClockSamples(
                        samples.column(SampledRun.CLOCK),
                        Arrays.stream(full.values())
                                .filter(value -> !Double.isNaN(value))
                                .max()));
    }
}
