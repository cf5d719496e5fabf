package org.thermograd.app.correlate;

import java.util.Locale;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.study.RecordedRuns;
import org.thermograd.domain.series.SampleTable;

/**
 * How much there is to analyze, and about how much memory that takes, as measured (docs/correlation.md, Memory). Immutable.
 *
 * @param samples rows of all devices
 * @param steps entries of all training logs
 */
record DataSize(long samples, long steps) {
    private static final long BASE_BYTES = 48L << 20;
    private static final long BYTES_PER_SAMPLE = 320;
    private static final long BYTES_PER_STEP = 220;
    private static final long MEGABYTE = 1L << 20;
    private static final long WHOLE_MEGABYTES = 64;

    static DataSize of(RecordedRuns recorded) {
        long samples = 0;
        long steps = 0;
        for (SampledRun run : recorded.runs()) {
            samples +=
                    run.devices().values().stream().mapToLong(SampleTable::size).sum();
            steps += run.entries().size();
        }
        return new DataSize(samples, steps);
    }

    /** Returns how many megabytes are enough, a multiple of 64. */
    long megabytes() {
        long bytes = BASE_BYTES + samples * BYTES_PER_SAMPLE + steps * BYTES_PER_STEP;
        return wholeMegabytes((bytes + MEGABYTE - 1) / MEGABYTE);
    }

    private static long wholeMegabytes(long megabytes) {
        return (megabytes + WHOLE_MEGABYTES - 1) / WHOLE_MEGABYTES * WHOLE_MEGABYTES;
    }

    /** Returns what it needs, and what gives it, in words. */
    String need() {
        return String.format(
                Locale.ROOT,
                "%,d samples and %,d steps need about %d MB of memory (JAVA_TOOL_OPTIONS=-Xmx%dm)",
                samples,
                steps,
                megabytes(),
                megabytes());
    }

    /** Returns what to try where nobody knows what is needed, or it is more than was thought, in words. */
    static String more(long availableBytes) {
        return "give it more, such as JAVA_TOOL_OPTIONS=-Xmx" + wholeMegabytes(2 * availableBytes / MEGABYTE) + "m";
    }

    /** Tells whether so much memory should be enough; of what {@code -Xmx} says Java counts a thirtieth as not its own. */
    boolean fits(long availableBytes) {
        return megabytes() * MEGABYTE <= availableBytes + availableBytes / 16;
    }

    /** Returns a size in megabytes, in words. */
    static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }
}
