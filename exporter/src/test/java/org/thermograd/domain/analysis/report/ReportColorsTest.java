package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.report.PageResource;

/** Contrast of the colors of the page, by WCAG 2.2: 4.5 for text (1.4.3), 3 for what is drawn (1.4.11). */
class ReportColorsTest {
    private static Map<String, Integer> colors(String scheme) {
        String css = PageResource.text("report.css");
        int from = css.indexOf("color-scheme: " + scheme);
        Map<String, Integer> colors = new HashMap<>();
        Matcher matcher =
                Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6})").matcher(css.substring(from, css.indexOf('}', from)));
        while (matcher.find()) {
            colors.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colors;
    }

    private static double contrast(Map<String, Integer> colors, String one, String other) {
        return contrast(requireNonNull(colors.get(one), one), requireNonNull(colors.get(other), other));
    }

    /** Relative luminance of WCAG. */
    private static double luminance(int rgb) {
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
            parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeReadAndMarksCanBeSeen(String scheme) {
        Map<String, Integer> colors = colors(scheme);

        for (String text : List.of("text", "muted", "link")) {
            for (String ground : List.of("paper", "panel")) {
                assertThat(contrast(colors, text, ground))
                        .as(text + " on " + ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
        assertThat(contrast(colors, "notice-text", "notice")).isGreaterThanOrEqualTo(4.5);
        for (String shade : List.of("shade-1", "shade-2", "shade-3")) {
            assertThat(contrast(colors, "text", shade)).as(shade).isGreaterThanOrEqualTo(4.5);
        }
        colors.keySet().forEach(name -> {
            if (name.startsWith("series-")
                    || List.of("bar", "striking", "spike", "collapse").contains(name)) {
                assertThat(contrast(colors, name, "paper")).as(name).isGreaterThanOrEqualTo(3);
            }
        });
        assertThat(colors).containsKeys("series-0", "series-7", "spike", "collapse", "notice");
    }
}
