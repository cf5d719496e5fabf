package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;

/**
 * What a device is built for.
 *
 * @param ratedWatts the power at which its load ratio is 1; finite and positive
 * @param limitCelsius the temperature that it should not exceed; finite
 */
public record DeviceRating(double ratedWatts, double limitCelsius) {
    /** The power that is assumed, in words. */
    public static final String ASSUMED_WATTS = Assumed.CPU_WATTS + " for cpu, " + Assumed.GPU_WATTS + " for a gpu, "
            + Assumed.MOBILE_WATTS + " for mobile";

    /** The limit that is assumed, in words. */
    public static final String ASSUMED_CELSIUS = Assumed.CPU_CELSIUS + " for cpu, " + Assumed.GPU_CELSIUS
            + " for a gpu, " + Assumed.MOBILE_CELSIUS + " for mobile";

    private static final DeviceRating CPU = new DeviceRating(Assumed.CPU_WATTS, Assumed.CPU_CELSIUS);
    private static final DeviceRating GPU = new DeviceRating(Assumed.GPU_WATTS, Assumed.GPU_CELSIUS);
    private static final DeviceRating MOBILE = new DeviceRating(Assumed.MOBILE_WATTS, Assumed.MOBILE_CELSIUS);

    private static final class Assumed {
        static final int CPU_WATTS = 125;
        static final int CPU_CELSIUS = 80;
        static final int GPU_WATTS = 200;
        static final int GPU_CELSIUS = 83;
        static final int MOBILE_WATTS = 5;
        static final int MOBILE_CELSIUS = 80;
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public DeviceRating {
        Require.positive("ratedWatts", ratedWatts);
        Require.finite("limitCelsius", limitCelsius);
    }

    /**
     * Returns what is assumed of a device that nothing is known about: 125 W and 80 degrees for {@code cpu}, 200 W and
     * 83 degrees for {@code gpu} with or without a number, 5 W and 80 degrees for {@code mobile}. Source: the public RLE
     * project (Nemeca99/RLE, MIT license).
     *
     * @param device the name of the device
     * @throws IllegalArgumentException if the name is of no such kind
     */
    public static DeviceRating defaultOf(String device) {
        requireNonNull(device, "device");
        if (device.equals("cpu")) {
            return CPU;
        }
        if (device.equals("mobile")) {
            return MOBILE;
        }
        if (device.matches("gpu[0-9]*")) {
            return GPU;
        }
        throw new IllegalArgumentException("device must be cpu, gpu, gpu<number> or mobile, got " + device);
    }

    /**
     * Returns this rating with another rated power.
     *
     * @throws IllegalArgumentException if it is not finite and positive
     */
    public DeviceRating withRatedWatts(double watts) {
        return new DeviceRating(watts, limitCelsius);
    }

    /**
     * Returns this rating with another temperature limit.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public DeviceRating withLimitCelsius(double celsius) {
        return new DeviceRating(ratedWatts, celsius);
    }
}
