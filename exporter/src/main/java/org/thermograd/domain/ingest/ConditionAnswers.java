package org.thermograd.domain.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * What a source of conditions answered while one push was counted, as far as it knew anything, so that the same can be counted
 * again without it. Written it is empty where nothing was known, and otherwise a few bytes a step. Confined to one thread.
 */
public final class ConditionAnswers implements ConditionSource {
    private static final List<StepCondition> CONDITIONS = List.of(StepCondition.values());
    private static final int THROTTLED = CONDITIONS.size();
    private static final int EPISODES = THROTTLED + 1;

    private record Time(long fromMillis, long toMillis) {}

    private final Map<Time, StepCondition> during = new HashMap<>();
    private final Set<Time> throttled = new HashSet<>();
    private final Map<Long, WatchedEpisodes> episodes = new HashMap<>();

    /** Knows nothing. */
    public ConditionAnswers() {}

    /** Forgets what it knew and takes what was written, nothing where that is empty. */
    public void read(byte[] written) {
        during.clear();
        throttled.clear();
        episodes.clear();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            long millis = 0;
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                long fromMillis = millis + Varint.read(in);
                millis = fromMillis;
                if (kind == EPISODES) {
                    episodes.put(fromMillis, readEpisodes(in));
                    continue;
                }
                millis += Varint.read(in);
                Time time = new Time(fromMillis, millis);
                if (kind == THROTTLED) {
                    throttled.add(time);
                } else {
                    during.put(time, CONDITIONS.get(kind));
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("answers must be whole, got " + written.length + " bytes", e);
        }
    }

    @Override
    public Set<StepCondition> possible() {
        return Set.of(StepCondition.CLEAR);
    }

    @Override
    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        return during.getOrDefault(new Time(fromMillis, toMillis), StepCondition.CLEAR);
    }

    @Override
    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return throttled.contains(new Time(fromMillis, toMillis));
    }

    @Override
    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
        return episodes.getOrDefault(fromMillis, WatchedEpisodes.NONE);
    }

    /** Writes answers as they are given. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private long millis;

        void during(long fromMillis, long toMillis, StepCondition condition) {
            if (condition != StepCondition.CLEAR) {
                time(CONDITIONS.indexOf(condition), fromMillis, toMillis);
            }
        }

        void throttled(long fromMillis, long toMillis, boolean was) {
            if (was) {
                time(THROTTLED, fromMillis, toMillis);
            }
        }

        void episodes(long fromMillis, WatchedEpisodes told) {
            if (!told.equals(WatchedEpisodes.NONE)) {
                try {
                    from(EPISODES, fromMillis);
                    writeEpisodes(told, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void time(int kind, long fromMillis, long toMillis) {
            try {
                from(kind, fromMillis);
                Varint.write(out, toMillis - fromMillis);
                millis = toMillis;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void from(int kind, long fromMillis) throws IOException {
            out.writeByte(kind);
            Varint.write(out, fromMillis - millis);
            millis = fromMillis;
        }

        byte[] written() {
            return bytes.toByteArray();
        }
    }

    private static void writeEpisodes(WatchedEpisodes told, DataOutputStream out) throws IOException {
        writeSegments(told.watched().segments(), out);
        Varint.write(out, told.byKind().size());
        for (Map.Entry<EpisodeKind, List<Segment>> kind : told.byKind().entrySet()) {
            out.writeUTF(kind.getKey().device());
            out.writeUTF(kind.getKey().reason());
            writeSegments(kind.getValue(), out);
        }
        Varint.write(out, told.lateReasons().size());
        for (String reason : told.lateReasons()) {
            out.writeUTF(reason);
        }
        Varint.write(out, told.guardMillis());
    }

    private static WatchedEpisodes readEpisodes(DataInputStream in) throws IOException {
        Coverage watched = new Coverage(readSegments(in));
        Map<EpisodeKind, List<Segment>> byKind = new LinkedHashMap<>();
        for (long left = Varint.read(in); left > 0; left--) {
            byKind.put(new EpisodeKind(in.readUTF(), in.readUTF()), readSegments(in));
        }
        Set<String> lateReasons = new HashSet<>();
        for (long left = Varint.read(in); left > 0; left--) {
            lateReasons.add(in.readUTF());
        }
        return new WatchedEpisodes(watched, byKind, lateReasons, Varint.read(in));
    }

    private static void writeSegments(List<Segment> segments, DataOutputStream out) throws IOException {
        Varint.write(out, segments.size());
        for (Segment segment : segments) {
            Varint.write(out, segment.startMillis());
            Varint.write(out, segment.endMillis());
        }
    }

    private static List<Segment> readSegments(DataInputStream in) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (long left = Varint.read(in); left > 0; left--) {
            segments.add(new Segment(Varint.read(in), Varint.read(in)));
        }
        return segments;
    }
}
