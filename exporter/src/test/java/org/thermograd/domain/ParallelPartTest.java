package org.thermograd.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParallelPartTest {
    @Test
    void doesAPartWhileItsCallerGoesOn() throws Exception {
        CountDownLatch wentOn = new CountDownLatch(1);

        ParallelPart<Boolean, RuntimeException> part = ParallelPart.start(() -> awaits(wentOn));
        wentOn.countDown();

        assertThat(part.join()).isTrue();
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void failsAsItsPartDoes() {
        IOException failure = new IOException("file must not be empty");
        IllegalStateException defect = new IllegalStateException("defect");
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> ParallelPart.start(() -> {
                            throw failure;
                        })
                        .join())
                .isSameAs(failure);
        assertThatThrownBy(() -> ParallelPart.start(() -> {
                            throw defect;
                        })
                        .join())
                .isSameAs(defect);
        assertThatThrownBy(() -> ParallelPart.start(() -> {
                            throw memory;
                        })
                        .join())
                .isSameAs(memory);
    }
}
