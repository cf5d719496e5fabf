package org.thermograd.adapter.exposition.collector;

import java.util.List;
import org.thermograd.adapter.exposition.Family;

/** The families of the training metrics. */
final class TrainingFamilies {
    static final Family RUN_INFO = Family.info(
            "thermograd_training_run_info",
            "A training run with the labels it gave itself; stays a day after it ended.",
            "run");
    static final Family RUN_DEVICE_INFO = Family.info(
            "thermograd_training_run_device_info",
            "A device that a run trains on, as it said.",
            "run",
            "device",
            "uuid");
    static final Family RUN_ACTIVE = Family.gauge(
            "thermograd_training_run_active",
            "1 while a run pushes, 0 for a day after it has finished or was silent for --run-ttl.",
            "run");
    static final Family RUN_FINISHED = Family.gauge(
            "thermograd_training_run_finished",
            "1 after a run said that it has finished, 0 while it is active and after it was silent for --run-ttl.",
            "run");
    static final Family RUN_START = Family.gauge(
            "thermograd_training_run_start_timestamp_seconds",
            "When the earliest counted step of a run ended; its counters start from 0 there.",
            "run");
    static final Family STEP =
            Family.gauge("thermograd_training_step", "Number of the newest step; goes back on a restart.", "run");
    static final Family LOSS = Family.gauge("thermograd_training_loss", "Newest loss.", "run");
    static final Family GRAD_NORM =
            Family.gauge("thermograd_training_grad_norm", "Newest gradient norm, before clipping.", "run");
    static final Family LEARNING_RATE =
            Family.gauge("thermograd_training_learning_rate", "Newest learning rate.", "run");
    static final Family WINDOW_MAX = Family.gauge(
            "thermograd_training_grad_norm_window_max",
            "Greatest finite gradient norm of the last minute of a run, in the time of its steps.",
            "run",
            "window");
    static final Family THRESHOLD = Family.gauge(
            "thermograd_training_grad_norm_threshold",
            "The gradient norm above which the next step is a spike; absent while the detector warms up.",
            "run");
    static final Family STEP_GRAD_NORM =
            Family.histogram("thermograd_training_step_grad_norm", "Finite gradient norms, one a step.", "run");
    static final Family STEP_DURATION = Family.histogram(
            "thermograd_training_step_duration_seconds",
            "Time between steps that have timestamps, by the worst state of the devices meanwhile.",
            "run",
            "condition");
    static final Family STEPS =
            Family.counter("thermograd_training_steps_total", "New steps that were accepted.", "run");
    static final Family SPIKE_STEPS = Family.counter(
            "thermograd_training_grad_spike_steps_total", "Steps whose gradient norm is a spike.", "run");
    static final Family SPIKES = Family.counter(
            "thermograd_training_grad_spikes_total", "Spike events: spike steps less than 5 s apart are one.", "run");
    static final Family SPIKE_ONSET = Family.gauge(
            "thermograd_training_spike_onset_timestamp_seconds",
            "When the last 16 spike events began; the slot is the number of the event, from 0, modulo 16.",
            "run",
            "slot");
    static final Family SPIKE_STEP_START = Family.gauge(
            "thermograd_training_spike_step_start_timestamp_seconds",
            "When the first step of a spike event began: at the step before. By the slot of the spike event.",
            "run",
            "slot");
    static final Family SLOW_STEPS_START = Family.gauge(
            "thermograd_training_slow_steps_start_timestamp_seconds",
            "When the last 16 runs of slow steps began: steps after one another, each longer than twice the median.",
            "run",
            "slot");
    static final Family SLOW_STEPS_END = Family.gauge(
            "thermograd_training_slow_steps_end_timestamp_seconds",
            "When these runs of slow steps ended; of the newest so far.",
            "run",
            "slot");
    static final Family SLOW_STEPS_LONGEST = Family.gauge(
            "thermograd_training_slow_steps_longest_seconds", "The longest step of each of these runs.", "run", "slot");
    static final Family SLOW_STEPS_STEPS = Family.gauge(
            "thermograd_training_slow_steps_steps", "How many steps each of these runs has.", "run", "slot");
    static final Family SLOW_RUNS = Family.counter(
            "thermograd_training_slow_steps_runs_total",
            "Runs of slow steps, one of them at least a second above the median; none in throttling that a driver reported.",
            "run");
    static final Family MARK = Family.gauge(
            "thermograd_training_mark_timestamp_seconds",
            "Moments that the run marked, the last 16; the slot is the number of the mark, from 0, modulo 16.",
            "run",
            "slot",
            "text");
    static final Family PHASE_START = Family.gauge(
            "thermograd_training_phase_start_timestamp_seconds",
            "When the last 16 phases began in which the run did not train, as it said itself: an evaluation, a checkpoint.",
            "run",
            "slot",
            "phase");
    static final Family PHASE_END = Family.gauge(
            "thermograd_training_phase_end_timestamp_seconds", "When these phases ended.", "run", "slot", "phase");
    static final Family RANK_STEP_DURATION = Family.summary(
            "thermograd_training_rank_step_duration_seconds",
            "What a rank needed for its own part of steps, without waiting for others; ranks past the limit are together \"other\".",
            "run",
            "rank");
    static final Family RANK_GRAD_NORM = Family.gauge(
            "thermograd_training_rank_grad_norm",
            "Newest norm of the own gradient of a rank, before it is reduced over ranks.",
            "run",
            "rank");
    static final Family LEVEL_SHIFT = Family.gauge(
            "thermograd_training_level_shift_timestamp_seconds",
            "When the last 16 spike events began with which the gradient norm rose for good.",
            "run",
            "slot");
    static final Family LEVEL_SHIFTS = Family.counter(
            "thermograd_training_level_shifts_total",
            "Spike events with which the gradient norm rose for good; known some steps later.",
            "run");
    static final Family RESTART = Family.gauge(
            "thermograd_training_restart_timestamp_seconds",
            "When the run went on from a checkpoint, the last 16 times: its first step with a lower number, or with a clock set back.",
            "run",
            "slot");
    static final Family RESTARTS =
            Family.counter("thermograd_training_restarts_total", "How often the run went on from a checkpoint.", "run");
    static final Family STEP_MEDIAN = Family.gauge(
            "thermograd_training_step_median_seconds",
            "Median time between the last 1000 steps with a gradient norm, since the last restart.",
            "run");
    static final Family NONFINITE =
            Family.counter("thermograd_training_nonfinite_total", "Values that were NaN or infinite.", "run", "signal");
    static final Family UNEXAMINED = Family.counter(
            "thermograd_training_steps_unexamined_total",
            "Steps that were not looked at for a spike: warm-up, late, no usable norm, or dropped by the client.",
            "run");
    static final Family LATE = Family.counter(
            "thermograd_training_steps_late_total",
            "Steps that came after a newer one: counted, but not looked at for a spike.",
            "run");
    static final Family DUPLICATES = Family.counter(
            "thermograd_training_steps_duplicate_total",
            "Steps that were pushed before, or so late that this cannot be told: not counted.",
            "run");
    static final Family DROPPED = Family.counter(
            "thermograd_training_steps_dropped_total", "Steps that the client says it did not send.", "run");
    static final Family LAST_PUSH = Family.gauge(
            "thermograd_training_last_push_timestamp_seconds",
            "When a run pushed last, by the clock of the exporter; stays a day after the run ended.",
            "run");
    static final Family CLOCK_SKEW = Family.gauge(
            "thermograd_training_clock_skew_seconds",
            "How far the clock of a run is behind the exporter's: least delay of its last 16 pushes.",
            "run");

    static final List<Family> ALL = List.of(
            RUN_INFO,
            RUN_DEVICE_INFO,
            RUN_ACTIVE,
            RUN_FINISHED,
            RUN_START,
            STEP,
            LOSS,
            GRAD_NORM,
            LEARNING_RATE,
            WINDOW_MAX,
            THRESHOLD,
            STEP_GRAD_NORM,
            STEP_DURATION,
            STEPS,
            SPIKE_STEPS,
            SPIKES,
            SPIKE_ONSET,
            SPIKE_STEP_START,
            SLOW_STEPS_START,
            SLOW_STEPS_END,
            SLOW_STEPS_LONGEST,
            SLOW_STEPS_STEPS,
            SLOW_RUNS,
            MARK,
            PHASE_START,
            PHASE_END,
            RANK_STEP_DURATION,
            RANK_GRAD_NORM,
            LEVEL_SHIFT,
            LEVEL_SHIFTS,
            RESTART,
            RESTARTS,
            STEP_MEDIAN,
            NONFINITE,
            UNEXAMINED,
            LATE,
            DUPLICATES,
            DROPPED,
            LAST_PUSH,
            CLOCK_SKEW);

    private TrainingFamilies() {}
}
