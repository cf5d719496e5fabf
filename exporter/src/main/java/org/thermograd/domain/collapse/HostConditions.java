package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.cost.EpisodeKinds;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceNames;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * Knows in which state the devices of this host were of late, for the durations of steps. A state that was last seen is
 * taken to hold on until the next sample. Thread-safe.
 *
 * <p>A step is judged when it arrives. An efficiency drop is known only after it has lasted for 7 s; the steps before that
 * were judged without it.
 */
public final class HostConditions implements ConditionSource, CollapseListener {
    /** A device of which nothing came for this long, while something came of others, is gone. */
    private static final long GONE_MILLIS = 120_000;

    private static final int MOST_MEANT = 256;

    private static final List<CollapseKind> KINDS =
            List.of(CollapseKind.RECORDED, CollapseKind.CONFIRMED, CollapseKind.INFERRED);

    @GuardedBy("this")
    private final Map<String, ConditionLog> logs = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<StepCondition> possible = EnumSet.of(StepCondition.CLEAR);

    @GuardedBy("this")
    private final SortedSet<String> reasonsGiven = new TreeSet<>();

    @GuardedBy("this")
    private Map<String, Device> parts = Map.of();

    /** What runs mean by the words for their devices, as it was found; each step asks. */
    @GuardedBy("this")
    private final Map<List<String>, List<ConditionLog>> meant = new HashMap<>();

    private final CollapseConfig config;

    /** Knows nothing yet. */
    public HostConditions(CollapseConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public synchronized void restarted(ClockChange change) {
        logs.clear();
        meant.clear();
    }

    @Override
    public synchronized void flagged(
            Device device, CollapseReason reason, long millis, FlagState state, long sinceMillis) {
        log(device).episodes().flagged(reason, millis, state, sinceMillis);
    }

    @Override
    public synchronized void observed(DeviceStatus status) {
        if (status.collapses().values().stream().anyMatch(CollapseStatus::everObservable)) {
            possible.add(StepCondition.COLLAPSED);
        }
        if (status.collapses().keySet().stream().anyMatch(Throttling.ACCELERATOR::contains)) {
            possible.add(StepCondition.THROTTLED);
        }
        ConditionLog log = log(status.device());
        log.throttled(status.time().toEpochMilli(), status.throttleReasons());
        reasonsGiven.addAll(CollapseReason.holdingBack(status.throttleReasons()));
        log.episodes().observed(status, reasonsGiven);
    }

    @Override
    public synchronized void started(Device device, CollapseReason reason, long onsetMillis) {
        log(device).started(reason, onsetMillis);
    }

    @Override
    public synchronized void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        log(device).ended(reason, endMillis);
    }

    /** Takes the accelerators of MIG devices, by the uuids of those: runs may mean them by that. */
    public synchronized void know(Map<String, Device> accelerators) {
        if (!accelerators.equals(parts)) {
            parts = Map.copyOf(accelerators);
            meant.clear();
        }
    }

    /** Returns what is known of the devices that a run means; of all where it names none. */
    private synchronized List<ConditionLog> logsOf(List<String> devices) {
        List<ConditionLog> known = meant.get(devices);
        if (known == null) {
            known = find(devices);
            if (meant.size() == MOST_MEANT) {
                meant.clear();
            }
            meant.put(List.copyOf(devices), known);
        }
        return known;
    }

    private synchronized List<ConditionLog> find(List<String> devices) {
        if (devices.isEmpty()) {
            return List.copyOf(logs.values());
        }
        DeviceNames names =
                new DeviceNames(logs.values().stream().map(ConditionLog::device).toList(), parts);
        return devices.stream()
                .flatMap(device -> names.find(device).stream())
                .distinct()
                .map(this::log)
                .toList();
    }

    private synchronized ConditionLog log(Device device) {
        ConditionLog known = logs.get(device.name());
        if (known == null) {
            known = new ConditionLog(device, config);
            logs.put(device.name(), known);
            meant.clear();
        }
        return known;
    }

    @Override
    public synchronized Set<StepCondition> possible() {
        return Set.copyOf(possible);
    }

    @Override
    public synchronized StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        StepCondition worst = StepCondition.CLEAR;
        for (ConditionLog log : logsOf(devices)) {
            StepCondition condition = log.during(fromMillis, toMillis);
            worst = condition.compareTo(worst) > 0 ? condition : worst;
        }
        return worst;
    }

    @Override
    public synchronized boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return logsOf(devices).stream().anyMatch(log -> log.wasReported(fromMillis, toMillis));
    }

    /**
     * Returns the episodes of one kind of collapses: those of a recording where there are any, else those that driver or kernel
     * confirm where they do so for any of the devices, else those that are inferred. A device that shows none of that kind is
     * left out, and so is one that is gone.
     */
    @Override
    public synchronized WatchedEpisodes episodes(List<String> devices, long fromMillis) {
        SortedMap<String, EpisodeLog> own = new TreeMap<>();
        logsOf(devices).forEach(log -> own.put(log.device().name(), log.episodes()));
        long newest = own.values().stream()
                .flatMap(log -> KINDS.stream().map(kind -> log.watched(kind, fromMillis)))
                .flatMap(told -> told.hull().stream())
                .mapToLong(Segment::endMillis)
                .max()
                .orElse(fromMillis);
        long gone = Math.max(newest - GONE_MILLIS, Math.min(fromMillis, newest - 1));
        return KINDS.stream()
                .map(kind -> watched(own, kind, fromMillis, gone))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(WatchedEpisodes.NONE);
    }

    private Optional<WatchedEpisodes> watched(
            SortedMap<String, EpisodeLog> devices, CollapseKind kind, long fromMillis, long goneMillis) {
        SortedMap<String, SortedMap<String, List<Segment>>> up = new TreeMap<>();
        List<Coverage> watched = new ArrayList<>();
        devices.forEach((name, log) -> {
            Coverage told = log.watched(kind, fromMillis);
            boolean there =
                    told.hull().filter(time -> time.endMillis() > goneMillis).isPresent();
            if (there && log.tells(kind)) {
                up.put(name, log.up(kind, fromMillis));
                watched.add(told);
            }
        });
        return watched.stream()
                .reduce(Coverage::intersect)
                .map(together -> new WatchedEpisodes(
                        together,
                        EpisodeKinds.of(up, CollapseReason::isAboutHeat),
                        // How late the monitor of a recording was is not known.
                        Set.of(CollapseReason.RECORDED.id()),
                        config.samplePeriod().toMillis()));
    }
}
