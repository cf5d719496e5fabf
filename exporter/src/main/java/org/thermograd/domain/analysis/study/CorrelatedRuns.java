package org.thermograd.domain.analysis.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;

/** The runs of a report on a Prometheus, each on its own: metrics are of single runs, where the report pools them. */
public final class CorrelatedRuns {
    private static final Set<Reason> OF_NORMS =
            EnumSet.of(Reason.CONSTANT_GRAD_NORM, Reason.NO_FINITE_GRAD_NORM, Reason.TOO_FEW_SAMPLES);

    private final Report report;
    private final Analyzer analyzer;

    private CorrelatedRuns(Report report) {
        this.report = report;
        this.analyzer = new Analyzer(report.config());
    }

    /** Returns every run that was found, those left out of the report's analysis without one of their own. */
    public static List<CorrelatedRun> of(Report report) {
        CorrelatedRuns runs = new CorrelatedRuns(report);
        List<CorrelatedRun> all = new ArrayList<>();
        if (report.source() instanceof Source.Prometheus prometheus) {
            prometheus.runs().forEach(run -> all.add(runs.of(run.id())));
        }
        return all;
    }

    private CorrelatedRun of(String run) {
        List<RunEvents> stretches = report.analysis().runs().stream()
                .filter(events -> Restarts.isOf(run, events.id()))
                .toList();
        Optional<Analysis> analysis = stretches.isEmpty()
                ? Optional.empty()
                : Optional.of(analyzer.judge(
                        new PooledRuns(stretches, List.of(), List.of(), reasons()),
                        report.analysis().guardMillis()));
        Optional<RunCost> cost = report.costs().runs().stream()
                .filter(one -> Restarts.isOf(run, one.run()))
                .max(Comparator.comparingDouble(RunCost::watchedSeconds));
        Optional<AggregatedCost> aggregated = report.costs().aggregated().stream()
                .filter(one -> Restarts.isOf(run, one.run()))
                .findFirst();
        Optional<LagHistogram> lags =
                analysis.flatMap(one -> LagHistogram.of(one, report.config().events()));
        Optional<PerDevice> devices =
                analysis.flatMap(one -> PerDevice.of(one, report.config(), (stretch, device) -> device));
        return new CorrelatedRun(run, analysis, lags, devices, signals(run), cost, aggregated);
    }

    /** Returns each device and signal once: of a run that restarted those of the stretch with the most samples. */
    private List<ContinuousCoupling.Tested> signals(String run) {
        Map<List<String>, ContinuousCoupling.Tested> longest = new LinkedHashMap<>();
        report.findings().continuous().stream()
                .flatMap(coupling -> coupling.pairs().stream())
                .filter(pair -> Restarts.isOf(run, pair.coupling().run()))
                .forEach(pair -> longest.merge(
                        List.of(
                                pair.coupling().device(),
                                pair.coupling().signal().column()),
                        pair,
                        (one, other) -> rows(other) > rows(one) ? other : one));
        return List.copyOf(longest.values());
    }

    private static int rows(ContinuousCoupling.Tested pair) {
        return pair.coupling().estimate().map(SignalCoupling.Estimate::rows).orElse(0);
    }

    /** Returns why no gradient norms could be judged; runs whose could are analyzed without those whose could not. */
    private Set<Reason> reasons() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (report.analysis().verdict() instanceof Verdict.NotEstimable notEstimable) {
            reasons.addAll(notEstimable.reasons());
            reasons.retainAll(OF_NORMS);
        }
        return reasons;
    }
}
