package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.cost.Episodes;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/** What the episodes of one kind cost a run. Confined to one thread. */
final class KindAccount {
    /** Episodes that are taken as they are. */
    static final long AS_FLAGGED = 0;

    private static final double MILLIS = 1000;

    /** By how much earlier than flagged the episodes are taken, 0 first. */
    private final SortedMap<Long, PricedClusters> priced = new TreeMap<>();

    private long episodes;
    /** Where the last episode that was counted ended, as far as it was known. */
    private long lastEndMillis = Long.MIN_VALUE;

    private long throttledMillis;
    private double lostSeconds;

    KindAccount(long fromMillis) {
        priced.put(AS_FLAGGED, new PricedClusters(fromMillis));
    }

    private KindAccount() {}

    /**
     * Counts what was watched. An episode that reaches back to one that was counted is the same, though its beginning may not be
     * known any more.
     *
     * @param all episodes, with those that were counted before
     * @param watched up to now
     * @param fresh the part of this that was not counted before
     */
    void count(Episodes all, Coverage watched, Coverage fresh) {
        for (Segment episode : all.overlapping(watched)) {
            if (episode.startMillis() > lastEndMillis) {
                episodes++;
            }
            lastEndMillis = Math.max(lastEndMillis, episode.endMillis());
        }
        throttledMillis += all.in(fresh).totalMillis();
    }

    /** Returns the clusters of episodes that are taken so much earlier than they were flagged. */
    PricedClusters priced(long earlierMillis, long fromMillis) {
        return priced.computeIfAbsent(earlierMillis, any -> new PricedClusters(fromMillis));
    }

    Collection<PricedClusters> all() {
        return priced.values();
    }

    /** Lets the time that was lost rise to what the clusters tell now; it never goes back. */
    void estimate() {
        requireNonNull(priced.get(AS_FLAGGED))
                .slowdown()
                .filter(found -> found.interval()
                        .filter(interval -> interval.lower() > 1)
                        .isPresent())
                .map(Slowdown::ratio)
                .ifPresent(ratio -> lostSeconds = Math.max(lostSeconds, throttledMillis / MILLIS * (1 - 1 / ratio)));
    }

    LiveCosts.Kind view() {
        SortedMap<Long, LiveCosts.Clusters> earlier = new TreeMap<>();
        priced.tailMap(AS_FLAGGED + 1).forEach((millis, clusters) -> earlier.put(millis, clusters.view()));
        return new LiveCosts.Kind(
                episodes,
                throttledMillis / MILLIS,
                lostSeconds,
                requireNonNull(priced.get(AS_FLAGGED)).view(),
                earlier);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(episodes);
        out.writeLong(lastEndMillis);
        out.writeLong(throttledMillis);
        out.writeDouble(lostSeconds);
        out.writeByte(priced.size());
        for (Map.Entry<Long, PricedClusters> one : priced.entrySet()) {
            out.writeLong(one.getKey());
            one.getValue().writeTo(out);
        }
    }

    static KindAccount readFrom(DataInputStream in) throws IOException {
        KindAccount account = new KindAccount();
        account.episodes = in.readLong();
        account.lastEndMillis = in.readLong();
        account.throttledMillis = in.readLong();
        account.lostSeconds = in.readDouble();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            account.priced.put(in.readLong(), PricedClusters.readFrom(in));
        }
        return account;
    }
}
