package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.domain.cost.ClusterRules;
import org.thermograd.domain.cost.ClusterSlowdown;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Episodes;
import org.thermograd.domain.cost.StepSides;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Prices the clusters of episodes of a run as they close, by the rules for recordings, in the time of its steps. Confined to one
 * thread.
 *
 * <p>A cluster closes when no step to come is near it, or when the run ends or restarts. Once a minute it looks what has closed, and
 * counts what was watched up to half a minute before, since an episode is known a few seconds after it began. In between a step
 * costs no more than to keep its time.
 */
final class CostTrack {
    /** How many kinds there are at most; those of all devices together come first. */
    static final int MOST_KINDS = 32;
    /** How many clusters are kept of all kinds together; the oldest gives way. */
    static final int MOST_CLUSTERS = 256;

    private static final long LOOK_MILLIS = 60_000;
    private static final long SETTLE_MILLIS = ClusterRules.MERGE_MILLIS;
    private static final double MILLIS = 1000;

    private final RecentSteps steps;
    private final Map<EpisodeKind, KindAccount> kinds = new LinkedHashMap<>();
    private List<Segment> phases = List.of();
    private boolean begun;
    private long fromMillis;
    private long countedUntilMillis;
    private long nextLookMillis;
    private long watchedMillis;

    CostTrack() {
        this(new RecentSteps());
    }

    private CostTrack(RecentSteps steps) {
        this.steps = steps;
    }

    /** Takes a step, not before the last one. */
    void add(long millis, List<String> devices, ConditionSource source) {
        if (!begun) {
            begun = true;
            fromMillis = millis;
            countedUntilMillis = millis;
            nextLookMillis = millis + LOOK_MILLIS;
        }
        steps.add(millis);
        if (millis >= nextLookMillis) {
            nextLookMillis = millis + LOOK_MILLIS;
            look(devices, source, false);
        }
    }

    /** Takes it from now on that a run did not train at these times, and leaves them out as a gap. */
    void leaveOut(List<Segment> times) {
        phases = List.copyOf(times);
    }

    /** Prices what is open; the run has ended, or goes on from a checkpoint. */
    void end(List<String> devices, ConditionSource source) {
        if (begun) {
            look(devices, source, true);
        }
    }

    /** Begins anew after an end: no step before now is near one to come. */
    void restart() {
        begun = false;
        steps.clear();
    }

    private void look(List<String> devices, ConditionSource source, boolean last) {
        TimeSeries series = steps.series();
        WatchedEpisodes seen = source.episodes(devices, Math.min(series.epochMillis(0), countedUntilMillis));
        if (seen.byKind().isEmpty()) {
            return;
        }
        Map<EpisodeKind, Episodes> episodes = known(seen);
        Coverage watched = Coverage.of(series, GapRule.DEFAULTS)
                .intersect(seen.watched())
                .without(phases)
                .withoutInstants();
        long now = steps.lastMillis();
        count(series, watched, episodes, last ? now + 1 : untilKnown(now, seen.watched()));
        new Look(series, watched, seen, last).price(episodes);
    }

    /** Opens an account for each kind as long as there is room, for those of all devices together first. */
    private Map<EpisodeKind, Episodes> known(WatchedEpisodes seen) {
        seen.byKind().keySet().stream()
                .filter(kind -> !kinds.containsKey(kind))
                .sorted(Comparator.comparing(kind -> !kind.device().equals(EpisodeKind.ALL)))
                .limit(MOST_KINDS - kinds.size())
                .toList()
                .forEach(this::account);
        return seen.byKind().entrySet().stream()
                .filter(one -> kinds.containsKey(one.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> Episodes.of(one.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static long untilKnown(long now, Coverage watched) {
        return Math.min(now, watched.hull().map(Segment::endMillis).orElse(now)) - SETTLE_MILLIS;
    }

    /** Counts what was watched since the last time. */
    private void count(TimeSeries series, Coverage watched, Map<EpisodeKind, Episodes> episodes, long until) {
        if (until <= countedUntilMillis) {
            return;
        }
        Segment time = new Segment(countedUntilMillis, until);
        for (int i = Math.max(1, series.firstAtOrAfter(countedUntilMillis)); i < series.size(); i++) {
            long end = series.epochMillis(i);
            long start = series.epochMillis(i - 1);
            if (end > time.startMillis()
                    && end <= until
                    && watched.segmentOf(end)
                            .filter(segment -> segment.contains(start))
                            .isPresent()) {
                watchedMillis += end - start;
            }
        }
        Coverage soFar = watched.within(new Segment(Long.MIN_VALUE, until));
        Coverage fresh = watched.within(time);
        episodes.forEach((kind, all) -> account(kind).count(all, soFar, fresh));
        countedUntilMillis = until;
    }

    private KindAccount account(EpisodeKind kind) {
        return kinds.computeIfAbsent(kind, one -> new KindAccount(fromMillis));
    }

    /** What is known at one moment. Few looks find a cluster that has closed, so what takes long is done for those only. */
    private final class Look {
        private final TimeSeries series;
        private final Coverage watched;
        private final WatchedEpisodes seen;
        private final boolean last;
        /** Episodes of any kind, by how much earlier they are taken. */
        private final Map<Long, Episodes> any = new HashMap<>();

        private Optional<StepTimes> known = Optional.empty();

        Look(TimeSeries series, Coverage watched, WatchedEpisodes seen, boolean last) {
            this.series = series;
            this.watched = watched;
            this.seen = seen;
            this.last = last;
        }

        void price(Map<EpisodeKind, Episodes> episodes) {
            episodes.forEach((kind, own) -> {
                price(kind, own, KindAccount.AS_FLAGGED);
                if (seen.lateReasons().contains(kind.reason())) {
                    ClusterRules.LATENCY_TRIALS_MILLIS.forEach(millis -> price(kind, own, millis));
                }
            });
            if (known.isPresent()) {
                forgetTheOldest();
                kinds.values().forEach(KindAccount::estimate);
            }
        }

        private void price(EpisodeKind kind, Episodes flagged, long earlierMillis) {
            PricedClusters priced = account(kind).priced(earlierMillis, fromMillis);
            Episodes own = flagged.earlier(earlierMillis);
            List<Segment> closed = own.endingAfter(priced.closedUntilMillis()).clusters().stream()
                    .filter(this::isClosed)
                    .toList();
            if (!closed.isEmpty()) {
                StepSides sides = StepSides.of(times(), own, any(earlierMillis), seen.guardMillis());
                ClusterSlowdown.of(times(), sides, closed).forEach(priced::add);
                priced.closeUntil(closed.get(closed.size() - 1).endMillis());
            }
        }

        private Episodes any(long earlierMillis) {
            return any.computeIfAbsent(
                    earlierMillis,
                    millis -> Episodes.of(seen.byKind().values().stream()
                                    .flatMap(List::stream)
                                    .toList())
                            .earlier(millis));
        }

        private boolean isClosed(Segment cluster) {
            return last
                    || (isPast(cluster, ClusterRules.NEAR_MILLIS)
                            && isPast(cluster, ClusterRules.MEDIANS_NEAR * times().medianMillis()));
        }

        private boolean isPast(Segment cluster, double millis) {
            return cluster.endMillis() + millis <= steps.lastMillis();
        }

        private StepTimes times() {
            StepTimes found = known.orElseGet(() -> StepTimes.of(series, watched, steps.together()));
            known = Optional.of(found);
            return found;
        }
    }

    private void forgetTheOldest() {
        List<PricedClusters> all = kinds.values().stream()
                .flatMap(account -> account.all().stream())
                .toList();
        for (int kept = all.stream().mapToInt(PricedClusters::kept).sum(); kept > MOST_CLUSTERS; kept--) {
            all.stream()
                    .filter(priced -> priced.kept() > 0)
                    .min(Comparator.comparing(priced -> priced.oldestMillis().orElseThrow()))
                    .ifPresent(PricedClusters::dropOldest);
        }
    }

    LiveCosts view() {
        Map<EpisodeKind, LiveCosts.Kind> views = new LinkedHashMap<>();
        kinds.forEach((kind, account) -> views.put(kind, account.view()));
        return new LiveCosts(watchedMillis / MILLIS, views);
    }

    void writeTo(DataOutputStream out) throws IOException {
        steps.writeTo(out);
        out.writeBoolean(begun);
        out.writeLong(fromMillis);
        out.writeLong(countedUntilMillis);
        out.writeLong(nextLookMillis);
        out.writeLong(watchedMillis);
        out.writeByte(kinds.size());
        for (Map.Entry<EpisodeKind, KindAccount> kind : kinds.entrySet()) {
            out.writeUTF(kind.getKey().device());
            out.writeUTF(kind.getKey().reason());
            kind.getValue().writeTo(out);
        }
    }

    static CostTrack readFrom(DataInputStream in) throws IOException {
        CostTrack track = new CostTrack(RecentSteps.readFrom(in));
        track.begun = in.readBoolean();
        track.fromMillis = in.readLong();
        track.countedUntilMillis = in.readLong();
        track.nextLookMillis = in.readLong();
        track.watchedMillis = in.readLong();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            track.kinds.put(new EpisodeKind(in.readUTF(), in.readUTF()), KindAccount.readFrom(in));
        }
        return track;
    }
}
