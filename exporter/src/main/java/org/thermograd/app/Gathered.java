package org.thermograd.app;

import java.util.List;
import org.thermograd.adapter.report.Collapses;
import org.thermograd.adapter.report.Costs;
import org.thermograd.adapter.report.Findings;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.SeedRow;
import org.thermograd.domain.timeline.Timeline;

/**
 * What a source of runs came to.
 *
 * @param source where the runs come from
 * @param config the parameters, those that the source sets included
 * @param collapses which collapses they are about
 * @param costs what throttling and collapses cost
 * @param analysis the analysis
 * @param findings what is told beside the verdict
 * @param seedTable the runs by the method of the first experiment; empty where the source does not hold each step
 * @param timelines the signals of the runs over time; empty where the source does not hold them
 */
record Gathered(
        Source source,
        CorrelationConfig config,
        Collapses collapses,
        Costs costs,
        Analysis analysis,
        Findings findings,
        List<SeedRow> seedTable,
        List<Timeline> timelines) {}
