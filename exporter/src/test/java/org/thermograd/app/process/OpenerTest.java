package org.thermograd.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenerTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "FreeBSD, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
    void saysWhereTheReportIsWhereNothingOpensIt(String system, String program) throws Exception {
        String said = new Opener(system, name -> false).open(Path.of("out/report.html"));

        assertThat(said)
                .isEqualTo("Not opened: " + program + " is not on the PATH. The report is "
                        + Path.of("out/report.html").toAbsolutePath());
    }

    /** Returns an opener whose program is a script of ours. */
    private Opener opener(String script) throws Exception {
        Path program = Files.writeString(dir.resolve("xdg-open"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Opener("Linux", name -> true, program.toString());
    }

    @Test
    void givesTheProgramThePathOfThePage() throws Exception {
        Path page = dir.resolve("a b.html");

        String said =
                opener("printf %s \"$1\" > '" + dir.resolve("opened") + "'").open(page);

        assertThat(said).isEqualTo("Opened " + page);
        assertThat(dir.resolve("opened")).hasContent(page.toString());
    }

    @Test
    void saysSoWhereTheProgramFails() throws Exception {
        Path page = dir.resolve("report.html");

        assertThat(opener("exit 3").open(page))
                .isEqualTo("Not opened: " + dir.resolve("xdg-open") + " ended with status 3. The report is " + page);
        assertThat(new Opener("Linux", name -> true, dir.resolve("none").toString()).open(page))
                .startsWith("Not opened: ")
                .endsWith(". The report is " + page);
    }
}
