package org.thermograd.adapter.linux;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When to look again for something that is found once and kept. Confined to one thread at a time. */
final class Rescan {
    /** Long against the cost of looking, short against the time in which hardware comes and goes. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Duration interval;
    private @Nullable Instant last;

    Rescan(Duration interval) {
        this.interval = interval;
    }

    /** Returns whether to look now: at first, after the interval, and after the clock was set back. */
    boolean isDue(Instant now) {
        boolean due = last == null || now.isBefore(last) || !now.isBefore(last.plus(interval));
        if (due) {
            last = now;
        }
        return due;
    }
}
