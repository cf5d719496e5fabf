package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.spike.LogHampel;

/** session.json as text and back. Stateless and thread-safe. */
final class SessionJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter());

    private SessionJson() {}

    /** Returns the facts as JSON text that ends with a line end. */
    static String write(SessionFacts facts) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", SessionFiles.SCHEMA_VERSION);
        root.put("version", facts.version());
        root.put("host", facts.host());
        root.put("start", SessionTime.text(facts.start().toEpochMilli()));
        root.put(
                "end",
                facts.end().map(end -> SessionTime.text(end.toEpochMilli())).orElse(null));
        ObjectNode source = root.putObject("source");
        source.put("hardware", facts.hardware().id());
        source.put("training", facts.training().id());
        root.put("samplePeriodMs", facts.samplePeriod().toMillis());
        writeDetectors(facts.detectors(), root.putObject("detectors"));
        ObjectNode devices = root.putObject("devices");
        facts.devices().forEach((name, device) -> writeDevice(device, devices.putObject(name)));
        root.putArray("phases");
        root.put("lost", facts.lost());
        try {
            return WRITER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values must be writable", e);
        }
    }

    private static void writeDetectors(SessionDetectors detectors, ObjectNode node) {
        ObjectNode spikes = node.putObject("spikes");
        LogHampel rule = detectors.spikes();
        spikes.put("detector", LogHampel.ID);
        spikes.put("window", rule.window());
        spikes.put("minSamples", rule.minSamples());
        spikes.put("k", rule.k());
        spikes.put("sigmaFloor", rule.sigmaFloor());
        spikes.put("minRatio", rule.minRatio());
        spikes.put("batchK", rule.batchK());
        spikes.put("refractoryMs", detectors.spikeRefractory().toMillis());
        ObjectNode collapses = node.putObject("collapses");
        collapses.put("refractoryMs", detectors.collapses().refractory().toMillis());
        CollapseConfig.Confirmed confirmed = detectors.collapses().confirmed();
        collapses.put("sustainedMs", confirmed.enter().toMillis());
        collapses.put("leaveMs", confirmed.leave().toMillis());
        collapses.put("shortestMs", confirmed.shortest().toMillis());
        collapses.put("slopeWindowMs", detectors.collapses().slopeWindow().toMillis());
        collapses.put("latencyMs", detectors.collapses().latency().toMillis());
    }

    private static void writeDevice(SessionDevice device, ObjectNode node) {
        node.put("uuid", device.uuid().orElse(null));
        ObjectNode properties = node.putObject("properties");
        device.properties().forEach((property, value) -> properties.put(id(property), value));
        writeFigure(device.ratedWatts(), node.putObject("ratedWatts"));
        writeFigure(device.limitCelsius(), node.putObject("limitCelsius"));
        ArrayNode reasons = node.putArray("throttleReasons");
        device.throttleReasons().forEach(reasons::add);
    }

    private static void writeFigure(SessionDevice.Figure figure, ObjectNode node) {
        node.put("value", figure.value());
        node.put("origin", figure.origin().id());
    }

    private static String id(DeviceProperty property) {
        return property.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the facts in a text.
     *
     * @throws RecordingException if it is not one JSON object, of another schema version, or lacks something
     */
    static SessionFacts read(Path file, byte[] text) throws RecordingException {
        JsonFacts root = JsonFacts.parse(file, MAPPER, text);
        long version = root.whole("schemaVersion");
        if (version != SessionFiles.SCHEMA_VERSION) {
            throw RecordingException.of(
                    file, "schemaVersion must be " + SessionFiles.SCHEMA_VERSION + ", got " + version);
        }
        JsonFacts source = root.object("source");
        try {
            return new SessionFacts(
                    root.text("version"),
                    root.text("host"),
                    root.time("start"),
                    root.isNull("end") ? Optional.empty() : Optional.of(root.time("end")),
                    source.choice("hardware", Provenance.values()),
                    source.choice("training", Provenance.values()),
                    root.millis("samplePeriodMs"),
                    devices(root.object("devices")),
                    detectors(root.object("detectors")),
                    root.whole("lost"));
        } catch (IllegalArgumentException e) {
            throw RecordingException.of(file, String.valueOf(e.getMessage()));
        }
    }

    private static SessionDetectors detectors(JsonFacts node) throws RecordingException {
        JsonFacts spikes = node.object("spikes");
        JsonFacts collapses = node.object("collapses");
        return new SessionDetectors(
                new LogHampel(
                        spikes.count("window"),
                        spikes.count("minSamples"),
                        spikes.number("k"),
                        spikes.number("sigmaFloor"),
                        spikes.number("minRatio"),
                        spikes.number("batchK")),
                spikes.millis("refractoryMs"),
                new SessionDetectors.Collapses(
                        collapses.millis("refractoryMs"),
                        new CollapseConfig.Confirmed(
                                collapses.millis("sustainedMs"),
                                collapses.millis("leaveMs"),
                                collapses.millis("shortestMs")),
                        collapses.millis("slopeWindowMs"),
                        collapses.millis("latencyMs")));
    }

    private static SortedMap<String, SessionDevice> devices(JsonFacts node) throws RecordingException {
        SortedMap<String, SessionDevice> devices = new TreeMap<>();
        for (String name : node.names()) {
            devices.put(name, device(node.object(name)));
        }
        return devices;
    }

    private static SessionDevice device(JsonFacts node) throws RecordingException {
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        JsonFacts given = node.object("properties");
        for (DeviceProperty property : DeviceProperty.values()) {
            if (given.names().contains(id(property))) {
                properties.put(property, given.text(id(property)));
            }
        }
        SortedSet<String> reasons = new TreeSet<>(node.texts("throttleReasons"));
        return new SessionDevice(
                node.isNull("uuid") ? Optional.empty() : Optional.of(node.text("uuid")),
                properties,
                figure(node.object("ratedWatts")),
                figure(node.object("limitCelsius")),
                reasons);
    }

    private static SessionDevice.Figure figure(JsonFacts node) throws RecordingException {
        return new SessionDevice.Figure(node.number("value"), node.choice("origin", SessionDevice.Origin.values()));
    }
}
