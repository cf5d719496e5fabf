package org.thermograd.app.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.thermograd.adapter.exposition.Backfill;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;

/**
 * Plays a recording back through what the exporter makes metrics with, in the time of the recording, and scrapes it. The
 * first scrape is at the first sample or step, the last one at the last or as soon after it as the interval says. In a
 * long gap there are none. Confined to one thread.
 */
public final class FileReplay {
    private static final int PROGRESS_PARTS = 100;

    private final ReplayInput input;
    private final LongGaps gaps;
    private final long intervalMillis;
    private final Playback playback;
    private final Backfill backfill;
    private long scrapes;

    private FileReplay(ReplayInput input, FileReplayConfig config) {
        this.input = input;
        this.gaps = input.longGaps();
        this.intervalMillis = config.scrapeInterval().toMillis();
        this.playback = new Playback(input);
        this.backfill = new Backfill(
                playback.exposition(List.of()), config.job(), config.instance().orElse(input.name()));
    }

    /**
     * Plays a recording into a file of metrics.
     *
     * @throws CommandFailedException if the recording cannot be used, or the file not written
     */
    public static void run(FileReplayConfig config, Console console) throws CommandFailedException {
        console.phase("reading the recording");
        ReplayInput input = ReplayInput.read(config.source(), config.runTtl(), config.ratings());
        FileReplay replaying = new FileReplay(input, config);
        try (ReplayOutput output = ReplayOutput.open(config.output(), console.out())) {
            replaying.play(output, console);
            output.commit();
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + config.output() + ": " + FileReasons.of(e), e);
        }
        console.endPhase();
        PrintStream words = ReplayOutput.isStandard(config.output()) ? console.err() : console.out();
        words.println(replaying.summary());
        input.notes().forEach(note -> words.println("Note: " + note));
        replaying.gaps.notes().forEach(note -> words.println("Note: " + note));
        if (!ReplayOutput.isStandard(config.output())) {
            words.println("Metrics: " + config.output() + ", for promtool tsdb create-blocks-from openmetrics");
        }
    }

    private void play(ReplayOutput output, Console console) throws IOException {
        long first = input.firstMillis();
        long last = input.lastMillis();
        long played = gaps.withoutThem(last) - first;
        long total = (played + intervalMillis - 1) / intervalMillis + 1;
        console.phase("replaying " + Duration.ofMillis(played) + ", about " + total + " scrapes");
        for (long at = first; ; at = gaps.afterThem(at + intervalMillis)) {
            playback.playUntil(at);
            backfill.writeScrape(Instant.ofEpochMilli(at), output.stream());
            scrapes++;
            if (at >= last || output.isBroken()) {
                break;
            }
            if (scrapes <= total && scrapes * PROGRESS_PARTS / total > (scrapes - 1) * PROGRESS_PARTS / total) {
                console.progress("replaying, " + scrapes * PROGRESS_PARTS / total + " %");
            }
        }
        backfill.writeEnd(output.stream());
    }

    private String summary() {
        return "Replayed " + Instant.ofEpochMilli(input.firstMillis()) + " to "
                + Instant.ofEpochMilli(input.lastMillis()) + " in " + scrapes + " scrapes: " + playback.found();
    }
}
