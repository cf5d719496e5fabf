package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.cost.EpisodeKind;

/**
 * The series of one run in the newest look. Those of all its devices together bear the device {@code all}; those of one
 * device alone have figures but no verdict. Confined to one thread.
 */
final class CorrelatedRunPoints {
    /** How the coefficients of signals are made: both sides passed the filter of the norm first. */
    static final String PREWHITENED = "prewhitened";

    private static final String ALL = EpisodeKind.ALL;
    private static final double MILLIS = 1000;
    private static final long SECONDS_PER_MINUTE = 60;

    private final FamilyPoints points;
    private final String run;

    /** Prepares the series of a run. */
    CorrelatedRunPoints(FamilyPoints points, String run) {
        this.points = requireNonNull(points, "points");
        this.run = requireNonNull(run, "run");
    }

    /** Adds what was found. */
    void add(CorrelatedRun found) {
        Verdict.Code code =
                found.analysis().map(analysis -> analysis.verdict().code()).orElse(Verdict.Code.NOT_ESTIMABLE);
        for (Verdict.Code one : Verdict.Code.values()) {
            points.of(CorrelationFamilies.VERDICT).add(one == code ? 1 : 0, run, ALL, one.name());
        }
        found.analysis().ifPresent(this::add);
        found.lags().ifPresent(this::add);
        found.devices().ifPresent(this::add);
        found.signals().forEach(this::add);
        found.cost().ifPresent(cost -> cost.episodes().forEach(this::add));
        found.aggregated().ifPresent(this::add);
    }

    private void add(Analysis analysis) {
        addFigures(ALL, analysis);
        analysis.forward().ifPresent(test -> addQ(ALL, Direction.FORWARD, test));
        analysis.backward().ifPresent(test -> addQ(ALL, Direction.BACKWARD, test));
        if (analysis.verdict() instanceof Verdict.InconclusiveTooShort inconclusive) {
            OptionalLong minutes = inconclusive.moreMinutes();
            if (minutes.isPresent()) {
                points.of(CorrelationFamilies.MORE).add((double) (minutes.getAsLong() * SECONDS_PER_MINUTE), run, ALL);
            }
        }
    }

    /** The q-values of single devices are those over all devices of the run, since each is looked at. */
    private void add(PerDevice devices) {
        devices.devices().forEach(this::addFigures);
        devices.family().forEach(member -> addQ(member.device(), member.direction(), member.test()));
    }

    private void addFigures(String device, Analysis analysis) {
        points.of(CorrelationFamilies.OBSERVED).add(analysis.totalMillis() / MILLIS, run, device);
        analysis.forward().ifPresent(forward -> {
            CoincidenceCounts counts = forward.coincidence().counts();
            points.of(CorrelationFamilies.SPIKES).add(counts.causes(), run, device);
            points.of(CorrelationFamilies.COLLAPSES).add(counts.effects(), run, device);
        });
        analysis.forward().ifPresent(test -> addStatistics(device, Direction.FORWARD, test));
        analysis.backward().ifPresent(test -> addStatistics(device, Direction.BACKWARD, test));
    }

    private void addStatistics(String device, Direction direction, TestedDirection test) {
        if (test.coincidence().statistics().isEmpty()) {
            return;
        }
        CoincidenceStatistics statistics = test.coincidence().statistics().get();
        String[] labels = {run, device, label(direction)};
        add(CorrelationFamilies.RATE_RATIO, statistics.rateRatio().estimate(), labels);
        add(CorrelationFamilies.RATE_RATIO_LOWER, statistics.rateRatio().lower(), labels);
        add(CorrelationFamilies.RATE_RATIO_UPPER, statistics.rateRatio().upper(), labels);
        points.of(CorrelationFamilies.COINCIDENCE_RATE)
                .add(statistics.precursorRate().value(), labels);
        points.of(CorrelationFamilies.P_VALUE).add(statistics.p(), labels);
        add(CorrelationFamilies.DETECTABLE, statistics.detectableRateRatio(), labels);
    }

    private void addQ(String device, Direction direction, TestedDirection test) {
        add(CorrelationFamilies.Q_VALUE, test.q(), run, device, label(direction));
    }

    private static String label(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    private void add(LagHistogram lags) {
        for (LagHistogram.Bin bin : lags.bins()) {
            String left = String.format(Locale.ROOT, "%+04d", Math.round(bin.fromMillis() / MILLIS));
            points.of(CorrelationFamilies.LAG_BIN).add(bin.count(), run, ALL, left);
            points.of(CorrelationFamilies.LAG_EXPECTED).add(lags.expected(), run, ALL, left);
            points.of(CorrelationFamilies.LAG_LOWER).add(bin.lower(), run, ALL, left);
            points.of(CorrelationFamilies.LAG_UPPER).add(bin.upper(), run, ALL, left);
        }
    }

    private void add(ContinuousCoupling.Tested pair) {
        pair.coupling().estimate().ifPresent(estimate -> {
            String[] labels = {
                run, pair.coupling().device(), pair.coupling().signal().column(), PREWHITENED
            };
            points.of(CorrelationFamilies.COEFFICIENT).add(estimate.scan().r(), labels);
            points.of(CorrelationFamilies.COEFFICIENT_LAG).add(estimate.lagMillis() / MILLIS, labels);
            add(CorrelationFamilies.COEFFICIENT_Q_VALUE, pair.scanQ(), labels);
        });
    }

    private void add(AggregatedCost cost) {
        cost.others().forEach((state, times) -> {
            add(CorrelationFamilies.SLOWDOWN, cost.slowdown(times), run, ALL, state);
        });
    }

    private void add(EpisodeCost cost) {
        String[] labels = {run, cost.kind().device(), cost.kind().reason()};
        cost.slowdown()
                .ifPresent(found -> points.of(CorrelationFamilies.SLOWDOWN).add(found.ratio(), labels));
        cost.interval().ifPresent(interval -> {
            points.of(CorrelationFamilies.SLOWDOWN_LOWER).add(interval.lower(), labels);
            points.of(CorrelationFamilies.SLOWDOWN_UPPER).add(interval.upper(), labels);
        });
        cost.lost().ifPresent(lost -> {
            points.of(CorrelationFamilies.LOST).add(lost.seconds(), labels);
            points.of(CorrelationFamilies.LOST_LOWER).add(lost.lower(), labels);
            points.of(CorrelationFamilies.LOST_UPPER).add(lost.upper(), labels);
        });
    }

    private void add(Family family, OptionalDouble value, String... labels) {
        if (value.isPresent()) {
            points.of(family).add(value.getAsDouble(), labels);
        }
    }
}
