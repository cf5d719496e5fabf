package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.series.Segment;

/** The block {@code source} of a report. */
final class SourceJson {
    private SourceJson() {}

    static void write(Source source, ObjectNode node) {
        node.put("kind", source.kind());
        if (source instanceof Source.Files files) {
            write(files, node);
        } else if (source instanceof Source.Prometheus prometheus) {
            write(prometheus, node);
        }
    }

    private static void write(Source.Prometheus source, ObjectNode node) {
        node.put("url", source.url());
        source.server().ifPresent(server -> node.put("server", server));
        writeRange(source.range(), node);
        source.hardware().ifPresent(hardware -> node.put("hardware", hardware));
        source.training().ifPresent(training -> node.put("training", training));
        ArrayNode runs = node.putArray("runs");
        for (FoundRun run : source.runs()) {
            ObjectNode one = runs.addObject();
            one.put("id", run.id());
            one.put("run", run.run());
            one.put("job", run.job());
            one.put("instance", run.instance());
            run.devices().forEach(one.putArray("devices")::add);
            one.put("steps", run.steps());
            one.put("scrapes", run.scrapes());
            one.put("scrapeIntervalMs", run.scrapeIntervalMillis());
            writeRange(run.range(), one);
        }
    }

    private static void write(Source.Files source, ObjectNode node) {
        node.put("hardware", source.hardware());
        node.put("training", source.training());
        if (!source.skipped().isEmpty()) {
            ObjectNode skipped = node.putObject("skipped");
            source.skipped().forEach((path, remarks) -> writeSkipped(remarks, skipped.putObject(path)));
        }
        if (!source.remarks().isEmpty()) {
            source.remarks().forEach(node.putArray("remarks")::add);
        }
        ArrayNode runs = node.putArray("runs");
        for (Source.RunFiles run : source.runs()) {
            ObjectNode files = runs.addObject();
            files.put("run", run.run());
            writeFile(run.hardware(), files.putObject("hardwareCsv"));
            writeFile(run.training(), files.putObject("trainingLog"));
            ObjectNode devices = files.putObject("deviceRows");
            new TreeMap<>(run.devices()).forEach(devices::put);
            run.zoneShift().ifPresent(shift -> files.put("zoneShiftHours", shift.hours()));
        }
    }

    private static void writeFile(Source.RecordedFile file, ObjectNode node) {
        node.put("path", file.path());
        node.put("rows", file.rows());
        file.range().ifPresent(range -> writeRange(range, node));
        writeSkipped(file.remarks(), node.putObject("remarks"));
    }

    private static void writeSkipped(List<Source.Remark> skipped, ObjectNode node) {
        for (Source.Remark remark : skipped) {
            ObjectNode entry =
                    node.putObject(remark.rule()).put("count", remark.count()).put("first", remark.first());
            remark.value().ifPresent(value -> entry.put("value", value));
        }
    }

    private static void writeRange(Segment range, ObjectNode node) {
        node.put("fromMs", range.startMillis());
        node.put("toMs", range.endMillis() - 1);
    }
}
