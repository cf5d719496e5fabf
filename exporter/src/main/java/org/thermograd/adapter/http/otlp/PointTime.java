package org.thermograd.adapter.http.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.training.StepField;

/** When the step of a point ended. Confined to one thread. */
final class PointTime {
    private static final double NANOS = 1e9;
    /** The clock of a machine that is earlier was never set. */
    private static final long EARLIEST = TimeUnit.SECONDS.toNanos(946_684_800);

    private final long latest;
    private boolean ahead;

    PointTime(long latestMillis) {
        this.latest = TimeUnit.MILLISECONDS.toNanos(latestMillis);
    }

    /** Returns nanoseconds since 1970, by an attribute that tells it or else those of the point; 0 where it has none. */
    long of(NumberDataPoint point) throws PointRefusedException {
        List<KeyValue> attributes = point.getAttributesList();
        Optional<String> given = Attributes.find(attributes, StepField.TIMESTAMP_SHARED)
                .or(() -> Attributes.find(attributes, StepField.TIMESTAMP));
        if (given.isPresent()) {
            return checked("attribute timestamp", seconds(given.get()), given.get());
        }
        long nanos = point.getTimeUnixNano();
        return nanos == 0 ? 0 : checked("time_unix_nano", nanos, Long.toUnsignedString(nanos));
    }

    /** Tells whether a time was too far ahead. */
    boolean wasAhead() {
        return ahead;
    }

    /** Returns seconds in nanoseconds; what is no number is not a time that can be. */
    private static long seconds(String text) {
        try {
            return Math.max(0, (long) (Double.parseDouble(text) * NANOS));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private long checked(String what, long nanos, String given) throws PointRefusedException {
        // As an unsigned number, what is beyond the year 2262 is the latest of all.
        if (Long.compareUnsigned(nanos, latest) > 0) {
            ahead = true;
            throw PointRefusedException.of(
                    what,
                    "at most 300 s ahead of the clock here, "
                            + Instant.ofEpochSecond(0, latest).minus(IngestConfig.MAX_AHEAD),
                    JsonText.cut(given));
        }
        if (nanos < EARLIEST) {
            throw PointRefusedException.of(what, "no earlier than the year 2000", JsonText.cut(given));
        }
        return nanos;
    }
}
