package org.thermograd.adapter.prometheus.runs;

import org.thermograd.domain.Require;

/** Where collapses come from if not from an exporter of this project. */
public sealed interface HardwareSide permits HardwarePreset, HardwareSide.CollapseQuery {
    /** Returns it in words, such as {@code preset dcgm}. */
    String description();

    /**
     * Own PromQL: series above 0 in a collapse, or counters of collapses, whose names end in {@code _total}; a device each.
     *
     * @param promql not blank
     */
    record CollapseQuery(String promql) implements HardwareSide {
        public CollapseQuery {
            promql = Require.notBlank("promql", promql).strip();
        }

        @Override
        public String description() {
            return "--collapse-query " + promql;
        }
    }
}
