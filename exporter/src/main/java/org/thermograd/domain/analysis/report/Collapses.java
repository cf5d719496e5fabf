package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.run.InferredRun;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.event.CollapseKind;

/** Which collapses a report is about, and how they were found. */
public sealed interface Collapses {
    /** Returns their kind. */
    CollapseKind kind();

    /** The flags of the recording. */
    record Recorded() implements Collapses {
        @Override
        public CollapseKind kind() {
            return CollapseKind.RECORDED;
        }
    }

    /**
     * Efficiency drops, inferred from the samples of the recording.
     *
     * @param mode how the constants of the rule were read
     * @param slopeWindow over how long the slope of the temperature was fitted
     * @param devices what each device is taken to be built for
     * @param runs the runs, with the devices that could not show one
     */
    record Inferred(
            IndexMode mode, Duration slopeWindow, SortedMap<String, RatedDevice> devices, List<InferredRun> runs)
            implements Collapses {
        public Inferred {
            requireNonNull(mode, "mode");
            requireNonNull(slopeWindow, "slopeWindow");
            devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
            runs = List.copyOf(runs);
        }

        @Override
        public CollapseKind kind() {
            return CollapseKind.INFERRED;
        }
    }

    /** Those that the job found in what a recording says of driver and clock. */
    record Told() implements Collapses {
        @Override
        public CollapseKind kind() {
            return CollapseKind.CONFIRMED;
        }
    }

    /**
     * Those that an exporter found as they happened.
     *
     * @param kind where they come from
     * @param reasons the reasons of that kind that some device could show
     * @param latency who says how late they were found
     */
    record FoundLive(CollapseKind kind, SortedSet<String> reasons, Latency latency) implements Collapses {
        public FoundLive {
            requireNonNull(kind, "kind");
            requireNonNull(latency, "latency");
            reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        }
    }

    /**
     * Those that the job found in what others exposed and a Prometheus scraped.
     *
     * @param kind where they come from
     * @param reasons the reasons that some device could show
     * @param latency who says how late they were found
     */
    record Scraped(CollapseKind kind, SortedSet<String> reasons, Latency latency) implements Collapses {
        public Scraped {
            requireNonNull(kind, "kind");
            requireNonNull(latency, "latency");
            reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        }
    }

    /** Who says how late collapses are found. */
    enum Latency {
        /** The user. */
        GIVEN,
        /** The exporter. */
        PUBLISHED,
        /** Nobody, so it is taken as 0. */
        UNKNOWN
    }

    /**
     * What a device is taken to be built for.
     *
     * @param rating the figures
     * @param assumed those of them that are defaults of its kind and not told by anybody
     */
    record RatedDevice(DeviceRating rating, Set<Figure> assumed) {
        public RatedDevice {
            requireNonNull(rating, "rating");
            EnumSet<Figure> copy = EnumSet.noneOf(Figure.class);
            copy.addAll(assumed);
            assumed = Collections.unmodifiableSet(copy);
        }
    }

    /** A figure of a rating. */
    enum Figure {
        /** The rated power. */
        RATED_WATTS("ratedWatts"),
        /** The temperature limit. */
        LIMIT_CELSIUS("limitCelsius");

        private final String key;

        Figure(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
