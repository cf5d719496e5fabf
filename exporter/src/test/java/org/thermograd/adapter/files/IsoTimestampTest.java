package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimestampTest {
    /** Expected values from GNU date 9.1, such as {@code date -u -d 2025-10-29T00:54:13Z +%s}, plus the fraction. */
    @ParameterizedTest
    @CsvSource({
        "2025-10-29T00:54:13, 1761699253000",
        "2025-10-29T00:54:13Z, 1761699253000",
        "2025-10-29 00:54:13, 1761699253000",
        "2025-10-29 00:54:13.5Z, 1761699253500",
        "2025-10-29T00:54:13.637638, 1761699253638",
        "2025-10-29T00:54:13.637638123Z, 1761699253638",
        "2025-10-28T19:54:13-05:00, 1761699253000",
        "2025-10-29T06:24:13+0530, 1761699253000",
        "2025-10-29T06:24:13.25+05:30, 1761699253250",
        "2025-10-29T01:54:13+01, 1761699253000",
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.750Z, -250",
        "2024-02-29T12:00:00Z, 1709208000000",
        "2025-12-31T23:59:59.9999Z, 1767225600000",
    })
    void readsEveryFormOfTheTime(String text, long expected) {
        assertThat(IsoTimestamp.epochMillis(text)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "637500, 638",
        "636500, 636",
        "636501, 637",
        "6365001, 637",
        "637499999, 637",
        "637500001, 638",
        "0005, 0",
        "0015, 2",
        "9995, 1000",
    })
    void roundsHalfAMillisecondToEven(String fraction, long millis) {
        assertThat(IsoTimestamp.epochMillis("1970-01-01T00:00:00." + fraction)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2025-10-29",
                "2025-10-29T00:54",
                "2025-10-29T00:54:1",
                "2025-10-29X00:54:13",
                "2025/10/29T00:54:13",
                "2025-10/29T00:54:13",
                "2025-10-29T00-54:13",
                "2025-10-29T00:54-13",
                "2o25-10-29T00:54:13",
                "2025-00-29T00:54:13",
                "2025-13-29T00:54:13",
                "2025-10-00T00:54:13",
                "2025-02-29T00:54:13",
                "2025-04-31T00:54:13",
                "2025-10-29T24:00:00",
                "2025-10-29T00:60:13",
                "2025-10-29T00:54:60",
                "2025-10-29T00:5-:13",
                "2025-10-29T00:54:13.",
                "2025-10-29T00:54:13.Z",
                "2025-10-29T00:54:13.1234567890",
                "2025-10-29T00:54:13.\u0661",
                "2025-10-29T00:54:13z",
                "2025-10-29T00:54:13ZZ",
                "2025-10-29T00:54:13 Z",
                "2025-10-29T00:54:13+",
                "2025-10-29T00:54:13+1",
                "2025-10-29T00:54:13+0:30",
                "2025-10-29T00:54:13+19:00",
                "2025-10-29T00:54:13+01:60",
                "2025-10-29T00:54:13+01:3",
                "2025-10-29T00:54:13+01x30",
                "2025-10-29T00:54:13+01:30:00",
                "2025-10-29T00:54:13.637638,cpu",
                "1761699253.6",
            })
    void refusesAnythingElse(String text) {
        assertThat(IsoTimestamp.epochMillis(text)).isEmpty();
    }

    @Test
    void agreesWithTheJdkOnAnyTime() {
        long seed = 20251029;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            int digits = random.nextInt(10);
            int nanos = digits == 0 ? 0 : random.nextInt((int) Math.pow(10, digits)) * (int) Math.pow(10, 9 - digits);
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
            OffsetDateTime time = Instant.ofEpochSecond(second).atOffset(zone);
            if (time.getYear() < 0 || time.getYear() > 9999) {
                continue;
            }
            String text = String.format(
                    Locale.ROOT,
                    "%04d-%02d-%02d%s%02d:%02d:%02d%s%s",
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    random.nextBoolean() ? "T" : " ",
                    time.getHour(),
                    time.getMinute(),
                    time.getSecond(),
                    digits == 0
                            ? ""
                            : "." + String.format(Locale.ROOT, "%09d", nanos).substring(0, digits),
                    zone.getId());
            long expected = new BigDecimal(second)
                    .add(BigDecimal.valueOf(nanos, 9))
                    .movePointRight(3)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();

            assertThat(IsoTimestamp.epochMillis(text))
                    .as("seed %d, round %d: %s", seed, i, text)
                    .hasValue(expected);
        }
    }
}
