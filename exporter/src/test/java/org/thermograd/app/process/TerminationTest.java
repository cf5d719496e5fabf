package org.thermograd.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.thermograd.app.serve.ServeIT;

/** What of it can be tried within a process; signals and statuses are tried by {@link ServeIT}. */
class TerminationTest {
    @Test
    void whoeverWaitsGoesOnWhenItIsRequested() throws InterruptedException {
        Termination termination = new Termination();
        assertThat(termination.isRequested()).isFalse();
        Thread other = new Thread(termination::request);
        other.start();
        termination.await();
        termination.await(Duration.ofDays(1));

        assertThat(termination.isRequested()).isTrue();
        other.join();
    }

    @Test
    void whoeverWaitsGoesOnWhenTheTimeIsOver() throws InterruptedException {
        Termination termination = new Termination();
        termination.await(Duration.ofMillis(1));

        assertThat(termination.isRequested()).isTrue();
    }

    @Test
    void aThreadThatDiesIsTheEnd() throws InterruptedException {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Termination termination = new Termination();
        termination.install();
        try {
            assertThat(termination.death()).isEmpty();
            Thread other = new Thread(
                    () -> {
                        throw new IllegalStateException("broken");
                    },
                    "sampler");
            other.start();
            termination.await();
            other.join();

            assertThat(termination.death())
                    .contains("the thread sampler has died: java.lang.IllegalStateException: broken");
        } finally {
            termination.finish();
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void leavesNothingInstalledWhenItHasFinished() {
        Termination termination = new Termination();
        termination.install();
        termination.finish();

        termination.install(); // would be refused while the hook is there
        termination.finish();
    }
}
