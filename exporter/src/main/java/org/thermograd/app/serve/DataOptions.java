package org.thermograd.app.serve;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.state.DataSync;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where state is kept over restarts, and how safely. */
final class DataOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Keep runs and counters in this folder, so that the end of the process, whatever ends it, loses"
                            + " nothing that was acknowledged (default: in memory only)")
    private @Nullable Path dir;

    @Option(
            names = "--data-sync",
            paramLabel = "WHEN",
            defaultValue = "interval",
            converter = When.class,
            description = "When what was written is made to survive a loss of power: always, before a push is answered;"
                    + " interval, once a second; or never, when the system sees fit (default ${DEFAULT-VALUE})")
    private DataSync sync = DataSync.INTERVAL;

    Optional<ServeConfig.Data> data() {
        return Optional.ofNullable(dir).map(folder -> new ServeConfig.Data(folder, sync));
    }

    /** When to synchronize. */
    static final class When implements ITypeConverter<DataSync> {
        @Override
        public DataSync convert(String text) {
            return switch (text) {
                case "always" -> DataSync.ALWAYS;
                case "interval" -> DataSync.INTERVAL;
                case "never" -> DataSync.NEVER;
                default -> throw new TypeConversionException("must be always, interval or never, got " + text);
            };
        }
    }
}
