package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.thermograd.domain.training.TrainingPush;

/** Notifications as a JMX client gets them. */
@Timeout(60)
class NotificationsTest {
    private static final ObjectName EXPORTER = SimulatedBeans.name("org.thermograd:type=Exporter");

    private final SimulatedBeans simulated = new SimulatedBeans();
    private final LinkedBlockingQueue<Notification> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        simulated.close();
    }

    private void listen(NotificationListener listener) throws Exception {
        simulated.server.addNotificationListener(EXPORTER, listener, null, null);
    }

    private List<Notification> take(int many) throws InterruptedException {
        List<Notification> taken = new ArrayList<>();
        while (taken.size() < many) {
            Notification one = heard.poll(10, TimeUnit.SECONDS);
            assertThat(one).as("notification %d of %d", taken.size() + 1, many).isNotNull();
            taken.add(one);
        }
        return taken;
    }

    private static BeanEvent spike(int step) {
        return BeanEvent.of(EventType.SPIKE, "spike", Map.of("step", (double) step));
    }

    private static double step(Notification notification) {
        return (double) ((CompositeData) notification.getUserData()).get("step");
    }

    private long dropped() throws Exception {
        return (long) simulated.server.getAttribute(EXPORTER, "NotificationsDropped");
    }

    @Test
    void eachArrivesOnceAndInOrderUnderLoad() throws Exception {
        listen((notification, handback) -> heard.add(notification));
        int tellers = 4;
        int each = 200;
        int total = tellers * each;
        ExecutorService threads = Executors.newFixedThreadPool(tellers);
        try {
            for (int teller = 0; teller < tellers; teller++) {
                int first = teller * each;
                threads.execute(
                        () -> IntStream.range(first, first + each).forEach(step -> simulated.beans.tell(spike(step))));
            }
            List<Notification> all = take(total);

            assertThat(all)
                    .extracting(Notification::getSequenceNumber)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, total).boxed().toList());
            for (int teller = 0; teller < tellers; teller++) {
                int first = teller * each;
                assertThat(all.stream()
                                .mapToDouble(NotificationsTest::step)
                                .filter(step -> step >= first && step < first + each))
                        .as("what one thread told")
                        .containsExactlyElementsOf(IntStream.range(first, first + each)
                                .mapToObj(step -> (double) step)
                                .toList());
            }
            assertThat(dropped()).isZero();
        } finally {
            threads.shutdown();
        }
        assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aListenerThatNeverReturnsStopsNobody() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<Double> slow = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(1 + Lane.CAPACITY);
        listen((notification, handback) -> {
            entered.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            slow.add(step(notification));
            all.countDown();
        });
        listen((notification, handback) -> heard.add(notification));
        simulated.beans.tell(spike(0));
        entered.await();
        int more = 3000;
        List<Double> fast = new ArrayList<>(List.of(step(take(1).get(0))));
        for (int step = 1; step <= more; step++) {
            simulated.beans.tell(spike(step));
            fast.add(step(take(1).get(0)));
        }

        assertThat(fast)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, more)
                        .mapToObj(step -> (double) step)
                        .toList());
        simulated.samples(3);
        simulated.settle();
        assertThat(dropped()).isEqualTo(more - Lane.CAPACITY);
        end.countDown();
        all.await();
        assertThat(slow)
                .as("what fitted, oldest first")
                .containsExactlyElementsOf(IntStream.rangeClosed(0, Lane.CAPACITY)
                        .mapToObj(step -> (double) step)
                        .toList());
    }

    @Test
    void onesThatNobodyCanTakeAreCountedAndNobodyWaits() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        simulated.server.addNotificationListener(
                EXPORTER,
                (notification, handback) -> heard.add(notification),
                notification -> {
                    entered.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return true;
                },
                null);
        simulated.beans.tell(spike(0));
        entered.await();
        for (int step = 1; step <= 2 * Lane.CAPACITY; step++) {
            simulated.beans.tell(spike(step));
        }

        assertThat(dropped()).isBetween((long) Lane.CAPACITY, Lane.CAPACITY + 5L);
        end.countDown();
        List<Notification> taken = take(2 * Lane.CAPACITY + 1 - (int) dropped());
        assertThat(taken).extracting(Notification::getSequenceNumber).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoeverNoLongerListensHearsNothing() throws Exception {
        NotificationListener listener = (notification, handback) -> heard.add(notification);
        listen(listener);
        simulated.beans.tell(spike(0));
        take(1);
        simulated.server.removeNotificationListener(EXPORTER, listener);
        simulated.beans.tell(spike(1));
        assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whatHappensInASimulationIsTold() throws Exception {
        listen((notification, handback) -> heard.add(notification));
        simulated.samples(1800);
        simulated.pipeline.steps().finish(SimulatedBeans.RUN);
        simulated.pipeline.steps().push(SimulatedBeans.RUN, TrainingPush.of(List.of()));
        simulated.pipeline.steps().delete(SimulatedBeans.RUN);
        List<Notification> all = new ArrayList<>();
        Notification one = take(1).get(0);
        while (!"deleted".equals(text(one, "how"))) {
            all.add(one);
            one = take(1).get(0);
        }
        String page = simulated.page();

        assertThat(all.get(all.size() - 1).getType()).isEqualTo("org.thermograd.run.ended");
        assertThat(text(all.get(all.size() - 1), "how")).isEqualTo("finished");
        List<Notification> started = of(all, "org.thermograd.collapse.started");
        List<Notification> ended = of(all, "org.thermograd.collapse.ended");
        List<Notification> spikes = of(all, "org.thermograd.spike");
        assertThat(started).hasSizeGreaterThan(2).hasSize((int) total(page, "thermograd_collapses_total"));
        assertThat(ended).hasSizeGreaterThanOrEqualTo(started.size() - 2);
        assertThat(spikes).hasSizeGreaterThan(2);
        assertThat(ended).allSatisfy(end -> {
            assertThat(text(end, "onset")).isLessThanOrEqualTo(text(end, "end"));
            assertThat(text(end, "device")).isNotEmpty();
            assertThat(started).anySatisfy(start -> {
                assertThat(text(start, "onset")).isEqualTo(text(end, "onset"));
                assertThat(text(start, "reason")).isEqualTo(text(end, "reason"));
                assertThat(start.getSequenceNumber()).isLessThan(end.getSequenceNumber());
            });
        });
        assertThat(ended)
                .anySatisfy(
                        end -> assertThat((double) ((CompositeData) end.getUserData()).get("peakTemperatureCelsius"))
                                .isBetween(30.0, 120.0));
    }

    private static List<Notification> of(List<Notification> all, String type) {
        return all.stream().filter(one -> one.getType().equals(type)).toList();
    }

    private static String text(Notification notification, String item) {
        CompositeData data = (CompositeData) notification.getUserData();
        return data.containsKey(item) ? data.get(item).toString() : "";
    }

    private static double total(String page, String family) {
        return page.lines()
                .filter(line -> line.startsWith(family + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
