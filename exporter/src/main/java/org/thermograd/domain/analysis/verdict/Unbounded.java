package org.thermograd.domain.analysis.verdict;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.analysis.coincidence.Coincidence;

/**
 * What an analysis of collapses most of which are missed may say where it found nothing: no bound of their rate, no upper end
 * of a rate ratio, and no claim that an effect of some size would have been seen.
 */
final class Unbounded {
    private Unbounded() {}

    /** Returns an analysis without bounds; one that found coupling as it is. */
    static Analysis of(Analysis analysis) {
        Verdict verdict = analysis.verdict();
        if (verdict instanceof Verdict.Coupled || verdict instanceof Verdict.TogetherWithinMinutes) {
            return analysis;
        }
        return new Analysis(
                analysis.guardMillis(),
                analysis.totalMillis(),
                analysis.runs(),
                analysis.runsLeftOut(),
                analysis.runsUnjudged(),
                analysis.forward().map(Unbounded::of),
                analysis.backward().map(Unbounded::of),
                analysis.sync().map(Coincidence::withoutBounds),
                analysis.latency(),
                analysis.scan().map(Unbounded::of),
                analysis.qualifiers(),
                of(verdict));
    }

    private static Verdict of(Verdict verdict) {
        if (verdict instanceof Verdict.NotEstimable notEstimable) {
            return new Verdict.NotEstimable(notEstimable.reasons(), notEstimable.plan(), OptionalDouble.empty());
        }
        return verdict instanceof Verdict.NoEvidenceAdequatePower
                ? new Verdict.InconclusiveTooShort(OptionalLong.empty())
                : verdict instanceof Verdict.InconclusiveOtherWindow other
                        ? new Verdict.InconclusiveOtherWindow(of(other.test()), other.looks())
                        : verdict;
    }

    private static TestedDirection of(TestedDirection direction) {
        return new TestedDirection(
                direction.coincidence().withoutBounds(), direction.estimable(), direction.q(), direction.qOrder());
    }

    /** Returns the tests with other windows, likewise. */
    static WindowScan of(WindowScan scan) {
        return new WindowScan(scan.tests().stream().map(Unbounded::of).toList());
    }

    private static WindowScan.Tested of(WindowScan.Tested test) {
        return new WindowScan.Tested(
                test.deltaTMillis(), test.direction(), test.coincidence().withoutBounds(), test.q());
    }
}
