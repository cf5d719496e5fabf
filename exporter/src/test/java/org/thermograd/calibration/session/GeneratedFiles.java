package org.thermograd.calibration.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes generated runs as another monitor and a training script would have, with the columns that are needed only. */
public final class GeneratedFiles {
    /** Any start does; runs of one session begin a day apart. */
    static final long START_MILLIS = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    static final long DAY_MILLIS = 86_400_000;

    private GeneratedFiles() {}

    /**
     * Writes the files of a session.
     *
     * @param runs its runs, in the order of time
     * @param folder an existing folder
     * @return the options that name them
     */
    public static List<String> write(List<GeneratedRun> runs, Path folder) throws IOException {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            long start = START_MILLIS + i * DAY_MILLIS;
            Path run = Files.createDirectories(folder.resolve("run" + i));
            Path hardware = Files.writeString(run.resolve("hardware.csv"), hardware(runs.get(i), start));
            Path log = Files.writeString(run.resolve("training.csv"), log(runs.get(i), start));
            options.addAll(List.of("--hardware-csv", hardware.toString(), "--training-log", log.toString()));
        }
        return options;
    }

    private static String hardware(GeneratedRun run, long start) {
        StringBuilder text = new StringBuilder("timestamp,device,collapse");
        run.column().ifPresent(column -> text.append(',').append(column));
        text.append('\n');
        for (Sample sample : run.samples()) {
            text.append(Instant.ofEpochMilli(start + sample.millis()))
                    .append(",gpu0,")
                    .append(sample.collapsed() ? 1 : 0);
            if (run.column().isPresent()) {
                text.append(',').append(sample.reading().orElseThrow());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String log(GeneratedRun run, long start) {
        StringBuilder text = new StringBuilder("timestamp_shared,step,grad_norm\n");
        for (Step step : run.steps()) {
            long time = start + step.endMillis();
            text.append(time / 1000)
                    .append('.')
                    .append(String.format(Locale.ROOT, "%03d", time % 1000))
                    .append(',')
                    .append(step.number())
                    .append(',')
                    .append(step.norm())
                    .append('\n');
        }
        return text.toString();
    }
}
