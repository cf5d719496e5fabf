package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.EventCoincidence;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.statistics.Proportion;
import org.thermograd.domain.series.Segment;

/**
 * How good an alarm for collapses some events are.
 *
 * @param alarms how many there were
 * @param hits alarms with a collapse in the window after them
 * @param collapses how many collapses there were
 * @param caught collapses with an alarm in the window before them
 * @param watchedMillis for how long alarms and collapses would have been seen
 * @param leadMillis for each collapse that was caught the time since the most recent alarm in its window, in milliseconds
 */
public record Alarm(int alarms, int hits, int collapses, int caught, long watchedMillis, List<Long> leadMillis) {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    public Alarm {
        leadMillis = List.copyOf(leadMillis);
    }

    /**
     * Judges alarms.
     *
     * @param strata for each run the alarms as causes and the collapses as effects
     * @param lags how long after an alarm a collapse counts
     */
    static Alarm of(List<Stratum> strata, LagWindow lags) {
        int alarms = 0;
        int hits = 0;
        int collapses = 0;
        int caught = 0;
        long watchedMillis = 0;
        List<Long> leads = new ArrayList<>();
        for (Stratum stratum : strata) {
            CoincidenceCounts counts = EventCoincidence.count(stratum, lags);
            alarms += counts.causes();
            hits += counts.triggers();
            collapses += counts.effects();
            caught += counts.coincidences();
            watchedMillis += counts.totalMillis();
            stratum.coverage().segments().forEach(segment -> addLeads(stratum, segment, lags, leads));
        }
        return new Alarm(alarms, hits, collapses, caught, watchedMillis, leads);
    }

    private static void addLeads(Stratum stratum, Segment segment, LagWindow lags, List<Long> leads) {
        long[] causes = stratum.causeMillis();
        int next = 0;
        for (long effect : stratum.effectMillis()) {
            if (!segment.contains(effect)) {
                continue;
            }
            while (next < causes.length && causes[next] <= effect - lags.fromMillis()) {
                next++;
            }
            if (next > 0 && segment.contains(causes[next - 1]) && effect - causes[next - 1] < lags.toMillis()) {
                leads.add(effect - causes[next - 1]);
            }
        }
    }

    /** Returns the share of the collapses that were caught. */
    public Proportion sensitivity() {
        return new Proportion(caught, collapses);
    }

    /** Returns the share of the alarms that a collapse followed (the positive predictive value). */
    public Proportion precision() {
        return new Proportion(hits, alarms);
    }

    /** Returns how many alarms an hour no collapse followed. */
    public double falsePerHour() {
        return (alarms - hits) / (watchedMillis / MILLIS_PER_HOUR);
    }

    /**
     * Returns the lead time that a share of those caught does not exceed, in milliseconds, between neighbors in proportion;
     * nothing if none was caught.
     *
     * @param share 0 to 1; 0.5 is the median
     */
    public OptionalDouble leadMillis(double share) {
        return leadMillis.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantile.withDefaults()
                        .with(Quantile.EstimationMethod.HF7)
                        .evaluate(
                                leadMillis.stream()
                                        .mapToDouble(Long::doubleValue)
                                        .toArray(),
                                share));
    }
}
