package org.thermograd.domain.collapse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.StepCondition;

/**
 * Knows in which state the devices of this host were of late, for the durations of steps. A state that was last seen is
 * taken to hold on until the next sample. Thread-safe.
 *
 * <p>A step is judged when it arrives. An efficiency drop is known only after it has lasted for 7 s; the steps before that
 * were judged without it.
 */
public final class HostConditions implements ConditionSource, CollapseListener {
    @GuardedBy("this")
    private final Map<String, ConditionLog> logs = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<StepCondition> possible = EnumSet.of(StepCondition.CLEAR);

    /** Knows nothing yet. */
    public HostConditions() {}

    @Override
    public synchronized void observed(DeviceStatus status) {
        if (status.collapses().values().stream().anyMatch(CollapseStatus::everObservable)) {
            possible.add(StepCondition.COLLAPSED);
        }
        if (status.collapses().containsKey(CollapseReason.SW_THERMAL)
                || status.collapses().containsKey(CollapseReason.HW_THERMAL)) {
            possible.add(StepCondition.THROTTLED);
        }
        log(status.device()).throttled(status.time().toEpochMilli(), status.throttleReasons());
    }

    @Override
    public synchronized void started(Device device, CollapseReason reason, long onsetMillis) {
        log(device).started(reason, onsetMillis);
    }

    @Override
    public synchronized void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        log(device).ended(reason, endMillis);
    }

    private synchronized ConditionLog log(Device device) {
        return logs.computeIfAbsent(device.name(), name -> new ConditionLog(device));
    }

    @Override
    public synchronized Set<StepCondition> possible() {
        return Set.copyOf(possible);
    }

    @Override
    public synchronized StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        StepCondition worst = StepCondition.CLEAR;
        for (ConditionLog log : logs.values()) {
            if (devices.isEmpty() || devices.stream().anyMatch(log::isOf)) {
                StepCondition condition = log.during(fromMillis, toMillis);
                worst = condition.compareTo(worst) > 0 ? condition : worst;
            }
        }
        return worst;
    }

    @Override
    public synchronized boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return logs.values().stream()
                .filter(log -> devices.isEmpty() || devices.stream().anyMatch(log::isOf))
                .anyMatch(log -> log.wasReported(fromMillis, toMillis));
    }
}
