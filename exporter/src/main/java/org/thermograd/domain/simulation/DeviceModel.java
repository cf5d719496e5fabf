package org.thermograd.domain.simulation;

/**
 * What a device is made of. Immutable.
 *
 * @param heat how it warms and cools
 * @param power what it draws
 * @param clocks which clocks it has
 * @param limits the temperatures at which it holds itself back
 */
record DeviceModel(Heat heat, Power power, Clocks clocks, Limits limits) {
    private static final double CPU_RESISTANCE = 0.25;
    private static final double CPU_CAPACITY = 150;
    private static final double CPU_IDLE_WATTS = 15;
    private static final double CPU_FULL_WATTS = 95;
    private static final double CPU_HERTZ = 3e9;
    private static final double CPU_LIMIT_CELSIUS = 90;

    /**
     * How a device warms and cools: {@code C dT/dt = P - (T - ambient) / R}.
     *
     * @param resistanceKelvinPerWatt R
     * @param capacityJoulesPerKelvin C
     */
    record Heat(double resistanceKelvinPerWatt, double capacityJoulesPerKelvin) {
        /** Returns the time constant, R C. */
        double timeConstantSeconds() {
            return resistanceKelvinPerWatt * capacityJoulesPerKelvin;
        }
    }

    /**
     * What a device draws: {@code idle + u (full - idle) (clock / highest clock)^exponent}.
     *
     * @param idleWatts without load
     * @param fullWatts at full load and the highest clock
     * @param limitWatts what the driver does not let it exceed
     * @param exponent how steeply it falls with the clock
     */
    record Power(double idleWatts, double fullWatts, double limitWatts, double exponent) {}

    /**
     * The clocks of a device.
     *
     * @param maxHertz where nothing holds it back
     * @param minHertz the lowest for heat, by the driver
     * @param idleHertz without load
     * @param stepHertz how far the governor moves it at a time
     */
    record Clocks(double maxHertz, double minHertz, double idleHertz, double stepHertz) {}

    /**
     * The temperatures at which a device holds itself back.
     *
     * @param limitCelsius where the driver starts
     * @param hysteresisCelsius how far below that it ends
     * @param hardwareCelsius where the hardware halves the clock
     */
    record Limits(double limitCelsius, double hysteresisCelsius, double hardwareCelsius) {}

    /** Returns the accelerators of a simulation. */
    static DeviceModel gpu(SimulationParameters parameters) {
        return new DeviceModel(
                new Heat(
                        parameters.get(SimulationParameter.THERMAL_RESISTANCE_KELVIN_PER_WATT),
                        parameters.get(SimulationParameter.HEAT_CAPACITY_JOULES_PER_KELVIN)),
                new Power(
                        parameters.get(SimulationParameter.IDLE_WATTS),
                        parameters.get(SimulationParameter.FULL_WATTS),
                        parameters.get(SimulationParameter.POWER_LIMIT_WATTS),
                        parameters.get(SimulationParameter.POWER_EXPONENT)),
                new Clocks(
                        parameters.get(SimulationParameter.CLOCK_MAX_HERTZ),
                        parameters.get(SimulationParameter.CLOCK_MIN_HERTZ),
                        parameters.get(SimulationParameter.CLOCK_IDLE_HERTZ),
                        parameters.get(SimulationParameter.CLOCK_STEP_HERTZ)),
                new Limits(
                        parameters.get(SimulationParameter.LIMIT_CELSIUS),
                        parameters.get(SimulationParameter.HYSTERESIS_CELSIUS),
                        parameters.get(SimulationParameter.HW_LIMIT_CELSIUS)));
    }

    /** Returns the processors, which stay cool. */
    static DeviceModel cpu() {
        return new DeviceModel(
                new Heat(CPU_RESISTANCE, CPU_CAPACITY),
                new Power(CPU_IDLE_WATTS, CPU_FULL_WATTS, CPU_FULL_WATTS, 1),
                new Clocks(CPU_HERTZ, CPU_HERTZ, CPU_HERTZ, CPU_HERTZ),
                new Limits(CPU_LIMIT_CELSIUS, 1, CPU_LIMIT_CELSIUS));
    }

    /** Returns what it draws at a load from 0 to 1 and a clock. */
    double watts(double utilizationRatio, double clockHertz) {
        double share = clockHertz / clocks.maxHertz;
        double clocked = share == 1 ? 1 : StrictMath.pow(share, power.exponent);
        return power.idleWatts + dynamicWatts(utilizationRatio) * clocked;
    }

    private double dynamicWatts(double utilizationRatio) {
        return utilizationRatio * (power.fullWatts - power.idleWatts);
    }

    /** Returns the highest clock at which it keeps its power limit under a load. */
    double clockWithinPowerLimitHertz(double utilizationRatio) {
        double dynamic = dynamicWatts(utilizationRatio);
        double allowed = power.limitWatts - power.idleWatts;
        return dynamic <= allowed
                ? clocks.maxHertz
                : clocks.maxHertz * StrictMath.pow(allowed / dynamic, 1 / power.exponent);
    }

    /** Returns where its temperature would end up. */
    double steadyCelsius(double ambientCelsius, double watts) {
        return ambientCelsius + heat.resistanceKelvinPerWatt * watts;
    }
}
