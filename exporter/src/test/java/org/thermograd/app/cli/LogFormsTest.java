package org.thermograd.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.spi.SLF4JServiceProvider;

class LogFormsTest {
    private static String written(SLF4JServiceProvider provider) {
        provider.initialize();
        Logger logger = provider.getLoggerFactory().getLogger("org.thermograd.x.Told");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            logger.info("event=started url={} name=\"{}\"", "http://x", "a");
            logger.warn("a \"quoted\" text");
            logger.error("event=failed", new IllegalStateException("why"));
            logger.debug("event=hidden");
            logger.trace("event=hidden");
        } finally {
            System.setErr(before);
        }
        return out.toString(StandardCharsets.UTF_8).replaceAll("2\\d{3}-\\S+?Z", "T");
    }

    @Test
    void writesLogfmt() {
        assertThat(written(new LogfmtProvider())).startsWith("""
                        ts=T level=info logger=Told event=started url=http://x name="a"
                        ts=T level=warn logger=Told msg="a \\"quoted\\" text"
                        ts=T level=error logger=Told event=failed stack="java.lang.IllegalStateException: why\\n\\tat \
                        """).doesNotContain("hidden");
    }

    @Test
    void writesJson() {
        assertThat(written(new JsonLogProvider())).startsWith("""
                        {"ts":"T","level":"info","logger":"Told","msg":"event=started url=http://x name=\\"a\\""}
                        {"ts":"T","level":"warn","logger":"Told","msg":"a \\"quoted\\" text"}
                        {"ts":"T","level":"error","logger":"Told","msg":"event=failed","stack":"java.lang.IllegalStateException: why\
                        """).doesNotContain("hidden");
    }
}
