package org.thermograd.adapter.jmx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.http.CollapseRoutes;
import org.thermograd.app.pipeline.MetricBeans;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedProbe;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Snapshots;

/** Simulated hardware and training whose metrics are beans of a server of their own, under a clock that tests move. */
final class SimulatedBeans implements AutoCloseable {
    static final RunId RUN = new RunId("simulated-coupled");

    final ManualClock clock = new ManualClock(Snapshots.TAKEN);
    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final BeanNews news = new BeanNews();
    final Pipeline pipeline;
    final Exposition exposition;
    final Beans beans;

    private final SimulatedProbe probe =
            new SimulatedProbe(new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 0));

    SimulatedBeans() {
        pipeline = Pipeline.of(
                CollapseConfig.of(Duration.ofSeconds(1)),
                IngestConfig.withDefaults(),
                clock,
                List.of(news.collapses()),
                news);
        List<MetricCollector> collectors = new ArrayList<>(Pipeline.collectors());
        collectors.add(new SelfCollector(
                new BuildFacts("1", Optional.empty(), "17"), Provenance.SIMULATED, Provenance.SIMULATED));
        exposition = new Exposition(collectors, pipeline::scrape, clock);
        CollapseRoutes collapses = pipeline.collapseRoutes();
        beans = new Beans(
                server,
                RootBean.EXPORTER,
                () -> MetricBeans.series(exposition),
                List.of(MetricBeans.page(exposition), new BeanOperation("collapses", "Listed.", collapses::all)),
                clock::nanos);
        beans.open();
        news.open(beans);
    }

    /** Takes a sample of the hardware, and the steps before it. */
    void sample(Collection<ProbeReadings> more) {
        clock.advance(Duration.ofSeconds(1));
        List<ProbeReadings> readings = new ArrayList<>(List.of(probe.read(clock.instant())));
        readings.addAll(more);
        for (TrainingPush push : probe.takePushes()) {
            try {
                pipeline.steps().push(RUN, push);
            } catch (TooManyRunsException e) {
                throw new AssertionError(e);
            }
        }
        publish(new HardwareSnapshot(clock.instant(), readings, List.of()));
    }

    void publish(HardwareSnapshot snapshot) {
        pipeline.collapses().onSnapshot(snapshot);
        pipeline.onSnapshot(snapshot);
        news.onSnapshot(snapshot);
    }

    void samples(int many) {
        for (int i = 0; i < many; i++) {
            sample(List.of());
        }
    }

    /** Returns the page of metrics now. */
    String page() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            exposition.write(Optional.empty(), List.of(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the beans are those of the page now. */
    void settle() throws InterruptedException {
        Set<ObjectName> wanted =
                new HashSet<>(BeanPage.of(MetricBeans.series(exposition)).names());
        wanted.add(BeanNames.root(RootBean.EXPORTER));
        long end = System.nanoTime() + 10_000_000_000L;
        beans.changed();
        while (!wanted.equals(server.queryNames(name("org.thermograd:*"), null))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("beans must be " + wanted);
            }
            Thread.sleep(5);
        }
    }

    static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        beans.close();
    }
}
