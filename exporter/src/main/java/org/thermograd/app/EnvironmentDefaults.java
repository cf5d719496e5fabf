package org.thermograd.app;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that is not on the command line from the environment: {@code --delta-t} from {@code THERMOGRAD_DELTA_T}; an empty variable counts as
 * none. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "THERMOGRAD_";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = environment.get(variable(option.longestName()));
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns the variable that stands for an option. */
    static String variable(String option) {
        return PREFIX
                + option.replaceFirst("^--", "")
                        .replace('-', '_')
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }
}
