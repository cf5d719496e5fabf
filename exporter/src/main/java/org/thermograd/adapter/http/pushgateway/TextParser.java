package org.thermograd.adapter.http.pushgateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/**
 * Reads the text format 0.0.4 as a Pushgateway does: strictly, all or nothing. Confined to one thread.
 *
 * <p>The rules are those of Prometheus' exposition formats,
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.
 */
final class TextParser {
    private static final Pattern TIMESTAMP = Pattern.compile("[-+]?\\d{1,19}");

    private final PushContent content;

    private TextParser(PushContent content) {
        this.content = content;
    }

    /**
     * Reads a body.
     *
     * @param body the bytes
     * @param content takes what is in it
     * @return the families
     * @throws PushRefusedException if it is not in the format, or what it holds does not fit together
     */
    static List<PushedFamily> parse(byte[] body, PushContent content) throws PushRefusedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PushRefusedException.of(PushRejection.SYNTAX, "body must be UTF-8, got other bytes");
        }
        TextParser parser = new TextParser(content);
        int number = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            parser.readLine(new TextLine(text.substring(start, end), number));
            start = end + 1;
            number++;
        }
        TextLine last = new TextLine(text.substring(start), number);
        last.skipBlanks();
        if (!last.isAtEnd()) {
            throw last.wrong("unexpected end of input stream: the last line must end with \\n");
        }
        return content.families();
    }

    private void readLine(TextLine line) throws PushRefusedException {
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        if (line.skip('#')) {
            readComment(line);
        } else {
            readSample(line);
        }
    }

    private void readComment(TextLine line) throws PushRefusedException {
        line.skipBlanks();
        String keyword = line.word();
        if (!keyword.equals("HELP") && !keyword.equals("TYPE")) {
            return;
        }
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        String name = line.name(true);
        if (name.isEmpty() || !(line.isAtBlank() || line.isAtEnd())) {
            throw line.wrong("name of a metric must match " + LabelText.METRIC_NAME);
        }
        FamilyBuilder family = content.family(name);
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        if (keyword.equals("HELP")) {
            if (family.help().isPresent()) {
                throw line.wrong("HELP of " + name + " must be given once");
            }
            family.help(line.unescape(line.rest()));
        } else {
            readType(line, family);
        }
    }

    private static void readType(TextLine line, FamilyBuilder family) throws PushRefusedException {
        if (family.type().isPresent()) {
            throw line.wrong("TYPE of " + family.name() + " must be given once, and before its samples");
        }
        String given = line.rest();
        family.type(MetricType.of(given)
                .orElseThrow(() -> line.wrong("TYPE must be counter, gauge, histogram, summary or untyped, got \""
                        + Excerpt.of(given) + '"')));
    }

    private void readSample(TextLine line) throws PushRefusedException {
        String name = line.name(true);
        if (name.isEmpty()) {
            throw line.wrong("name of a metric must match " + LabelText.METRIC_NAME);
        }
        FamilyBuilder family = familyOf(name);
        MetricType type = family.type().orElse(MetricType.UNTYPED);
        boolean blank = line.isAtBlank();
        line.skipBlanks();
        SortedMap<String, String> labels = new TreeMap<>();
        if (line.skip('{')) {
            readLabels(line, name, labels);
        } else if (!blank) {
            throw line.wrong("name of a metric must be followed by a blank or {");
        }
        line.skipBlanks();
        Optional<String> bound =
                type.isDistribution() ? Optional.ofNullable(labels.remove(type.boundLabel())) : Optional.empty();
        double value = line.number("value of " + name);
        if (!line.isAtEnd()) {
            readTimestamp(line);
        }
        String all = content.labels(name, labels);
        if (type.isDistribution()) {
            addPart(line, family, name.substring(family.name().length()), bound, all, value);
        } else if (!family.add(all, value)) {
            content.inconsistent(line.where() + name + "{" + all + "} must be pushed once, got it twice");
        }
    }

    /** Returns the family that a sample belongs to, by its name. */
    private FamilyBuilder familyOf(String name) {
        if (content.find(name).isEmpty()) {
            for (String suffix : MetricType.HISTOGRAM.suffixes()) {
                if (name.endsWith(suffix)) {
                    Optional<FamilyBuilder> family = content.find(name.substring(0, name.length() - suffix.length()));
                    if (family.flatMap(FamilyBuilder::type)
                            .filter(type -> type.suffixes().contains(suffix))
                            .isPresent()) {
                        return family.get();
                    }
                }
            }
        }
        FamilyBuilder family = content.family(name);
        if (family.type().isEmpty()) {
            family.type(MetricType.UNTYPED);
        }
        return family;
    }

    private static void readLabels(TextLine line, String metric, SortedMap<String, String> labels)
            throws PushRefusedException {
        line.skipBlanks();
        while (!line.skip('}')) {
            String name = line.name(false);
            if (name.isEmpty()) {
                throw line.wrong("name of a label of " + metric + " must match " + LabelText.LABEL_NAME);
            }
            if (name.equals("__name__")) {
                throw line.wrong("label __name__ is reserved");
            }
            line.skipBlanks();
            if (!line.skip('=')) {
                throw line.wrong("label " + name + " must be followed by =");
            }
            line.skipBlanks();
            if (labels.put(name, line.quoted()) != null) {
                throw line.wrong("label " + name + " must be given once");
            }
            line.skipBlanks();
            if (!line.skip(',') && !line.isAt('}')) {
                throw line.wrong("label " + name + " must be followed by , or }");
            }
            line.skipBlanks();
        }
    }

    private void readTimestamp(TextLine line) throws PushRefusedException {
        line.skipBlanks();
        String word = line.word();
        if (!TIMESTAMP.matcher(word).matches() || !line.isAtEnd()) {
            throw line.wrong("line must end after the value, got \"" + Excerpt.of(word + line.rest()) + '"');
        }
        content.timestamp(line.where());
    }

    private void addPart(
            TextLine line, FamilyBuilder family, String suffix, Optional<String> bound, String labels, double value)
            throws PushRefusedException {
        MetricType type = family.type().orElseThrow();
        Distribution distribution = family.distribution(labels);
        boolean first;
        if (suffix.equals(MetricType.SUM) && bound.isEmpty()) {
            first = distribution.sum(value);
        } else if (suffix.equals(MetricType.COUNT) && bound.isEmpty()) {
            first = distribution.count(value);
        } else if (suffix.equals(type == MetricType.HISTOGRAM ? MetricType.BUCKET : "") && bound.isPresent()) {
            first = distribution.bound(line.number("label " + type.boundLabel(), bound.get()), value);
        } else {
            throw line.wrong(type.id() + " " + family.name() + " must consist of "
                    + (type == MetricType.HISTOGRAM
                            ? "_bucket with le, _sum and _count"
                            : "samples with quantile, _sum and _count"));
        }
        if (!first) {
            content.inconsistent(
                    line.where() + family.name() + suffix + "{" + labels + "} must be pushed once, got it twice");
        }
    }
}
