package org.thermograd.domain.analysis.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.series.TimeSeries;

class HeldSpellsTest {
    /** One sample a second: h held back, 0 not, ? not known, _ for no sample. */
    private static String flags(String seconds, long enter, long leave, long shortest) {
        long[] times = new long[seconds.length()];
        double[] held = new double[seconds.length()];
        int size = 0;
        for (int second = 0; second < seconds.length(); second++) {
            char state = seconds.charAt(second);
            if (state != '_') {
                times[size] = 1000L * second;
                held[size] = state == 'h' ? 1 : state == '0' ? 0 : Double.NaN;
                size++;
            }
        }
        TimeSeries flags = HeldSpells.flags(
                TimeSeries.of(Arrays.copyOf(times, size), Arrays.copyOf(held, size)),
                new CollapseConfig.Confirmed(
                        Duration.ofSeconds(enter), Duration.ofSeconds(leave), Duration.ofSeconds(shortest)),
                5000);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < flags.size(); i++) {
            text.append((int) flags.value(i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0hhh0hhhh00, 3, 0, 0, 00000111100",
        "0hhhh0h00, 3, 0, 0, 011110000",
        "0hhhh0h00, 3, 2, 0, 011111100",
        "0hh0hh0, 3, 9, 0, 0000000",
        "0h0, 0, 0, 0, 010",
        "0hhhh0, 3, 0, 4, 000000",
        "0hhhhh0, 3, 0, 4, 0111110",
        "0hh??hh0, 3, 0, 0, 011110",
        "0hh______hhhhh, 3, 0, 0, 00011111",
        "0hhhh______0hh0, 3, 60, 0, 011110000"
    })
    void areThoseThatALiveExporterFinds(String seconds, long enter, long leave, long shortest, String expected) {
        assertThat(flags(seconds, enter, leave, shortest)).isEqualTo(expected);
    }

    @Test
    void ofNothingAreNone() {
        assertThat(flags("???", 3, 0, 0)).isEmpty();
    }
}
