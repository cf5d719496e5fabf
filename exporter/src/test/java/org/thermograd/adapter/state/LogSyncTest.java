package org.thermograd.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogSyncTest {
    private final AtomicInteger forced = new AtomicInteger();
    private long now;
    private LogSync sync = new LogSync(DataSync.INTERVAL, () -> now);

    @AfterEach
    void close() {
        sync.close();
    }

    private LogSync told(DataSync when) {
        sync.close();
        sync = new LogSync(when, () -> now);
        return sync;
    }

    private void force() {
        forced.incrementAndGet();
    }

    private void awaitForced(int times) throws InterruptedException {
        while (forced.get() < times) {
            Thread.sleep(1);
        }
    }

    @Test
    void beforeEachAnswer() throws IOException {
        told(DataSync.ALWAYS).written(this::force);
        assertThat(forced).hasValue(1);

        now = 5000;
        sync.nowAndThen(this::force);
        assertThat(forced).hasValue(1);
        assertThatIOException()
                .isThrownBy(() -> sync.written(() -> {
                    throw new IOException("no disk");
                }));
    }

    @Test
    void never() throws IOException {
        told(DataSync.NEVER).written(this::force);
        now = 5000;
        sync.nowAndThen(this::force);

        assertThat(forced).hasValue(0);
    }

    @Test
    void onceASecondWhereSomethingWasWritten() throws Exception {
        sync.nowAndThen(this::force);
        now = 1000;
        sync.nowAndThen(this::force);
        sync.written(this::force);
        assertThat(forced).as("nothing was written").hasValue(0);
        sync.nowAndThen(this::force);
        awaitForced(1);

        now = 1999;
        sync.written(this::force);
        sync.nowAndThen(this::force);
        now = 2000;
        sync.begun();
        now = 9000;
        sync.nowAndThen(this::force);
        assertThat(forced).as("a snapshot holds it").hasValue(1);
    }

    @Test
    void nobodyWaitsForIt() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        now = 1000;
        sync.written(this::force);
        sync.nowAndThen(() -> {
            began.countDown();
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        began.await();
        now = 5000;
        sync.written(this::force);
        sync.nowAndThen(this::force);
        assertThat(forced).as("one at a time").hasValue(0);

        slow.countDown();
        while (forced.get() == 0) {
            sync.nowAndThen(this::force);
            Thread.sleep(1);
        }
    }

    @Test
    void tellsOfAFailureOnce() throws Exception {
        now = 1000;
        sync.written(this::force);
        sync.nowAndThen(() -> {
            throw new IOException("no disk");
        });
        IOException told = awaitFailure();
        assertThat(told).hasMessage("no disk");
        sync.nowAndThen(this::force);

        now = 2000;
        sync.written(this::force);
        sync.nowAndThen(() -> {
            throw new ClosedChannelException();
        });
        now = 3000;
        sync.written(this::force);
        while (forced.get() == 0) {
            sync.nowAndThen(this::force);
            Thread.sleep(1);
        }
    }

    private IOException awaitFailure() throws InterruptedException {
        while (true) {
            try {
                sync.nowAndThen(this::force);
                Thread.sleep(1);
            } catch (IOException e) {
                return e;
            }
        }
    }
}
