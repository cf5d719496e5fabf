package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

/**
 * What a device is built for.
 *
 * @param ratedWatts the power at which its load ratio is 1; finite and positive
 * @param limitCelsius the temperature that it should not exceed; finite
 */
public record DeviceRating(double ratedWatts, double limitCelsius) {
    private static final DeviceRating CPU = new DeviceRating(125, 80);
    private static final DeviceRating GPU = new DeviceRating(200, 83);
    private static final DeviceRating MOBILE = new DeviceRating(5, 80);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public DeviceRating {
        if (!(ratedWatts > 0 && ratedWatts < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ratedWatts must be finite and positive, got " + ratedWatts);
        }
        if (!Double.isFinite(limitCelsius)) {
            throw new IllegalArgumentException("limitCelsius must be finite, got " + limitCelsius);
        }
    }

    /**
     * Returns what is assumed of a device that nothing is known about: 125 W and 80 degrees for {@code cpu}, 200 W and
     * 83 degrees for {@code gpu} with or without a number, 5 W and 80 degrees for {@code mobile}. Source: the public RLE
     * project (Nemeca99/RLE, MIT licence).
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
