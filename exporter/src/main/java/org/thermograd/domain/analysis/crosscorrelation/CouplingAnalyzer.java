package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * Compares the gradient norm with the signals of each device: prewhitened, because two series that only drift correlate
 * whatever they measure. Immutable and thread-safe; the result is the same for any number of threads.
 *
 * <p>Memory is linear in the samples, time is O(N log N) for each signal. Source: docs/correlation.md, "Continuous
 * coupling".
 */
public final class CouplingAnalyzer {
    private final CouplingConfig config;

    /** Prepares an analysis. */
    public CouplingAnalyzer(CouplingConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /** Analyses each run, device and signal; a signal of which a device has no value is left out. */
    public ContinuousCoupling analyze(List<WatchedRun> runs) {
        List<Supplier<SignalCoupling>> pairs = new ArrayList<>();
        List<Supplier<Optional<FlagCoupling>>> flags = new ArrayList<>();
        for (WatchedRun run : runs) {
            run.devices().forEach((device, samples) -> addSignals(run, device, samples, pairs));
            run.collapseFlags().forEach((device, flag) -> flags.add(() -> flag(run, device, flag)));
        }
        return ContinuousCoupling.of(
                pairs.parallelStream().map(Supplier::get).toList(),
                flags.parallelStream()
                        .map(Supplier::get)
                        .flatMap(Optional::stream)
                        .toList(),
                config);
    }

    private void addSignals(WatchedRun run, String device, SampleTable samples, List<Supplier<SignalCoupling>> pairs) {
        List<DeviceSignal> known = Arrays.stream(DeviceSignal.values())
                .filter(signal -> samples.columns().contains(signal.column()))
                .filter(signal -> hasValue(samples.column(signal.column())))
                .toList();
        for (DeviceSignal signal : known) {
            TimeSeries series = samples.column(signal.column());
            pairs.add(() -> pair(run, device, signal, grid(run, series), series));
        }
    }

    private static boolean hasValue(TimeSeries series) {
        return IntStream.range(0, series.size()).anyMatch(i -> Double.isFinite(series.value(i)));
    }

    private SharedGrid grid(WatchedRun run, TimeSeries samples) {
        return SharedGrid.of(run.gradNorm(), samples, config.gaps(), config.maxLagMillis());
    }

    private SignalCoupling pair(
            WatchedRun run, String device, DeviceSignal signal, SharedGrid grid, TimeSeries series) {
        double[] x = grid.logNorms();
        double[] y = grid.signal(series);
        Coefficient coefficient = Coefficient.pearson(x, y);
        if (coefficient.undefined().isPresent()) {
            return new SignalCoupling(run.id(), device, signal, Optional.empty(), coefficient.undefined());
        }
        ForkJoinTask<Optional<SignalCoupling.Weighed>> raw = forked(() -> weighed(coefficient, x, y));
        double step = run.gradNorm().medianIntervalMillis();
        Optional<SignalCoupling.Estimate> estimate = estimate(grid, step, raw, x, y);
        return new SignalCoupling(
                run.id(),
                device,
                signal,
                estimate,
                estimate.isPresent() ? Optional.empty() : Optional.of(Undefined.NOT_ESTIMABLE));
    }

    /** Starts a part that another thread may do meanwhile. */
    private static <T> ForkJoinTask<T> forked(Callable<T> part) {
        return ForkJoinTask.adapt(part).fork();
    }

    private Optional<SignalCoupling.Estimate> estimate(
            SharedGrid grid,
            double stepMillis,
            ForkJoinTask<Optional<SignalCoupling.Weighed>> raw,
            double[] x,
            double[] y) {
        long warmUpEnd = config.warmUp().endMillis(grid.firstMillis(), grid.lastMillis());
        int from = grid.placeFrom(warmUpEnd);
        double[] warmX = Arrays.copyOfRange(x, from, x.length);
        double[] warmY = Arrays.copyOfRange(y, from, y.length);
        Prewhitening prewhitening = Prewhitening.of(warmX);
        double[] filteredX = prewhitening.apply(warmX);
        double[] filteredY = prewhitening.apply(warmY);
        // A trend of its own that the filter of the other leaves in a series would pass for what the other tells of it.
        double[] ownY = prewhitening.ofSameKind(warmY).apply(warmY);
        ForkJoinTask<GrangerCausality.Both> predictions = forked(() -> GrangerCausality.select(filteredX, ownY));
        Optional<Lagged> lagged = lagged(filteredX, filteredY, grid.intervalMillis());
        GrangerCausality.Both tests = predictions.join();
        return raw.join()
                .flatMap(asTheyAre -> lagged.map(found -> new SignalCoupling.Estimate(
                        grid.rows(),
                        grid.intervalMillis(),
                        stepMillis,
                        asTheyAre,
                        new SignalCoupling.LeftOut(
                                warmUpEnd, config.warmUp().isCutShort(grid.firstMillis(), grid.lastMillis())),
                        prewhitening,
                        found.together(),
                        found.together().draws().p(found.together().r()),
                        found.together().draws().interval(found.together().r()),
                        found.scan(),
                        found.correlogram(),
                        tests.forward(),
                        tests.backward())));
    }

    /** Coefficients of filtered series by lag. */
    private record Lagged(SignalCoupling.Weighed together, LagScan scan, Correlogram correlogram) {}

    private Optional<Lagged> lagged(double[] x, double[] y, double intervalMillis) {
        Optional<StandardSeries> a = StandardSeries.of(x);
        Optional<StandardSeries> b = StandardSeries.of(y);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        int wanted = (int) Math.min(Integer.MAX_VALUE, (long) (config.maxLagMillis() / intervalMillis));
        PackedSpectrum spectrum = PackedSpectrum.of(a.get(), b.get());
        LagSums sums = spectrum.crossSums();
        LagScan scan = LagScan.of(a.get(), b.get(), sums, wanted, config.seed());
        Correlogram correlogram = Correlogram.of(a.get(), b.get(), sums, scan.maxLag());
        OptionalDouble r = correlogram.at(0);
        return r.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lagged(weighed(r.getAsDouble(), pairs(x, y), spectrum), scan, correlogram));
    }

    private Optional<FlagCoupling> flag(WatchedRun run, String device, TimeSeries flag) {
        SharedGrid grid = grid(run, flag);
        double[] x = grid.logNorms();
        double[] y = grid.flag(flag);
        return weighed(Coefficient.pearson(x, y), x, y)
                .map(weighed -> new FlagCoupling(
                        run.id(),
                        device,
                        weighed,
                        IntStream.range(0, x.length)
                                .filter(i -> isPair(x, y, i))
                                .mapToDouble(i -> y[i])
                                .average()
                                .orElseThrow()));
    }

    /** Returns the coefficient of two series with what it is worth; nothing if there is none. */
    static Optional<SignalCoupling.Weighed> weighed(Coefficient coefficient, double[] x, double[] y) {
        Optional<StandardSeries> a = StandardSeries.of(x);
        Optional<StandardSeries> b = StandardSeries.of(y);
        if (coefficient.value().isEmpty() || a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                weighed(coefficient.value().getAsDouble(), pairs(x, y), PackedSpectrum.of(a.get(), b.get())));
    }

    private static SignalCoupling.Weighed weighed(double r, int pairs, PackedSpectrum spectrum) {
        LagSums[] sums = spectrum.autoSums();
        return new SignalCoupling.Weighed(r, pairs, EffectiveSize.of(pairs, sums[0], sums[1]));
    }

    private static int pairs(double[] x, double[] y) {
        return (int) IntStream.range(0, x.length).filter(i -> isPair(x, y, i)).count();
    }

    private static boolean isPair(double[] x, double[] y, int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }
}
