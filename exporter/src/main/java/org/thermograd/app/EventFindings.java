package org.thermograd.app;

import org.thermograd.adapter.report.Findings;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.domain.detail.PerDevice;

/** What the events of an analysis tell beside its verdict, whatever source they come from. */
final class EventFindings {
    private EventFindings() {}

    /**
     * Returns them.
     *
     * @param names tells devices of several hosts apart
     */
    static Findings of(Analysis analysis, CorrelationConfig config, PerDevice.Names names) {
        return Findings.NONE
                .withLagHistogram(LagHistogram.of(analysis, config.events().detectorLatencyMillis()))
                .withPerDevice(PerDevice.of(analysis, config, names));
    }
}
