package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.run.ZoneShift;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.series.Segment;

/** What a report was made from. */
public sealed interface Source {
    /** What a side that is simulated comes from. */
    String SIMULATED = "simulated";

    /** Returns its name in the report. */
    String kind();

    /** Returns it in words that follow "from". */
    String description();

    /** Returns which sides are simulated, such as {@code hardware and training}; nothing where none is. */
    Optional<String> simulated();

    /**
     * Recorded files, of any monitor or of our sessions.
     *
     * @param recording what kind of files
     * @param hardware where the hardware side comes from, such as {@code real} or {@code simulated}
     * @param training the same for the training side
     * @param runs one per run
     * @param skipped files of several runs, by path: what was skipped or noted in them
     * @param remarks what else a reader should know, one sentence each
     */
    record Files(
            Recording recording,
            String hardware,
            String training,
            List<RunFiles> runs,
            SortedMap<String, List<Remark>> skipped,
            List<String> remarks)
            implements Source {
        /** What kind of files. */
        public enum Recording {
            /** Pairs of a hardware CSV and a training log. */
            FILES("files", "recorded files"),
            /** Folders that the exporter recorded. */
            SESSION("session", "recorded sessions");

            private final String id;
            private final String description;

            Recording(String id, String description) {
                this.id = id;
                this.description = description;
            }
        }

        public Files {
            requireNonNull(recording, "recording");
            requireNonNull(hardware, "hardware");
            requireNonNull(training, "training");
            runs = List.copyOf(runs);
            remarks = List.copyOf(remarks);
            skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        }

        /** Makes a source of pairs of files. */
        public static Files ofPairs(List<RunFiles> runs) {
            return new Files(Recording.FILES, "recorded", "recorded", runs, new TreeMap<>(), List.of());
        }

        @Override
        public String kind() {
            return recording.id;
        }

        @Override
        public Optional<String> simulated() {
            return Source.simulated(Optional.of(hardware), Optional.of(training));
        }

        @Override
        public String description() {
            return recording.description
                    + (recording == Recording.FILES ? "" : unreal(Optional.of(hardware), Optional.of(training)));
        }
    }

    private static Optional<String> simulated(Optional<String> hardware, Optional<String> training) {
        String simulated = Stream.of(
                        hardware.filter(SIMULATED::equals).map(one -> "hardware"),
                        training.filter(SIMULATED::equals).map(one -> "training"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return simulated.isEmpty() ? Optional.empty() : Optional.of(simulated);
    }

    /** Returns in brackets which sides are not real; nothing where both are. */
    private static String unreal(Optional<String> hardware, Optional<String> training) {
        String unreal = Stream.of(hardware.map(one -> one + " hardware"), training.map(one -> one + " training"))
                .flatMap(Optional::stream)
                .filter(one -> !one.startsWith("real ") && !one.startsWith("none "))
                .collect(Collectors.joining(" and "));
        return unreal.isEmpty() ? "" : " (" + unreal + ")";
    }

    /**
     * What exporters told a Prometheus.
     *
     * @param url its address, without credentials
     * @param server what it says it is, such as {@code Prometheus 2.42.0}; absent where it does not say
     * @param range the time that was read
     * @param hardware where the hardware side comes from, such as {@code real} or {@code simulated}; absent where no
     *     exporter says it
     * @param training the same for the training side
     * @param runs every run that was found, those left out of the analysis too
     * @param remarks what a reader should know, one sentence each
     */
    record Prometheus(
            String url,
            Optional<String> server,
            Segment range,
            Optional<String> hardware,
            Optional<String> training,
            List<FoundRun> runs,
            List<String> remarks)
            implements Source {
        public Prometheus {
            runs = List.copyOf(runs);
            remarks = List.copyOf(remarks);
        }

        @Override
        public String kind() {
            return "prometheus";
        }

        @Override
        public Optional<String> simulated() {
            return Source.simulated(hardware, training);
        }

        @Override
        public String description() {
            return "Prometheus" + unreal(hardware, training);
        }
    }

    /**
     * The files of one run.
     *
     * @param run the name of the run
     * @param hardware the recording of the devices
     * @param training the training log
     * @param devices for each device that is used its samples
     * @param absentDevices devices that were asked for and are not in the recording
     * @param stepsLeftOut steps in stretches between restarts that are too short to judge
     * @param zoneShift whole hours to add to the training times so that the ranges overlap far better, where there are
     *     such
     * @param copyOf the run that has the same gradient norms and the same samples, and counts for both
     * @param sameNormsAs the run that has the same gradient norms beside other samples; both count
     */
    record RunFiles(
            String run,
            RecordedFile hardware,
            RecordedFile training,
            Map<String, Integer> devices,
            SortedSet<String> absentDevices,
            int stepsLeftOut,
            Optional<ZoneShift> zoneShift,
            Optional<String> copyOf,
            Optional<String> sameNormsAs) {
        public RunFiles {
            devices = Map.copyOf(devices);
            absentDevices = Collections.unmodifiableSortedSet(new TreeSet<>(absentDevices));
        }

        /** Returns whether training and hardware were recorded at the same time at all. */
        public boolean overlaps() {
            return hardware.range().isPresent()
                    && training.range().isPresent()
                    && hardware.range().get().overlaps(training.range().get());
        }
    }

    /**
     * One file.
     *
     * @param path as the user gave it
     * @param rows rows or entries that were used
     * @param range the time from the first to the last of them; absent where there is none
     * @param remarks what was skipped or noted, the most frequent first
     */
    record RecordedFile(String path, int rows, Optional<Segment> range, List<Remark> remarks) {
        public RecordedFile {
            requireNonNull(range, "range");
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Rows that a rule skipped, or that it only noted something about.
     *
     * @param rule the name of the rule
     * @param description the rule in words
     * @param count how many, at least 1
     * @param first where the first one is, such as "line 7"
     * @param value what stood there, for rules about a value
     */
    record Remark(String rule, String description, int count, String first, Optional<String> value) {}
}
