package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    @Test
    void doesAPartWhileItsCallerGoesOn() throws Exception {
        CountDownLatch wentOn = new CountDownLatch(1);

        Meanwhile<Boolean> part = Meanwhile.start(() -> awaits(wentOn));
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
        CommandFailedException failure = new CommandFailedException("file must not be empty");
        IllegalStateException defect = new IllegalStateException("defect");
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> Meanwhile.start(() -> {
                            throw failure;
                        })
                        .join())
                .isSameAs(failure);
        assertThatThrownBy(() -> Meanwhile.start(() -> {
                            throw defect;
                        })
                        .join())
                .isSameAs(defect);
        assertThatThrownBy(() -> Meanwhile.start(() -> {
                            throw memory;
                        })
                        .join())
                .isSameAs(memory);
    }
}
