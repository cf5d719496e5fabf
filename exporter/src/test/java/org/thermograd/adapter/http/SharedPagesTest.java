package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedPagesTest {
    private final SharedPages<String> pages = new SharedPages<>();
    private final AtomicInteger renders = new AtomicInteger();

    private byte[] render() {
        return new byte[] {(byte) renders.incrementAndGet()};
    }

    @Test
    void rendersAgainForWhoAsksLater() throws IOException {
        assertThat(pages.get("a", this::render)).containsExactly(1);
        assertThat(pages.get("a", this::render)).containsExactly(2);
    }

    @Test
    void rendersOnceForAllWhoAskMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<byte[]> first = threads.submit(() -> pages.get("a", () -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return render();
            }));
            begun.await();
            List<Future<byte[]>> later = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                later.add(threads.submit(() -> pages.get("a", this::render)));
            }
            Future<byte[]> other = threads.submit(() -> pages.get("b", this::render));
            while (pages.waiting() < 21) {
                Thread.sleep(5);
            }
            end.countDown();

            assertThat(first.get()).containsExactly(1);
            byte[] shared = later.get(0).get();
            for (Future<byte[]> one : later) {
                assertThat(one.get()).isSameAs(shared);
            }
            assertThat(other.get()).isNotSameAs(shared);
            assertThat(renders).hasValue(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failsForWhoAskedAndNotForTheNext() throws IOException {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> pages.get("a", () -> {
                    throw new IllegalStateException("once");
                }));
        assertThat(pages.get("a", this::render)).containsExactly(1);
    }
}
