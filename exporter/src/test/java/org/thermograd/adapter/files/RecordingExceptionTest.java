package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordingExceptionTest {
    private static final Path FILE = Path.of("a.csv");

    @Test
    void carriesFileLineAndRule() {
        RecordingException exception = RecordingException.at(FILE, 3, "header must name device", "a,\u0007b");

        assertThat(exception).hasMessage("a.csv: line 3: header must name device, got a,\\u0007b");
        assertThat(exception.file()).isEqualTo(FILE);
        assertThat(exception.line()).hasValue(3);
        assertThat(exception.rule()).isEqualTo("header must name device");
    }

    @Test
    void leavesOutTheLineOfAMatterOfTheWholeFile() {
        RecordingException exception = RecordingException.of(FILE, "file must not be empty");

        assertThat(exception).hasMessage("a.csv: file must not be empty");
        assertThat(exception.line()).isEmpty();
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThat(RecordingException.unreadable(FILE, new NoSuchFileException("a.csv")))
                .hasMessage("a.csv: no such file")
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThat(RecordingException.unreadable(FILE, new AccessDeniedException("a.csv")))
                .hasMessage("a.csv: file must be readable, got access denied");
        assertThat(RecordingException.unreadable(FILE, new FileSystemException("a.csv", null, "Too many links")))
                .hasMessage("a.csv: file must be readable, got Too many links");
        assertThat(RecordingException.unreadable(FILE, new IOException("Input/output error")))
                .hasMessage("a.csv: file must be readable, got Input/output error");
    }
}
