package org.thermograd.app.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.simulation.Scenario;

/**
 * What a demonstration made of one scenario.
 *
 * @param scenario the scenario
 * @param sessions its sessions, one for each of its runs
 * @param start when they begin
 * @param report the answer from the sessions
 */
record ShownScenario(Scenario scenario, List<Path> sessions, Instant start, Report report) {
    ShownScenario {
        sessions = List.copyOf(sessions);
    }
}
