package org.thermograd.app.correlate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.CorrelationCollector;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.jmx.Beans;
import org.thermograd.adapter.jmx.RootBean;
import org.thermograd.app.pipeline.MetricBeans;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.testing.ManualClock;

class VerdictNewsTest {
    private static final Instant FROM = Instant.parse("2026-11-25T06:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-25T12:00:00Z");

    private static CorrelatedRun judged(String run) {
        return new CorrelatedRun(
                run,
                Optional.of(new Analyzer(CorrelationConfig.DEFAULTS).judge(PooledRuns.of(List.of()), 1000)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    @TempDir
    private Path dir;

    @Test
    void eachRunOfAWindowIsToldAndHasABean() throws Exception {
        CorrelationStatus.Window window =
                new CorrelationStatus.Window(FROM, TO, List.of(judged("luna"), CorrelatedRun.leftOut("mira")));
        ManualClock clock = new ManualClock(TO);
        Exposition exposition = new Exposition(
                List.of(new CorrelationCollector(() -> CorrelationStatus.NONE.with(window))), Scrape::empty, clock);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName service = new ObjectName("org.thermograd:type=Correlation");
        LinkedBlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
        VerdictNews news = new VerdictNews();
        news.accept(window);
        try (Beans beans =
                MetricBeans.open(RootBean.CORRELATION, exposition, CorrelationService.report(dir), clock::nanos)) {
            server.addNotificationListener(service, (notification, handback) -> heard.add(notification), null, null);
            news.open(beans);
            news.accept(window);
            for (String run : List.of("luna", "mira")) {
                Notification told = heard.poll(10, TimeUnit.SECONDS);
                assertThat(told).isNotNull();
                assertThat(told.getType()).isEqualTo("org.thermograd.verdict");
                CompositeData data = (CompositeData) told.getUserData();
                assertThat(data.get("run")).isEqualTo(run);
                assertThat(data.get("verdict")).isEqualTo("NOT_ESTIMABLE");
                assertThat(data.get("from")).isEqualTo(FROM.toString());
                assertThat(data.get("to")).isEqualTo(TO.toString());
            }
            assertThat(server.getAttribute(service, "CorrelationWindowEndTimestampSeconds"))
                    .isEqualTo((double) TO.getEpochSecond());
            ObjectName verdict =
                    new ObjectName("org.thermograd:type=Correlation,name=luna,device=all,verdict=NOT_ESTIMABLE");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!server.isRegistered(verdict)) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(5);
            }
            assertThat(server.getAttribute(verdict, "CorrelationVerdict")).isEqualTo(1.0);
            assertThatThrownBy(() -> server.invoke(service, "report", null, null))
                    .isInstanceOf(MBeanException.class)
                    .hasMessage("there is no report yet");
            Files.writeString(dir.resolve("report.json"), "{}\n");
            assertThat(server.invoke(service, "report", null, null)).isEqualTo("{}\n");
        }
        assertThat(heard).isEmpty();
        assertThat(server.queryNames(new ObjectName("org.thermograd:type=Correlation,*"), null))
                .isEmpty();
    }
}
