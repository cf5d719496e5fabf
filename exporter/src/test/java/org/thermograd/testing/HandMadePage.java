package org.thermograd.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics of another exporter, made by hand from its documented names; values that change are left open. */
public final class HandMadePage {
    private static final Pattern OPEN = Pattern.compile("<([a-z_]+)>$");
    private static final Pattern SAMPLE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

    private final List<String> lines;

    private HandMadePage(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Reads a page of the folder {@code exporters} of the test resources. */
    public static HandMadePage of(String name) {
        try (InputStream in =
                Objects.requireNonNull(HandMadePage.class.getResourceAsStream("/exporters/" + name), name)) {
            return new HandMadePage(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the page as its exporter would serve it. */
    public String text(Map<String, ? extends Number> values) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(filled(line, values)).append('\n');
        }
        return text.toString();
    }

    /** Adds what a scrape of the page would have stored. */
    public void addTo(ScrapedPages pages, String target, Map<String, ? extends Number> values, long epochMillis) {
        for (String line : lines) {
            Matcher sample = SAMPLE.matcher(filled(line, values));
            if (sample.matches()) {
                String labels = sample.group(2) == null ? target : sample.group(2) + "," + target;
                pages.add(sample.group(1), labels, Double.parseDouble(sample.group(3)), epochMillis);
            }
        }
    }

    private static String filled(String line, Map<String, ? extends Number> values) {
        Matcher open = OPEN.matcher(line);
        if (!open.find()) {
            return line;
        }
        Number value = values.get(open.group(1));
        if (value == null) {
            throw new IllegalArgumentException("values must have " + open.group(1) + ", got " + values.keySet());
        }
        return open.replaceFirst(value.toString());
    }
}
