package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.BUILD_INFO;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RUN;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.DeviceName;
import org.thermograd.domain.analysis.scrape.RunSeries;

/** Says what is there where what was asked for is not. Confined to one thread. */
final class Absences {
    private static final int MOST_LISTED = 20;

    private final FamilyReader families;
    private final ExporterQuery query;

    Absences(FamilyReader families, ExporterQuery query) {
        this.families = families;
        this.query = query;
    }

    /** Returns names as a list, cut where it is long. */
    static String listed(Collection<String> names) {
        SortedSet<String> sorted = new TreeSet<>(names);
        String text = sorted.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return sorted.size() > MOST_LISTED ? text + " and " + (sorted.size() - MOST_LISTED) + " more" : text;
    }

    /**
     * Checks that there are runs, and each that was named.
     *
     * @throws NothingFoundException if not
     */
    void checkRuns(Collection<RunKey> found)
            throws PrometheusQueryException, InterruptedException, NothingFoundException {
        SortedSet<String> absent = new TreeSet<>(query.runs());
        found.forEach(key -> absent.remove(key.run()));
        if (!found.isEmpty() && absent.isEmpty()) {
            return;
        }
        Selector steps = Selector.of(ExporterFamilies.name(RunSeries.STEPS));
        SortedSet<String> runs = families.values(steps.with(INSTANCE_LABEL, query.instances()), RUN);
        if (!query.runs().isEmpty() && !runs.isEmpty()) {
            throw new NothingFoundException(
                    "run must be one of " + listed(runs) + where() + ", got " + listed(absent) + " (--run)");
        }
        SortedSet<String> instances = families.values(steps, INSTANCE_LABEL);
        if (!query.instances().isEmpty() && !instances.isEmpty()) {
            throw new NothingFoundException("instance must be one of " + listed(instances) + where() + ", got "
                    + listed(query.instances()) + " (--instance); no run pushed to it");
        }
        SortedSet<String> exporters = families.values(Selector.of(BUILD_INFO), INSTANCE_LABEL);
        throw new NothingFoundException(
                exporters.isEmpty()
                        ? "nothing of Thermograd" + where() + ": no series " + steps + " and no " + BUILD_INFO
                                + "; check that this Prometheus scrapes the exporter (./thermograd serve), and the"
                                + " range (--since, or --from and --to)"
                        : "no training run" + where() + ": the exporters " + listed(exporters)
                                + " are scraped, but there is no series " + steps
                                + "; check that training pushes its steps, and the range (--since, or --from and --to)");
    }

    private String where() {
        return " between " + query.from() + " and " + query.to();
    }

    /**
     * Checks that there is some device of those that were named.
     *
     * @param chosen those of them that there are
     * @param all all devices of the runs
     * @throws NothingFoundException if not
     */
    void checkDevices(Set<DeviceKey> chosen, Set<DeviceKey> all) throws NothingFoundException {
        SortedSet<String> absent = new TreeSet<>(query.devices());
        List<String> found = chosen.stream().map(DeviceKey::device).toList();
        absent.removeIf(name -> DeviceName.among(found, name).isPresent());
        if (!absent.isEmpty()) {
            List<String> names = all.stream().map(DeviceKey::device).toList();
            throw new NothingFoundException(
                    names.isEmpty()
                            ? "device must be one that an exporter exposes, got " + listed(absent)
                                    + " (--device); the runs have none" + where()
                            : "device must be one of " + listed(names) + ", the devices of the runs" + where()
                                    + ", got " + listed(absent) + " (--device)");
        }
    }
}
