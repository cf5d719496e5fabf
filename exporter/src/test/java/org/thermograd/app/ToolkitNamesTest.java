package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolkitNamesTest {
    @Test
    void saysItInOurNames() {
        assertThat(ToolkitNames.replacedIn(
                        "serve",
                        "--web.listen-address=:9877",
                        "--web.listen-address",
                        "[::1]:9877",
                        "--web.config.file=a=b.yml",
                        "--web.telemetry-path=/m",
                        "--web.listen-addresses=x"))
                .containsExactly(
                        "serve",
                        "--listen=:9877",
                        "--listen",
                        "[::1]:9877",
                        "--web-config=a=b.yml",
                        "--web.telemetry-path=/m",
                        "--web.listen-addresses=x");
    }
}
