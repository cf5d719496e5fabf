package org.thermograd.app.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.FlatSeries;
import org.thermograd.adapter.jmx.BeanOperation;
import org.thermograd.adapter.jmx.BeanSeries;
import org.thermograd.adapter.jmx.Beans;
import org.thermograd.adapter.jmx.RootBean;

/** The metrics as beans, made of the same families as the page. */
public final class MetricBeans {
    private MetricBeans() {}

    /**
     * Opens beans in this Java machine.
     *
     * @param root which bean is always there
     * @param exposition the metrics
     * @param more what that bean may be asked for beside the page
     * @param nanoTicker elapsed time
     */
    public static Beans open(RootBean root, Exposition exposition, BeanOperation more, LongSupplier nanoTicker) {
        return Beans.onPlatform(root, () -> series(exposition), List.of(page(exposition), more), nanoTicker);
    }

    /** Returns what gives the page of metrics as a client gets it that asks for no format. */
    public static BeanOperation page(Exposition exposition) {
        return new BeanOperation("page", "Returns the page of metrics as GET /metrics does.", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            exposition.write(Optional.empty(), List.of(), out);
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    /** Returns our series of one moment; those of the client library are about Java, which has beans of its own. */
    public static List<BeanSeries> series(Exposition exposition) {
        return FlatSeries.of(exposition.collect()).stream()
                .filter(series -> series.name().startsWith(BeanSeries.PREFIX))
                .map(series -> new BeanSeries(
                        series.name(), series.help(), series.unit(), series.growing(), series.labels(), series.value()))
                .toList();
    }
}
