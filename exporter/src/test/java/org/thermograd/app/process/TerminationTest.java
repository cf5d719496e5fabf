package org.thermograd.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.thermograd.app.cli.CommandFailedException;
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
    void aThreadThatDiesIsTheEnd() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Termination termination = new Termination();
        Thread other = new Thread(
                () -> {
                    throw new IllegalStateException("broken");
                },
                "sampler");

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> termination.run(() -> {
                    other.start();
                    waitFor(termination);
                }))
                .withMessage("the thread sampler has died: java.lang.IllegalStateException: broken");
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
    }

    private static void waitFor(Termination termination) {
        try {
            termination.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesNothingInstalledWhenItHasFinished() throws CommandFailedException {
        Termination termination = new Termination();
        termination.run(termination::request);

        termination.run(() -> {}); // would be refused while the hook is there
        assertThat(termination.isRequested()).isTrue();
    }
}
