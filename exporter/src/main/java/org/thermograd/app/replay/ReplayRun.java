package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.thermograd.domain.analysis.recording.RecordedEvents.RunLife;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/**
 * Plays the steps of one run back, each pushed at its own time; an entry without a step number has that of the entry before
 * plus one, one without a value is left out. A run of which it is known that it ended ends again. Confined to one thread.
 */
final class ReplayRun {
    private final RunId run;
    private final SampleTable entries;
    private final List<RunLife> lives;
    private final RunAnnotations notes;
    private int row;
    private int life = -1;
    private boolean finishing;
    private long lastStep = -1;
    private int marksPlayed;
    private int phasesPlayed;
    private int rankStepsPlayed;

    /**
     * Starts before the first step.
     *
     * @param lives what is known of it beside its steps, by time; may be empty
     * @param notes what it said about its time
     */
    ReplayRun(RunId run, TrainingRecording recording, List<RunLife> lives, RunAnnotations notes) {
        this(run, recording.entries(), lives, notes);
    }

    private ReplayRun(RunId run, SampleTable entries, List<RunLife> lives, RunAnnotations notes) {
        this.run = requireNonNull(run, "run");
        this.entries = entries;
        this.lives = List.copyOf(lives);
        this.notes = requireNonNull(notes, "notes");
    }

    /** Returns the same run at other times, before its first step, under a name of its own. */
    ReplayRun movedTo(LongUnaryOperator moved, RunId name) {
        return new ReplayRun(
                name,
                entries.movedTo(moved),
                lives.stream().map(life -> life.movedTo(moved)).toList(),
                notes.movedTo(moved));
    }

    RunId run() {
        return run;
    }

    /** Returns the times of its entries, ascending. */
    long[] epochMillis() {
        return entries.epochMillis();
    }

    /** Returns the time of its first entry. */
    long firstMillis() {
        return entries.epochMillis(0);
    }

    /** Returns the time of its last entry. */
    long lastMillis() {
        return entries.epochMillis(entries.size() - 1);
    }

    /** Returns the time of its next entry or end; {@link Long#MAX_VALUE} where there is none. */
    long nextMillis() {
        long step = row < entries.size() ? entries.epochMillis(row) : Long.MAX_VALUE;
        return Math.min(step, endMillis());
    }

    /** Returns when its present life ends, which is not before its last step if it is the last one. */
    private long endMillis() {
        if (life < 0 || !finishing) {
            return Long.MAX_VALUE;
        }
        long end = lives.get(life).endMillis().orElse(Long.MAX_VALUE);
        return life == lives.size() - 1 ? Math.max(end, lastMillis()) : end;
    }

    /** Plays the next entry or end. */
    void advance(StepIngestor ingestor) throws TooManyRunsException {
        long step = row < entries.size() ? entries.epochMillis(row) : Long.MAX_VALUE;
        if (step > endMillis()) {
            finishing = false;
            if (lives.get(life).how().filter(RunEnd.DELETED::equals).isPresent()) {
                ingestor.delete(run);
            } else {
                ingestor.finish(run);
            }
            return;
        }
        Optional<TrainingStep> played = step(row);
        boolean begins = begins(step);
        row++;
        if (played.isPresent()) {
            Optional<RunLife> begun = begins ? Optional.of(lives.get(life)) : Optional.empty();
            ingestor.push(
                    run,
                    new TrainingPush(
                            begun.map(RunLife::labels),
                            begun.map(RunLife::devices),
                            List.of(played.get()),
                            0,
                            Optional.empty(),
                            notesUntil(step)));
        }
    }

    /** Returns what the run said next beside its steps up to a moment; what is more than one push holds comes with the next. */
    private RunAnnotations notesUntil(long millis) {
        List<TrainingMark> marks = notes.marks().stream()
                .skip(marksPlayed)
                .takeWhile(mark -> mark.epochMillis() <= millis)
                .limit(TrainingPush.MAX_NOTES)
                .toList();
        List<TrainingPhase> phases = notes.phases().stream()
                .skip(phasesPlayed)
                .takeWhile(phase -> phase.time().endMillis() <= millis)
                .limit(TrainingPush.MAX_NOTES)
                .toList();
        marksPlayed += marks.size();
        phasesPlayed += phases.size();
        List<RankStep> rankSteps = notes.rankSteps().stream()
                .skip(rankStepsPlayed)
                .takeWhile(step -> step.epochMillis().orElseThrow() <= millis)
                .limit(TrainingPush.MAX_RANK_STEPS)
                .toList();
        rankStepsPlayed += rankSteps.size();
        return new RunAnnotations(marks, phases, rankSteps);
    }

    /** Tells whether another life of the run begins with an entry. */
    private boolean begins(long millis) {
        boolean begins =
                life + 1 < lives.size() && (life < 0 || lives.get(life + 1).onsetMillis() <= millis);
        if (begins) {
            life++;
            finishing =
                    lives.get(life).how().filter(how -> how != RunEnd.EXPIRED).isPresent();
        }
        return begins;
    }

    private Optional<TrainingStep> step(int at) {
        double number = entries.column(TrainingRecording.STEP).value(at);
        double step = Double.isNaN(number) ? lastStep + 1 : Math.floor(number);
        int logged = (int) entries.column(TrainingRecording.LOGGED).value(at);
        if (step < 0 || step > TrainingStep.MAX_STEP || logged == 0) {
            return Optional.empty();
        }
        lastStep = (long) step;
        List<OptionalDouble> values = new ArrayList<>();
        int bit = 1;
        for (String column : List.of(SampledRun.GRAD_NORM, SampledRun.LOSS, TrainingRecording.LEARNING_RATE)) {
            values.add(
                    (logged & bit) == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(entries.column(column).value(at)));
            bit *= 2;
        }
        return Optional.of(new TrainingStep(
                lastStep, OptionalLong.of(entries.epochMillis(at)), values.get(0), values.get(1), values.get(2)));
    }
}
