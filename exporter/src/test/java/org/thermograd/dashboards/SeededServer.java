package org.thermograd.dashboards;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.app.demo.SeededPrometheus;
import org.thermograd.testing.PrometheusServer;

/** The seeded Prometheus as the tests of dashboards ask it: over all of its data, in steps of half a minute. */
final class SeededServer {
    static final Duration STEP = Duration.ofSeconds(30);
    static final Duration RANGE = Duration.between(SeededPrometheus.START, SeededPrometheus.END);
    static final List<String> ANSWERED_RUNS = List.of("simulated-coupled", "simulated-reversed", "simulated-unrelated");

    private SeededServer() {}

    static PromQl of(PrometheusServer server) {
        return new PromQl(server.url(), SeededPrometheus.START, SeededPrometheus.END);
    }

    /** Returns what can be chosen so that nothing is left out: everything at once, or each run where only one can be. */
    static List<Selection> selections(Dashboard dashboard) {
        Selection all = Selection.all(RANGE, STEP);
        boolean several = dashboard.variables().stream()
                .filter(one -> one.path("name").asText().equals("run"))
                .anyMatch(one -> one.path("multi").asBoolean());
        if (several) {
            return List.of(all);
        }
        List<Selection> selections = new ArrayList<>();
        ANSWERED_RUNS.forEach(run -> selections.add(all.with("run", run)));
        return selections;
    }
}
