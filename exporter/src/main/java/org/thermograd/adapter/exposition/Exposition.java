package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of metrics, from all collectors. Thread-safe.
 *
 * <p>A collector that throws, or gives a family that another one gave before it, is left out of that scrape and counted.
 */
public final class Exposition {
    private static final Logger logger = LoggerFactory.getLogger(Exposition.class);
    private static final Family FAILURES = Family.counter(
            "thermograd_collector_failures_total",
            "How often a part of this page could not be made; it was then missing.",
            "collector");

    private final List<Slot> slots;
    private final Function<Instant, Scrape> scrapes;
    private final InstantSource clock;

    /** A collector and how it fares. */
    private record Slot(MetricCollector collector, AtomicLong failures, AtomicBoolean failing) {}

    /**
     * Puts collectors together.
     *
     * @param collectors in any order
     * @param scrapes gives what a scrape shows by its moment; asked once per scrape
     * @param clock the wall clock
     * @throws IllegalArgumentException if two collectors have one name, or own one family
     */
    public Exposition(
            List<? extends MetricCollector> collectors, Function<Instant, Scrape> scrapes, InstantSource clock) {
        this.scrapes = requireNonNull(scrapes, "scrapes");
        this.clock = requireNonNull(clock, "clock");
        Set<String> owned = new HashSet<>(List.of(FAILURES.name()));
        List<Slot> all = new ArrayList<>();
        for (MetricCollector collector : collectors) {
            if (!owned.add("collector " + collector.name())) {
                throw new IllegalArgumentException("collectors must differ in name, got two " + collector.name());
            }
            for (Family family : collector.families()) {
                if (!owned.add(family.name())) {
                    throw new IllegalArgumentException("families must have one owner, got two of " + family.name());
                }
            }
            all.add(new Slot(collector, new AtomicLong(), new AtomicBoolean()));
        }
        this.slots = List.copyOf(all);
    }

    /** Returns every family that may stand on the page, but those of the client library ({@code jvm_*}, {@code process_*}). */
    public List<Family> families() {
        List<Family> all = new ArrayList<>(List.of(FAILURES));
        slots.forEach(slot -> all.addAll(slot.collector().families()));
        return all;
    }

    /** Returns the media type in which {@link #write} answers. */
    public String contentType(Optional<String> accept) {
        return Format.requested(accept).writer().getContentType()
                + escaping(accept).toHeaderFormat();
    }

    /**
     * Writes the page.
     *
     * @param accept the {@code Accept} header, which chooses the format
     * @param names the families asked for; none asks for all
     * @param to where it goes; not closed
     * @throws IOException if {@code to} fails
     */
    public void write(Optional<String> accept, Collection<String> names, OutputStream to) throws IOException {
        NameFilter filter = new NameFilter(names);
        List<MetricSnapshot> wanted = collect().stream().filter(filter::accepts).toList();
        Format.requested(accept).writer().write(to, new MetricSnapshots(wanted), escaping(accept));
    }

    private static EscapingScheme escaping(Optional<String> accept) {
        return EscapingScheme.fromAcceptHeader(accept.orElse(""));
    }

    /** Returns all families of one moment. */
    public List<MetricSnapshot> collect() {
        Scrape scrape = scrapes.apply(clock.instant());
        List<MetricSnapshot> all = new ArrayList<>();
        Set<String> names = new HashSet<>(List.of(FAILURES.baseName()));
        for (Slot slot : slots) {
            try {
                List<MetricSnapshot> given = slot.collector().collect(scrape);
                addAll(given, names, all);
                slot.failing().set(false);
            } catch (RuntimeException e) {
                slot.failures().incrementAndGet();
                if (slot.failing().compareAndSet(false, true)) {
                    logger.warn(
                            "event=collector_failed collector={}",
                            slot.collector().name(),
                            e);
                }
            }
        }
        Points failures = new Points(FAILURES);
        slots.forEach(slot ->
                failures.add((double) slot.failures().get(), slot.collector().name()));
        failures.addTo(all);
        return all;
    }

    /** Adds all or, if one was there before, none. */
    private static void addAll(List<MetricSnapshot> given, Set<String> names, List<MetricSnapshot> all) {
        Set<String> own = new HashSet<>();
        for (MetricSnapshot family : given) {
            String name = family.getMetadata().getPrometheusName();
            if (names.contains(name) || !own.add(name)) {
                throw new IllegalStateException("family must be given once, got another " + name);
            }
        }
        names.addAll(own);
        all.addAll(given);
    }

    /**
     * Which families a scrape asks for by {@code name[]}: those whose name, or a name of whose samples, is given. No name
     * asks for all. Immutable.
     */
    static final class NameFilter {
        private static final Set<String> SUFFIXES =
                Set.of("", "_total", "_info", "_created", "_bucket", "_count", "_sum");

        private final Set<String> names;

        NameFilter(Collection<String> names) {
            this.names = Set.copyOf(names);
        }

        boolean accepts(MetricSnapshot family) {
            String name = family.getMetadata().getPrometheusName();
            return names.isEmpty() || SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
        }
    }
}
