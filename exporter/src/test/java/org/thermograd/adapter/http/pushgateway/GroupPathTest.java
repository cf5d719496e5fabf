package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

class GroupPathTest {
    private static Map<String, String> labels(String path) throws PushRefusedException {
        return GroupPath.parse("/metrics/job" + path).labels();
    }

    @Test
    void readsLabels() throws PushRefusedException {
        assertThat(labels("/a/x/1/y/2")).isEqualTo(Map.of("job", "a", "x", "1", "y", "2"));
        assertThat(labels("/a/")).isEqualTo(Map.of("job", "a"));
        assertThat(labels("@base64/YS9i/x@base64/=")).isEqualTo(Map.of("job", "a/b", "x", ""));
        assertThat(labels("/my+run/x/%C3%A4%00")).isEqualTo(Map.of("job", "my+run", "x", "ä\0"));
    }

    @Test
    void anEmptyInstanceIsNone() throws PushRefusedException {
        assertThat(GroupPath.parse("/metrics/job/a/instance@base64/="))
                .isEqualTo(GroupPath.parse("/metrics/job/a"))
                .hasSameHashCodeAs(GroupPath.parse("/metrics/job/a"))
                .isNotEqualTo(GroupPath.parse("/metrics/job/b"))
                .isNotEqualTo("a")
                .hasToString("{instance=\"\",job=\"a\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@base64/=|path must name a job, got an empty one",
                "s/a|path must be /metrics/job/JOB/LABEL/VALUE..., got \"/metrics/jobs/a\"",
                "/a/x|path must have a value for each label, got an odd number of parts: \"x\" (a value with / in it,"
                        + " or an empty one, is written LABEL@base64/VALUE)",
                "/a/x//y/1|path must have a value for x; write an empty one as x@base64/=",
                "/a/1x/1|path must have labels named by [a-zA-Z_][a-zA-Z0-9_]*, not with __ before, got \"1x\"",
                "/a/__x/1|path must have labels named by [a-zA-Z_][a-zA-Z0-9_]*, not with __ before, got \"__x\"",
                "/a/x@base64/a+b|path must have x in base64 of the alphabet for URLs, got \"a+b\"",
                "/a/x/%FF|path must be UTF-8, got other bytes",
                "@base64/_w|path must be UTF-8, got other bytes",
                "/a%zz|path must have two hexadecimal digits after each %, got \"/metrics/job/a%zz\"",
            })
    void refuses(String path, String message) {
        assertThatThrownBy(() -> labels(path))
                .isInstanceOfSatisfying(
                        PushRefusedException.class, e -> assertThat(e.reason()).isEqualTo(PushRejection.GROUP_KEY))
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä\"\\\n", "", "a,b=\"c\"}"})
    void labelsAreReadAsWritten(String value) {
        GroupKey key = new GroupKey(Map.of("job", value, "x", value));

        assertThat(LabelText.labels(key.text())).isEqualTo(Map.of("instance", "", "job", value, "x", value));
    }
}
