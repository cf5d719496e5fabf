package org.thermograd.adapter.prometheus.runs;

import org.thermograd.domain.Require;

/** Where the spikes of training runs come from if not from an exporter of this project. */
public sealed interface TrainingSide permits TrainingPreset, TrainingSide.SpikeQuery, TrainingSide.GradNormQuery {
    /** Returns it in words, such as {@code preset trainer}. */
    String description();

    /**
     * Own PromQL: series above 0 while there is a spike, or counters of spikes, whose names end in {@code _total}; a run each.
     *
     * @param promql not blank
     */
    record SpikeQuery(String promql) implements TrainingSide {
        public SpikeQuery {
            promql = Require.notBlank("promql", promql).strip();
        }

        @Override
        public String description() {
            return "--spike-query " + promql;
        }
    }

    /**
     * Own PromQL: the newest gradient norm, in which the job looks for spikes; a run each.
     *
     * @param promql not blank
     */
    record GradNormQuery(String promql) implements TrainingSide {
        public GradNormQuery {
            promql = Require.notBlank("promql", promql).strip();
        }

        @Override
        public String description() {
            return "--grad-norm-query " + promql;
        }
    }
}
