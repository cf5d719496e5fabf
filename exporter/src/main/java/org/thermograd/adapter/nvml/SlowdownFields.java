package org.thermograd.adapter.nvml;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of the fields that count the time of three slowdowns: {@code NVML_FI_DEV_CLOCKS_EVENT_REASON_SW_THERM_SLOWDOWN},
 * {@code _HW_THERM_SLOWDOWN} and {@code _HW_POWER_BRAKE_SLOWDOWN}, one after the other. They are 251 to 253 in drivers from 575 to
 * 580.65 and 269 to 271 since 580.82, and in each of the two ranges the other drivers have settings of power smoothing (NVIDIA's
 * nvidia-ml-py 12.570.86, 12.575.51, 13.580.65 and 13.580.82). So the version of the driver decides; for one of which it is not
 * known nothing is asked. Drivers before 575 have nothing else at 269 to 271 and may refuse them.
 */
final class SlowdownFields {
    private static final int NEW = 269;
    private static final int OLD = 251;
    private static final int OLD_FROM = 575;
    private static final int MAJOR_OF_CHANGE = 580;
    private static final int LAST_OLD_MINOR = 65;
    private static final int FIRST_NEW_MINOR = 82;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

    private SlowdownFields() {}

    /**
     * Returns the first of the three.
     *
     * @param driverVersion such as {@code 580.65.06}
     */
    static OptionalInt first(String driverVersion) {
        Matcher version = VERSION.matcher(driverVersion);
        if (!version.matches()) {
            return OptionalInt.empty();
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < OLD_FROM || major > MAJOR_OF_CHANGE || (major == MAJOR_OF_CHANGE && minor >= FIRST_NEW_MINOR)) {
            return OptionalInt.of(NEW);
        }
        return major < MAJOR_OF_CHANGE || minor <= LAST_OLD_MINOR ? OptionalInt.of(OLD) : OptionalInt.empty();
    }
}
