package org.thermograd.app;

import org.thermograd.adapter.report.Findings;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.detail.LagHistogram;

/** What the events of an analysis tell beside its verdict, whatever source they come from. */
final class EventFindings {
    private EventFindings() {}

    static Findings of(Analysis analysis, CorrelationConfig config) {
        return Findings.NONE.withLagHistogram(
                LagHistogram.of(analysis, config.events().detectorLatencyMillis()));
    }
}
