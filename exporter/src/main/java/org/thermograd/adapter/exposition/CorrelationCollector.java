package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.CoincidenceCounts;
import org.thermograd.domain.correlation.CoincidenceStatistics;
import org.thermograd.domain.correlation.TestedDirection;
import org.thermograd.domain.correlation.Verdict;
import org.thermograd.domain.correlation.VerdictCode;
import org.thermograd.domain.cost.AggregatedCost;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.detail.LagHistogram;

/**
 * What the correlation service found in its newest look, run by run, and how it fares. A figure that is not defined has no
 * sample. Thread-safe if its supplier is.
 */
public final class CorrelationCollector implements MetricCollector {
    private static final double MILLIS = 1000;
    private static final double NANOS = 1e9;
    private static final long SECONDS_PER_MINUTE = 60;

    private final Supplier<CorrelationStatus> status;

    /**
     * Makes the collector.
     *
     * @param status gives what is known now; asked once a scrape
     */
    public CorrelationCollector(Supplier<CorrelationStatus> status) {
        this.status = requireNonNull(status, "status");
    }

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public List<Family> families() {
        return CorrelationFamilies.ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        CorrelationStatus now = status.get();
        FamilyPoints points = new FamilyPoints(CorrelationFamilies.ALL);
        points.of(CorrelationFamilies.LOOKS).add((double) now.looks());
        points.of(CorrelationFamilies.FAILURES).add((double) now.failures());
        points.of(CorrelationFamilies.SKIPPED).add((double) now.skipped());
        now.pass().ifPresent(pass -> {
            points.of(CorrelationFamilies.LAST_SUCCESS).add(epochSeconds(pass.endedAt()));
            points.of(CorrelationFamilies.DURATION).add(pass.took().toNanos() / NANOS);
        });
        now.look().ifPresent(look -> {
            points.of(CorrelationFamilies.WINDOW_START).add(epochSeconds(look.from()));
            points.of(CorrelationFamilies.WINDOW_END).add(epochSeconds(look.to()));
            look.runs().forEach(run -> new OfRun(points, run.run(), EpisodeKind.ALL).add(run));
        });
        return points.snapshots();
    }

    private static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }

    /** The series of one run. */
    private record OfRun(FamilyPoints points, String run, String device) {
        void add(CorrelatedRun found) {
            VerdictCode code =
                    found.analysis().map(analysis -> analysis.verdict().code()).orElse(VerdictCode.NOT_ESTIMABLE);
            for (VerdictCode one : VerdictCode.values()) {
                points.of(CorrelationFamilies.VERDICT).add(one == code ? 1 : 0, run, device, one.name());
            }
            found.analysis().ifPresent(this::add);
            found.lags().ifPresent(this::add);
            found.cost().ifPresent(this::add);
        }

        private void add(Analysis analysis) {
            points.of(CorrelationFamilies.OBSERVED).add(analysis.totalMillis() / MILLIS, run, device);
            analysis.forward().ifPresent(forward -> {
                CoincidenceCounts counts = forward.coincidence().counts();
                points.of(CorrelationFamilies.SPIKES).add(counts.causes(), run, device);
                points.of(CorrelationFamilies.COLLAPSES).add(counts.effects(), run, device);
            });
            add(analysis.forward(), "forward");
            add(analysis.backward(), "backward");
            if (analysis.verdict() instanceof Verdict.InconclusiveTooShort inconclusive) {
                OptionalLong minutes = inconclusive.moreMinutes();
                if (minutes.isPresent()) {
                    points.of(CorrelationFamilies.MORE)
                            .add((double) (minutes.getAsLong() * SECONDS_PER_MINUTE), run, device);
                }
            }
        }

        private void add(Optional<TestedDirection> tested, String direction) {
            tested.ifPresent(one -> {
                add(CorrelationFamilies.Q_VALUE, one.q(), direction);
                one.coincidence().statistics().ifPresent(statistics -> add(statistics, direction));
            });
        }

        private void add(CoincidenceStatistics statistics, String direction) {
            add(CorrelationFamilies.RATE_RATIO, statistics.rateRatio().estimate(), direction);
            add(CorrelationFamilies.RATE_RATIO_LOWER, statistics.rateRatio().lower(), direction);
            add(CorrelationFamilies.RATE_RATIO_UPPER, statistics.rateRatio().upper(), direction);
            points.of(CorrelationFamilies.COINCIDENCE_RATE)
                    .add(statistics.precursorRate().value(), run, device, direction);
            points.of(CorrelationFamilies.P_VALUE).add(statistics.p(), run, device, direction);
            add(CorrelationFamilies.DETECTABLE, statistics.detectableRateRatio(), direction);
        }

        private void add(LagHistogram lags) {
            for (LagHistogram.Bin bin : lags.bins()) {
                String left = String.format(Locale.ROOT, "%+04d", Math.round(bin.fromMillis() / MILLIS));
                points.of(CorrelationFamilies.LAG_BIN).add(bin.count(), run, device, left);
                points.of(CorrelationFamilies.LAG_EXPECTED).add(lags.expected(), run, device, left);
                points.of(CorrelationFamilies.LAG_LOWER).add(bin.lower(), run, device, left);
                points.of(CorrelationFamilies.LAG_UPPER).add(bin.upper(), run, device, left);
            }
        }

        private void add(AggregatedCost cost) {
            cost.others().forEach((state, times) -> {
                add(CorrelationFamilies.SLOWDOWN, cost.slowdown(times), state);
                add(CorrelationFamilies.LOST, cost.lostSeconds(times), state);
            });
        }

        private void add(Family family, OptionalDouble value, String label) {
            if (value.isPresent()) {
                points.of(family).add(value.getAsDouble(), run, device, label);
            }
        }
    }
}
