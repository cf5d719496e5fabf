package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.RecordedEvents.Collapse;
import org.thermograd.domain.analysis.recording.RecordedEvents.RunLife;
import org.thermograd.domain.analysis.recording.RecordedEvents.Spike;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/**
 * One pass over one events.jsonl. What stands there several times, with a later end or with something else said of it,
 * counts as it stands last. Confined to one thread; parses once.
 */
final class SessionEventsParser {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final TallyBuilder tally = new TallyBuilder();
    private final Map<List<Object>, Collapse> collapses = new LinkedHashMap<>();
    private final List<Spike> spikes = new ArrayList<>();
    private final Map<List<Object>, RunLife> runs = new LinkedHashMap<>();
    private final Map<String, Set<TrainingMark>> marks = new TreeMap<>();
    private final Map<String, Set<TrainingPhase>> phases = new TreeMap<>();
    private final Map<String, List<RankStep>> rankSteps = new TreeMap<>();

    SessionEventsParser(Path file) {
        this.file = file;
    }

    RecordedEvents parse(InputStream in) throws IOException, RecordingException {
        LineReader lines = new LineReader(file, in);
        while (lines.next()) {
            String line = lines.text();
            Place place = Place.line(lines.number());
            if (!lines.ended()) {
                tally.count(SkipRule.TORN_LAST_LINE, place);
            } else if (line.isBlank()) {
                tally.count(SkipRule.BLANK_LINE, place);
            } else {
                readLine(line, place);
            }
        }
        return new RecordedEvents(
                List.copyOf(collapses.values()),
                spikes,
                List.copyOf(runs.values()),
                notes(),
                tally.build(collapses.size()
                        + spikes.size()
                        + runs.size()
                        + count(marks)
                        + count(phases)
                        + count(rankSteps)));
    }

    private SortedMap<String, RunAnnotations> notes() {
        Set<String> named = new TreeSet<>(marks.keySet());
        named.addAll(phases.keySet());
        named.addAll(rankSteps.keySet());
        SortedMap<String, RunAnnotations> notes = new TreeMap<>();
        named.forEach(run -> notes.put(
                run,
                new RunAnnotations(
                        List.copyOf(marks.getOrDefault(run, Set.of())),
                        List.copyOf(phases.getOrDefault(run, Set.of())),
                        rankSteps.getOrDefault(run, List.of()))));
        return notes;
    }

    private static int count(Map<String, ? extends Collection<?>> all) {
        return all.values().stream().mapToInt(Collection::size).sum();
    }

    private void readLine(String line, Place place) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            tally.count(SkipRule.BROKEN_JSON, place);
            return;
        }
        if (!node.isObject()) {
            tally.count(SkipRule.NOT_AN_OBJECT, place);
        } else if (node.path("type").asText().equals(SessionLines.CLOCK_SET)) {
            tally.count(
                    SkipRule.CLOCK_SET,
                    place,
                    node.path("before").asText() + " became "
                            + node.path("onset").asText());
        } else if (!readEvent(node)) {
            tally.count(
                    SkipRule.UNREADABLE_EVENT,
                    place,
                    "type " + node.path("type").asText());
        }
    }

    private boolean readEvent(JsonNode node) {
        OptionalLong onset = SessionTime.parse(node.path("onset").asText());
        OptionalLong end = SessionTime.parse(node.path("end").asText());
        boolean open = node.path("end").isNull();
        if (onset.isEmpty()) {
            return false;
        }
        long onsetMillis = onset.getAsLong();
        return switch (node.path("type").asText()) {
            case SessionLines.COLLAPSE -> (open || end.isPresent()) && readCollapse(node, onsetMillis, end);
            case SessionLines.SPIKE -> readSpike(node, onsetMillis);
            case SessionLines.MARK -> readMark(node, onsetMillis);
            case SessionLines.PHASE -> end.isPresent() && readPhase(node, onsetMillis, end.getAsLong());
            case SessionLines.RANK_STEP -> readRankStep(node, onsetMillis);
            case SessionFiles.RUN -> (open || end.isPresent()) && readRun(node, onsetMillis, end);
            default -> false;
        };
    }

    private boolean readCollapse(JsonNode node, long onset, OptionalLong end) {
        String device = node.path("device").asText();
        Optional<CollapseReason> reason = constant(CollapseReason.values(), node.path("reason"));
        if (device.isEmpty() || reason.isEmpty()) {
            return false;
        }
        collapses.put(List.of(device, reason.get(), onset), new Collapse(device, reason.get(), onset, end));
        return true;
    }

    private boolean readSpike(JsonNode node, long onset) {
        String run = node.path("run").asText();
        String detector = node.path("kind").asText();
        if (run.isEmpty() || detector.isEmpty()) {
            return false;
        }
        spikes.add(new Spike(run, detector, onset));
        return true;
    }

    private boolean readMark(JsonNode node, long onset) {
        String run = node.path("run").asText();
        String text = node.path("text").asText();
        return !run.isEmpty()
                && TrainingMark.isText(text)
                && onset >= 0
                && addTo(marks, run, new TrainingMark(onset, text));
    }

    private boolean readPhase(JsonNode node, long onset, long end) {
        String run = node.path("run").asText();
        String name = node.path("name").asText();
        return !run.isEmpty()
                && TrainingPhase.isName(name)
                && onset >= 0
                && end > onset
                && addTo(phases, run, new TrainingPhase(name, new Segment(onset, end)));
    }

    private boolean readRankStep(JsonNode node, long onset) {
        String run = node.path("run").asText();
        if (run.isEmpty() || !node.path("rank").isInt() || !node.path("step").isIntegralNumber()) {
            return false;
        }
        try {
            RankStep step = new RankStep(
                    node.path("rank").intValue(),
                    node.path("step").longValue(),
                    OptionalLong.of(onset),
                    number(node.path(SessionLines.RANK_STEP_TIME)),
                    number(node.path(Signal.GRAD_NORM.id())));
            return rankSteps.computeIfAbsent(run, any -> new ArrayList<>()).add(step);
        } catch (IllegalArgumentException e) {
            return false; // outside its range
        }
    }

    /** Returns a number; one that is not finite stands as a text. */
    private static OptionalDouble number(JsonNode node) {
        return node.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(node.asDouble(Double.NaN));
    }

    /** Adds a note, unless it is there already. */
    private static <T> boolean addTo(Map<String, Set<T>> notes, String run, T note) {
        notes.computeIfAbsent(run, any -> new LinkedHashSet<>()).add(note);
        return true;
    }

    private boolean readRun(JsonNode node, long onset, OptionalLong end) {
        String run = node.path("run").asText();
        Optional<RunEnd> how = constant(RunEnd.values(), node.path("reason"));
        if (run.isEmpty() || how.isPresent() != end.isPresent()) {
            return false;
        }
        RunLife before = runs.get(List.<Object>of(run, onset));
        SortedMap<String, String> labels = new TreeMap<>(before == null ? Map.of() : before.labels());
        List<String> devices = new ArrayList<>(before == null ? List.of() : before.devices());
        if (how.isEmpty()) {
            labels.clear();
            node.path("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            devices.clear();
            node.path("devices").forEach(device -> devices.add(device.asText()));
        }
        runs.put(List.of(run, onset), new RunLife(run, onset, end, how, labels, devices));
        return true;
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, JsonNode name) {
        return Arrays.stream(constants)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name.asText()))
                .findFirst();
    }
}
