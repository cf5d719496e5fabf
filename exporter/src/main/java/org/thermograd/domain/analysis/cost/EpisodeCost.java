package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;

/**
 * What the episodes of one kind cost one run.
 *
 * @param kind which episodes
 * @param episodes how many there were while steps were watched
 * @param method how they can be judged
 * @param sides the steps inside and outside; absent where the exporter compared them and does not tell
 * @param insideTotalSeconds watched time in such episodes, whether steps could be used or not
 * @param coveredShare the share of the watched time that this is; absent where nothing was watched
 * @param slowdown against the steps near the episodes; absent where no episode can be compared
 */
public record EpisodeCost(
        EpisodeKind kind,
        int episodes,
        Method method,
        Optional<Sides> sides,
        double insideTotalSeconds,
        OptionalDouble coveredShare,
        Optional<Slowdown> slowdown) {
    /** Checks that nothing is missing. */
    public EpisodeCost {
        requireNonNull(kind, "kind");
        requireNonNull(method, "method");
        requireNonNull(sides, "sides");
        requireNonNull(coveredShare, "coveredShare");
        requireNonNull(slowdown, "slowdown");
    }

    /** How a cost is found. */
    public enum Method {
        /** Each cluster of episodes is compared with the steps near it. */
        MATCHED,
        /** There is next to no time outside; step time is compared with the clock. */
        DOSE,
        /** There is nothing to compare. */
        NONE;

        /** Returns the name in report.json. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The steps that are compared.
     *
     * @param inside those of which at least half lies in such episodes
     * @param outside those that no episode of any kind comes near
     */
    public record Sides(Steps inside, Steps outside) {
        /** Checks that nothing is missing. */
        public Sides {
            requireNonNull(inside, "inside");
            requireNonNull(outside, "outside");
        }
    }

    /**
     * Some of the steps.
     *
     * @param count how many
     * @param medianSeconds their median; absent where there are none
     * @param meanJoules their mean energy; absent where there are none or the power is not known
     */
    public record Steps(int count, OptionalDouble medianSeconds, OptionalDouble meanJoules) {
        /** Checks that nothing is missing. */
        public Steps {
            requireNonNull(medianSeconds, "medianSeconds");
            requireNonNull(meanJoules, "meanJoules");
        }
    }

    /**
     * Time that was lost.
     *
     * @param seconds how much
     * @param lower lower end of its 95% interval
     * @param upper upper end
     */
    public record LostTime(double seconds, double lower, double upper) {}

    /** Returns the cost of another kind with the same episodes. */
    EpisodeCost of(EpisodeKind other) {
        return new EpisodeCost(other, episodes, method, sides, insideTotalSeconds, coveredShare, slowdown);
    }

    /** Returns the interval of the slowdown; nothing where there is none. */
    public Optional<Slowdown.Interval> interval() {
        return slowdown.flatMap(Slowdown::interval);
    }

    /** Returns the time in episodes that would not have been needed without them: only where the whole interval is slower. */
    public Optional<LostTime> lost() {
        return interval()
                .filter(found -> found.lower() > 1)
                .map(found -> new LostTime(
                        lostAt(slowdown.orElseThrow().ratio()), lostAt(found.lower()), lostAt(found.upper())));
    }

    private double lostAt(double ratio) {
        return insideTotalSeconds * (1 - 1 / ratio);
    }

    /** Returns how many median steps outside would have fitted into the time that was lost. */
    public OptionalDouble lostSteps() {
        Optional<LostTime> lost = lost();
        OptionalDouble outside =
                sides.map(known -> known.outside().medianSeconds()).orElse(OptionalDouble.empty());
        return lost.isPresent() && outside.isPresent()
                ? OptionalDouble.of(lost.get().seconds() / outside.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Returns whether there are episodes that can be compared, but too few for an interval. */
    public boolean isOfFewEpisodes() {
        return slowdown.isPresent() && interval().isEmpty();
    }

    /** Returns what the slowdown would be if the flag is late; nothing where that makes no difference. */
    public Optional<Slowdown.LateFlag> late() {
        return interval().flatMap(Slowdown.Interval::late);
    }
}
