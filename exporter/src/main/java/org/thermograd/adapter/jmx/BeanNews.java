package org.thermograd.adapter.jmx;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.Examination;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingStep;

/**
 * Tells beans what happens to devices and runs, once they are open. As a listener to samples it must hear of one after whoever
 * publishes it: then the beans look for what has come and gone. Never blocks.
 */
public final class BeanNews implements StepListener, SnapshotListener {
    private final CollapseNews collapses = new CollapseNews(this::tell);
    private Set<Device> devices = Set.of();
    private volatile @Nullable Beans beans;
    private volatile boolean changed;

    /** Begins without beans: what happens is not told. */
    public BeanNews() {}

    /** Tells these beans from now on. */
    public void open(Beans opened) {
        beans = opened;
    }

    /** Returns what hears of collapses. */
    public CollapseNews collapses() {
        return collapses;
    }

    private void tell(BeanEvent event) {
        changed = true;
        Beans told = beans;
        if (told != null) {
            told.tell(event);
        }
    }

    @Override
    public String name() {
        return "beans";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        Set<Device> now = devices(snapshot.devices());
        boolean look = changed || !now.equals(devices);
        devices = now;
        Beans told = beans;
        if (look && told != null) {
            changed = false;
            told.changed();
        }
    }

    private static Set<Device> devices(Collection<DeviceDescription> described) {
        Set<Device> devices = new HashSet<>();
        described.forEach(one -> devices.add(one.device()));
        return devices;
    }

    @Override
    public void described(RunId run, SortedMap<String, String> labels, List<String> trainsOn) {
        changed = true;
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        if (examination != Examination.SPIKE_ONSET) {
            return;
        }
        long millis = step.epochMillis().orElseThrow();
        Map<String, Object> data = new TreeMap<>();
        data.put("run", run.value());
        data.put("step", (double) step.step());
        data.put("onset", Instant.ofEpochMilli(millis).toString());
        step.value(Signal.GRAD_NORM).ifPresent(norm -> data.put("gradNorm", norm));
        step.value(Signal.LOSS).ifPresent(loss -> data.put("loss", loss));
        tell(BeanEvent.of(EventType.SPIKE, "gradient-norm spike of " + run + " at step " + step.step(), data));
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        String word = how.name().toLowerCase(Locale.ROOT);
        tell(BeanEvent.of(
                EventType.RUN_ENDED, "run " + run + " has ended: " + word, Map.of("run", run.value(), "how", word)));
    }
}
