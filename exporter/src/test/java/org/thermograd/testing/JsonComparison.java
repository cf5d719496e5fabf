package org.thermograd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Compares a report with a golden one: the same keys, integers and strings exact, other numbers within a tolerance. */
public final class JsonComparison {
    private final double relative;
    private final Set<String> ignoredKeys;

    /**
     * Prepares a comparison.
     *
     * @param relative tolerance of numbers with a fraction
     * @param ignoredKeys keys that are skipped wherever they stand in the golden report
     */
    public JsonComparison(double relative, String... ignoredKeys) {
        this.relative = relative;
        this.ignoredKeys = Set.of(ignoredKeys);
    }

    /** Asserts that the report says what the golden one says. */
    public void check(String what, JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            checkObject(what, actual, expected);
        } else if (expected.isArray()) {
            assertThat(actual.size()).as("%s: length", what).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                check(what + "[" + i + "]", actual.get(i), expected.get(i));
            }
        } else if (expected.isDouble()) {
            assertThat(actual.isNumber()).as("%s is a number: %s", what, actual).isTrue();
            assertClose(actual.doubleValue(), expected.doubleValue(), relative, what);
        } else {
            assertThat(actual.asText()).as(what).isEqualTo(expected.asText());
            assertThat(actual.isNull()).as(what).isEqualTo(expected.isNull());
        }
    }

    private void checkObject(String what, JsonNode actual, JsonNode expected) {
        Set<String> expectedKeys = new TreeSet<>();
        expected.fieldNames().forEachRemaining(expectedKeys::add);
        expectedKeys.removeAll(ignoredKeys);
        Set<String> actualKeys = new TreeSet<>();
        actual.fieldNames().forEachRemaining(actualKeys::add);
        assertThat(actualKeys).as("%s: keys", what).isEqualTo(expectedKeys);
        for (String key : expectedKeys) {
            check(what + "." + key, actual.get(key), expected.get(key));
        }
    }
}
