package org.thermograd.domain.collapse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.domain.series.Segment;

/**
 * When one flag of one device was known and when it was up, of late: from the first sample at which it was up to the last one
 * before it was down or was not known, wider by half a sample period on both sides. Confined to one thread.
 */
final class FlagLog {
    private static final long NONE = Long.MIN_VALUE;

    private final long halfPeriodMillis;
    private final long gapMillis;
    private final long joinMillis;
    private final Newest<Segment> ended = new Newest<>();
    private final Newest<Segment> watched = new Newest<>();
    private long watchedSinceMillis = NONE;
    private long lastMillis = NONE;
    private long upSinceMillis = NONE;
    private long lastUpMillis = NONE;
    private long endedSinceMillis = NONE;

    /**
     * Makes a log that knows nothing.
     *
     * @param joinMillis the flag counts as up while it was down for less than this
     */
    FlagLog(CollapseConfig config, long joinMillis) {
        this.halfPeriodMillis = config.samplePeriod().toMillis() / 2;
        this.gapMillis = config.gapMillis();
        this.joinMillis = joinMillis;
    }

    /**
     * Takes a sample, later than the one before.
     *
     * @param sinceMillis if it is up, the first sample of the condition that it stands for
     */
    void sample(long millis, FlagState state, long sinceMillis) {
        if (lastMillis != NONE && millis - lastMillis > gapMillis) {
            watched.add(new Segment(watchedSinceMillis, lastMillis + 1));
            end();
            watchedSinceMillis = millis;
        } else if (lastMillis == NONE) {
            watchedSinceMillis = millis;
        }
        lastMillis = millis;
        switch (state) {
            case DOWN -> end();
            case PENDING -> {}
            case UP -> {
                if (upSinceMillis == NONE) {
                    begin(Math.max(sinceMillis, watchedSinceMillis));
                }
                lastUpMillis = millis;
            }
        }
    }

    private void begin(long sinceMillis) {
        boolean goesOn = endedSinceMillis != NONE
                && endedSinceMillis >= watchedSinceMillis
                && sinceMillis - lastUpMillis < joinMillis;
        if (goesOn) {
            ended.removeNewest();
        }
        upSinceMillis = goesOn ? endedSinceMillis : sinceMillis;
    }

    private void end() {
        if (upSinceMillis != NONE) {
            ended.add(stretch());
            endedSinceMillis = upSinceMillis;
            upSinceMillis = NONE;
        }
    }

    private Segment stretch() {
        long start = upSinceMillis - halfPeriodMillis;
        return new Segment(start, Math.max(lastUpMillis + halfPeriodMillis, start + 1));
    }

    /** Returns when it was up, as far as that ended after some time. */
    List<Segment> up(long fromMillis) {
        List<Segment> up = after(ended, fromMillis);
        if (upSinceMillis != NONE) {
            up.add(stretch());
        }
        return up;
    }

    /** Returns when it was known, as far as that ended after some time. */
    List<Segment> watched(long fromMillis) {
        List<Segment> known = after(watched, fromMillis);
        if (lastMillis != NONE) {
            known.add(new Segment(watchedSinceMillis, lastMillis + 1));
        }
        return known;
    }

    private static List<Segment> after(Newest<Segment> stretches, long millis) {
        return stretches.stream()
                .filter(one -> one.endMillis() > millis)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
