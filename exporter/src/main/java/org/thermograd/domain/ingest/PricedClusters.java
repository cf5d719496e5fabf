package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.cost.ClusterSlowdown;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.Segment;

/** The clusters of episodes of one kind that were priced: sums of all, and the newest of them. Confined to one thread. */
final class PricedClusters {
    private final SortedMap<Integer, LiveCosts.Cluster> slots = new TreeMap<>();
    private long closedUntilMillis;
    private long count;
    private double meanLog;
    private double squares;

    PricedClusters(long fromMillis) {
        this.closedUntilMillis = fromMillis;
    }

    /** Returns up to when clusters were judged, whether they could be compared or not. */
    long closedUntilMillis() {
        return closedUntilMillis;
    }

    void closeUntil(long millis) {
        closedUntilMillis = Math.max(closedUntilMillis, millis);
    }

    void add(ClusterSlowdown priced) {
        slots.put((int) (count % LiveCosts.Clusters.SLOTS), new LiveCosts.Cluster(priced.cluster(), priced.slowdown()));
        count++;
        double log = Math.log(priced.slowdown());
        double deviation = log - meanLog;
        meanLog += deviation / count;
        squares += deviation * (log - meanLog);
    }

    /** Returns how many clusters are kept. */
    int kept() {
        return slots.size();
    }

    /** Returns the start of the oldest cluster that is kept; nothing where none is. */
    Optional<Long> oldestMillis() {
        return slots.values().stream()
                .map(cluster -> cluster.time().startMillis())
                .min(Long::compare);
    }

    void dropOldest() {
        oldestMillis()
                .ifPresent(oldest ->
                        slots.values().removeIf(cluster -> cluster.time().startMillis() == oldest));
    }

    Optional<Slowdown> slowdown() {
        return Slowdown.of((int) Math.min(count, Integer.MAX_VALUE), meanLog, squares);
    }

    LiveCosts.Clusters view() {
        return new LiveCosts.Clusters(count, slots);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(closedUntilMillis);
        out.writeLong(count);
        out.writeDouble(meanLog);
        out.writeDouble(squares);
        out.writeByte(slots.size());
        for (Map.Entry<Integer, LiveCosts.Cluster> slot : slots.entrySet()) {
            out.writeByte(slot.getKey());
            out.writeLong(slot.getValue().time().startMillis());
            Varint.write(out, slot.getValue().time().lengthMillis());
            out.writeDouble(slot.getValue().slowdown());
        }
    }

    static PricedClusters readFrom(DataInputStream in) throws IOException {
        PricedClusters priced = new PricedClusters(in.readLong());
        priced.count = in.readLong();
        priced.meanLog = in.readDouble();
        priced.squares = in.readDouble();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            int slot = in.readUnsignedByte();
            long start = in.readLong();
            Segment time = new Segment(start, start + Varint.read(in));
            priced.slots.put(slot, new LiveCosts.Cluster(time, in.readDouble()));
        }
        return priced;
    }
}
