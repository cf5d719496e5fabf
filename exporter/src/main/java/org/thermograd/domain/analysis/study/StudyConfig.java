package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import org.thermograd.domain.Require;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;

/**
 * Everything that a study can be told, but for which collapses it is about.
 *
 * @param correlation the parameters of the verdict
 * @param statedLatencyMillis how late collapses are flagged, if the user said it; the parameters hold it then
 * @param coupling how continuous signals are compared
 * @param alignToleranceMillis how far a log entry may be from its sample in the table of the first experiment
 */
public record StudyConfig(
        CorrelationConfig correlation,
        OptionalLong statedLatencyMillis,
        CouplingConfig coupling,
        long alignToleranceMillis) {
    /** The values of the specification. */
    public static final StudyConfig DEFAULTS = new StudyConfig(
            CorrelationConfig.DEFAULTS,
            OptionalLong.empty(),
            new CouplingConfig(
                    60_000,
                    CorrelationConfig.DEFAULTS.events().gaps(),
                    CorrelationConfig.DEFAULTS.coincidence().alpha(),
                    1),
            1_000);

    public StudyConfig {
        requireNonNull(correlation, "correlation");
        requireNonNull(statedLatencyMillis, "statedLatencyMillis");
        requireNonNull(coupling, "coupling");
        Require.notNegative("alignToleranceMillis", alignToleranceMillis);
    }

    /** Returns the seed of whatever draws random numbers. */
    long seed() {
        return coupling.seed();
    }
}
