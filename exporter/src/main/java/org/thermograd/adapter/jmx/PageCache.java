package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page that readers of attributes share for a moment, so that what one client reads in one go is of one snapshot. Nothing is
 * collected while nobody reads. Thread-safe.
 */
final class PageCache {
    /** How long a page is shared. */
    static final Duration SHARED = Duration.ofMillis(200);

    private final Supplier<List<BeanSeries>> source;
    private final LongSupplier nanoTicker;
    private final Consumer<BeanPage> collected;

    @GuardedBy("this")
    private @Nullable BeanPage page;

    @GuardedBy("this")
    private long collectedNanos;

    /**
     * Prepares a cache that is empty.
     *
     * @param source collects all series of one moment
     * @param nanoTicker elapsed time
     * @param collected hears of each new page; must return quickly
     */
    PageCache(Supplier<List<BeanSeries>> source, LongSupplier nanoTicker, Consumer<BeanPage> collected) {
        this.source = requireNonNull(source, "source");
        this.nanoTicker = requireNonNull(nanoTicker, "nanoTicker");
        this.collected = requireNonNull(collected, "collected");
    }

    /** Returns a page that is as old as {@link #SHARED} at most. */
    synchronized BeanPage recent() {
        BeanPage kept = page;
        if (kept != null && nanoTicker.getAsLong() - collectedNanos < SHARED.toNanos()) {
            return kept;
        }
        return collect();
    }

    /** Returns a new page. */
    synchronized BeanPage collect() {
        collectedNanos = nanoTicker.getAsLong();
        BeanPage fresh = BeanPage.of(source.get());
        page = fresh;
        collected.accept(fresh);
        return fresh;
    }
}
