package org.thermograd.adapter.files;

import java.util.List;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.training.Signal;

/** The names in a session's files: files, columns and keys. */
public final class SessionFiles {
    /** The version of the format. */
    public static final int SCHEMA_VERSION = 1;
    /** Facts about the session. */
    public static final String FACTS = "session.json";
    /** One row per device and sample. */
    public static final String HARDWARE = "hardware.csv";
    /** One step a line. */
    public static final String TRAINING = "training.jsonl";
    /** One event a line. */
    public static final String EVENTS = "events.jsonl";

    /** All files of a session. */
    public static final List<String> ALL = List.of(FACTS, HARDWARE, TRAINING, EVENTS);

    static final String RUN = "run";

    /** The columns of {@link #HARDWARE}: those of the RLE monitor, version 0.3.0, then ours. */
    public static final List<String> COLUMNS = List.of(
            CsvHeader.TIMESTAMP,
            CsvHeader.DEVICE,
            SampledRun.SMOOTHED_INDEX,
            "rle_raw",
            "E_th",
            "E_pw",
            SampledRun.TEMPERATURE,
            RecordedDevice.MEMORY_TEMPERATURE,
            SampledRun.POWER,
            SampledRun.UTILIZATION,
            "a_load",
            "t_sustain_s",
            RecordedDevice.FAN,
            "rolling_peak",
            SampledRun.COLLAPSE,
            "alerts",
            RecordedDevice.THROTTLE_REASONS,
            "uuid",
            RecordedDevice.THROTTLES_TOTAL,
            RecordedDevice.RATED_WATTS,
            RecordedDevice.LIMIT_CELSIUS,
            SampledRun.CLOCK,
            RecordedDevice.CLOCK_MAX);

    /** The keys of a line of {@link #TRAINING}; those of signals only where the step has one. */
    public static final List<String> TRAINING_KEYS = List.of(
            RUN,
            TrainingRecording.STEP,
            TrainingRecording.TIMESTAMP_SHARED,
            Signal.GRAD_NORM.id(),
            Signal.LOSS.id(),
            Signal.LEARNING_RATE.id());

    private SessionFiles() {}
}
