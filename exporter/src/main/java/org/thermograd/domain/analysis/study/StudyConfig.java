package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;

/**
 * Everything that a study can be told, but for which collapses it is about.
 *
 * @param correlation the parameters of the verdict; the latency is known there if the user stated it
 * @param coupling how continuous signals are compared
 * @param alignToleranceMillis how far a log entry may be from its sample in the table of the first experiment
 */
public record StudyConfig(CorrelationConfig correlation, CouplingConfig coupling, long alignToleranceMillis) {
    /** The values of the specification. */
    public static final StudyConfig DEFAULTS = new StudyConfig(
            CorrelationConfig.DEFAULTS,
            new CouplingConfig(
                    60_000,
                    CorrelationConfig.DEFAULTS.events().gaps(),
                    CorrelationConfig.DEFAULTS.coincidence().alpha(),
                    1,
                    WarmUp.DEFAULTS),
            1_000);

    public StudyConfig {
        requireNonNull(correlation, "correlation");
        requireNonNull(coupling, "coupling");
        Require.notNegative("alignToleranceMillis", alignToleranceMillis);
    }
}
