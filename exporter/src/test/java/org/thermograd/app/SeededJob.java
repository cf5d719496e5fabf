package org.thermograd.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Made-up answers of the correlation job, and what a replay does not expose of an exporter (probes, refused pushes), as
 * OpenMetrics text. Nothing here was computed from the seeded data; names and labels are those of the catalogue. Confined
 * to one thread.
 */
final class SeededJob {
    private static final String JOB = "instance=\"127.0.0.1:9878\",job=\"thermograd-correlation\"";
    private static final String CORRELATION = "thermograd_correlation_";
    private static final Duration SCRAPE_INTERVAL = Duration.ofMinutes(1);
    private static final int BIN_SECONDS = 5;
    private static final int LAST_BIN_SECONDS = 60;

    /** Label sets with their values, by family. */
    private final Map<String, List<String>> families = new LinkedHashMap<>();

    private SeededJob() {}

    /** Writes scrapes each minute, from a quarter of an hour after the start to the end, and returns the file. */
    static Path write(Path file, Instant start, Instant end) throws IOException {
        SeededJob job = new SeededJob();
        job.answer("simulated-coupled", "COUPLED_SPIKES_PRECEDE_COLLAPSES", 33, 24, 10);
        job.answer("simulated-reversed", "COUPLED_COLLAPSES_PRECEDE_SPIKES", 35, 24, -5);
        job.answer("simulated-unrelated", "INCONCLUSIVE_TOO_SHORT", 29, 23, 0);
        job.add(CORRELATION + "last_success_timestamp_seconds", JOB, (double)
                end.minusSeconds(90).getEpochSecond());
        job.add(CORRELATION + "duration_seconds", JOB, 0.8);
        for (String host : List.of("luna:9877", "sol:9877")) {
            String target = "instance=\"" + host + "\",job=\"thermograd\"";
            job.add("thermograd_push_rejected_total", target + ",reason=\"bad_request\"", 2);
            job.add("thermograd_probe_success", target + ",probe=\"simulation\"", 1);
            job.add("thermograd_probe_success", target + ",probe=\"oshi_gpu\"", host.startsWith("sol") ? 0 : 1);
        }
        return Files.writeString(file, job.text(start.plus(Duration.ofMinutes(15)), end));
    }

    private void add(String family, String labels, double value) {
        families.computeIfAbsent(family, name -> new ArrayList<>())
                .add("{" + labels + "} " + String.format(Locale.ROOT, "%s", value));
    }

    /** The answer on one run. A peak of 0 is none: then the run is too short. */
    private void answer(String run, String verdict, int spikes, int collapses, int peakSeconds) {
        for (String device : List.of("all", "gpu0", "gpu1")) {
            String labels = JOB + ",run=\"" + run + "\",device=\"" + device + "\"";
            for (String code : List.of(
                    "COUPLED_SPIKES_PRECEDE_COLLAPSES",
                    "COUPLED_COLLAPSES_PRECEDE_SPIKES",
                    "COUPLED_BOTH_DIRECTIONS",
                    "COUPLED_ORDER_UNRESOLVED",
                    "NO_EVIDENCE_ADEQUATE_POWER",
                    "INCONCLUSIVE_TOO_SHORT",
                    "NOT_ESTIMABLE")) {
                String given = device.equals("gpu1") ? "NOT_ESTIMABLE" : verdict;
                add(CORRELATION + "verdict", labels + ",verdict=\"" + code + "\"", code.equals(given) ? 1 : 0);
            }
            add(CORRELATION + "spikes", labels, spikes);
            add(CORRELATION + "collapses", labels, device.equals("gpu1") ? 0 : collapses);
            add(CORRELATION + "observed_seconds", labels, 3594);
            if (peakSeconds == 0) {
                add(CORRELATION + "more_seconds", labels, 2880);
            }
            if (!device.equals("gpu1")) {
                direction(labels + ",direction=\"forward\"", peakSeconds > 0);
                direction(labels + ",direction=\"backward\"", peakSeconds < 0);
                coefficients(labels);
                add(CORRELATION + "step_slowdown_ratio", labels + ",reason=\"sw_thermal\"", 0.45);
                add(CORRELATION + "step_slowdown_ratio_lower", labels + ",reason=\"sw_thermal\"", 0.43);
                add(CORRELATION + "step_slowdown_ratio_upper", labels + ",reason=\"sw_thermal\"", 0.47);
                add(CORRELATION + "lost_seconds", labels + ",reason=\"sw_thermal\"", 40.8);
            }
            if (device.equals("all")) {
                histogram(labels, spikes, collapses, peakSeconds);
            }
        }
    }

    private void direction(String labels, boolean coupled) {
        add(CORRELATION + "rate_ratio", labels, coupled ? 19.7 : 1.3);
        add(CORRELATION + "rate_ratio_lower", labels, coupled ? 7.48 : 0.4);
        add(CORRELATION + "rate_ratio_upper", labels, coupled ? 60.5 : 3.6);
        add(CORRELATION + "coincidence_rate", labels, coupled ? 0.75 : 0.15);
        add(CORRELATION + "p_value", labels, coupled ? 0.0021 : 0.61);
        add(CORRELATION + "q_value", labels, coupled ? 0.0042 : 0.61);
        add(CORRELATION + "detectable_rate_ratio", labels, 3.4);
    }

    private void coefficients(String labels) {
        for (String signal : List.of("efficiency_index", "temperature", "power")) {
            add(
                    CORRELATION + "coefficient",
                    labels + ",signal=\"" + signal + "\",method=\"pearson\"",
                    -0.04 * signal.length());
        }
    }

    private void histogram(String labels, int spikes, int collapses, int peakSeconds) {
        double expected = (double) spikes * collapses * BIN_SECONDS / 3594;
        PoissonDistribution chance = PoissonDistribution.of(expected);
        SplittableRandom random = new SplittableRandom(spikes);
        for (int bin = -LAST_BIN_SECONDS; bin < LAST_BIN_SECONDS; bin += BIN_SECONDS) {
            String one = labels + ",bin=\"" + String.format(Locale.ROOT, "%+04d", bin) + "\"";
            int distance = Math.abs(bin - peakSeconds) / BIN_SECONDS;
            int extra = peakSeconds == 0 || distance > 2 ? 0 : 12 - 5 * distance;
            add(CORRELATION + "lag_bin", one, chance.inverseCumulativeProbability(random.nextDouble()) + extra);
            add(CORRELATION + "lag_bin_expected", one, expected);
            add(CORRELATION + "lag_bin_lower", one, chance.inverseCumulativeProbability(0.025));
            add(CORRELATION + "lag_bin_upper", one, chance.inverseCumulativeProbability(0.975));
        }
    }

    private String text(Instant from, Instant to) {
        StringBuilder text = new StringBuilder();
        families.forEach((family, series) -> {
            text.append("# TYPE ").append(family.replaceFirst("_total$", ""));
            text.append(family.endsWith("_total") ? " counter\n" : " gauge\n");
            for (String one : series) {
                for (Instant at = from; !at.isAfter(to); at = at.plus(SCRAPE_INTERVAL)) {
                    text.append(family).append(one).append(' ');
                    text.append(at.getEpochSecond()).append('\n');
                }
            }
        });
        return text.append("# EOF\n").toString();
    }
}
