package org.thermograd.app.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.SessionReader;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.domain.analysis.comparison.ComparedRun;
import org.thermograd.domain.analysis.comparison.RecordedRun;
import org.thermograd.domain.analysis.recording.RecordedSession;

/** Reads the runs of a comparison. */
final class ComparedFiles {
    private static final String RUN_MARK = "#";
    private static final String PAIR_MARK = ",";

    private final Console console;
    private final Collection<String> ignoredLabels;

    ComparedFiles(Console console, Collection<String> ignoredLabels) {
        this.console = console;
        this.ignoredLabels = List.copyOf(ignoredLabels);
    }

    /**
     * Reads the runs of one side.
     *
     * @param sources folders of sessions, {@code FOLDER#RUN} for one run of several, or {@code HARDWARE_CSV,TRAINING_LOG}
     * @throws CommandFailedException if one cannot be read, or a session holds several runs and none is named
     */
    List<ComparedRun> read(List<String> sources) throws CommandFailedException {
        List<ComparedRun> runs = new ArrayList<>();
        for (String source : sources) {
            console.phase("reading " + source);
            try {
                runs.add(source.contains(PAIR_MARK) ? pair(source) : run(source));
            } catch (RecordingException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()), e);
            }
        }
        return runs;
    }

    private static ComparedRun pair(String source) throws RecordingException {
        int mark = source.indexOf(PAIR_MARK);
        Path hardware = Path.of(source.substring(0, mark));
        Path training = Path.of(source.substring(mark + 1));
        return RecordedRun.of(
                source,
                new TrainingLogReader().read(training).entries(),
                new HardwareCsvReader().read(hardware).devices());
    }

    private ComparedRun run(String source) throws RecordingException, CommandFailedException {
        int mark = source.lastIndexOf(RUN_MARK);
        RecordedSession session = new SessionReader().read(Path.of(mark < 0 ? source : source.substring(0, mark)));
        if (mark < 0 && session.runs().size() != 1) {
            throw new CommandFailedException(source + ": run must be named, such as " + source + RUN_MARK
                    + session.runs().keySet().stream().findFirst().orElse("RUN") + ", got "
                    + session.runs().size() + " runs");
        }
        String run = mark < 0 ? session.runs().firstKey() : source.substring(mark + 1);
        if (!session.runs().containsKey(run)) {
            throw new CommandFailedException(source + ": run must be one of "
                    + String.join(", ", session.runs().keySet()) + ", got " + run);
        }
        return RecordedRun.of(session, run, ignoredLabels);
    }
}
