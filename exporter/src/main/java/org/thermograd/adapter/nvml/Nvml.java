package org.thermograd.adapter.nvml;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of NVML that are called, by the header of version 13 ({@code nvml.h}, as github.com/NVIDIA/go-nvml ships it).
 * A method is named as its function, without {@code nvml}, and {@code V2} stands for {@code _v2}. A function is looked for at its first
 * call; one that the driver lacks throws {@link UnsatisfiedLinkError}, and all others work. Each returns a {@link ReturnCode} and
 * writes what it knows to a pointer. Layouts are those of 64 bit Linux.
 */
interface Nvml extends Library {
    /** Opens a session; each is to be ended by {@link #shutdown}. */
    int initV2();

    int shutdown();

    /** Returns a sentence for a code. */
    String errorString(int code);

    int systemGetDriverVersion(Pointer version, int length);

    /** Writes an unsigned int: accelerators that there are, those without permission included. */
    int deviceGetCountV2(Pointer count);

    /** Writes a handle. */
    int deviceGetHandleByIndexV2(int index, Pointer handle);

    int deviceGetName(Pointer device, Pointer name, int length);

    int deviceGetUUID(Pointer device, Pointer uuid, int length);

    /** Writes {@code nvmlPciInfo_t}, 68 bytes; the bus id is a string at 36. */
    int deviceGetPciInfoV3(Pointer device, Pointer info);

    /** Writes two unsigned ints in percent: accelerator and memory bus. */
    int deviceGetUtilizationRates(Pointer device, Pointer rates);

    /** Fills {@code nvmlMemory_v2_t}, 40 bytes: version at 0, total at 8, reserved at 16, free at 24, used at 32. */
    int deviceGetMemoryInfoV2(Pointer device, Pointer memory);

    /** Writes three unsigned longs: total, free, and used with what is reserved. */
    int deviceGetMemoryInfo(Pointer device, Pointer memory);

    /** Fills {@code nvmlTemperature_v1_t}, three ints: version, sensor (0: the chip), temperature. */
    int deviceGetTemperatureV(Pointer device, Pointer temperature);

    /** Deprecated by CUDA 13. Writes an unsigned int. */
    int deviceGetTemperature(Pointer device, int sensor, Pointer temperature);

    /** Writes an unsigned int. Going out of use for chips since Ada, which have T.Limit fields instead. */
    int deviceGetTemperatureThreshold(Pointer device, int threshold, Pointer temperature);

    /** Fills {@code nvmlMarginTemperature_v1_t}, two ints: version, and degrees left until slowdown, signed. */
    int deviceGetMarginTemperature(Pointer device, Pointer margin);

    /** Writes an unsigned int in mW. */
    int deviceGetPowerUsage(Pointer device, Pointer power);

    /** Writes an unsigned int in mW. */
    int deviceGetEnforcedPowerLimit(Pointer device, Pointer limit);

    /** Writes an unsigned int in mW. */
    int deviceGetPowerManagementDefaultLimit(Pointer device, Pointer limit);

    /** Writes two unsigned ints in mW. */
    int deviceGetPowerManagementLimitConstraints(Pointer device, Pointer min, Pointer max);

    /** Writes an unsigned long in mJ. */
    int deviceGetTotalEnergyConsumption(Pointer device, Pointer energy);

    /** Writes an unsigned int in MHz. */
    int deviceGetClockInfo(Pointer device, int domain, Pointer clock);

    /** Writes an unsigned int in MHz. */
    int deviceGetMaxClockInfo(Pointer device, int domain, Pointer clock);

    /** Writes a mask, an unsigned long. */
    int deviceGetCurrentClocksEventReasons(Pointer device, Pointer reasons);

    /** The name of the function above until driver 535. */
    int deviceGetCurrentClocksThrottleReasons(Pointer device, Pointer reasons);

    /** Writes a mask, an unsigned long. */
    int deviceGetSupportedClocksEventReasons(Pointer device, Pointer reasons);

    /** The name of the function above until driver 535. */
    int deviceGetSupportedClocksThrottleReasons(Pointer device, Pointer reasons);

    /** Deprecated by CUDA 13, to be removed in 14. Writes two unsigned longs: reference time in µs, time held back in ns. */
    int deviceGetViolationStatus(Pointer device, int policy, Pointer time);

    /** Fills {@code nvmlFieldValue_t} after {@code nvmlFieldValue_t}, see {@link FieldValues}. */
    int deviceGetFieldValues(Pointer device, int count, Pointer values);

    /** Writes an unsigned int. */
    int deviceGetNumFans(Pointer device, Pointer count);

    /** Writes an unsigned int in percent. */
    int deviceGetFanSpeedV2(Pointer device, int fan, Pointer speed);

    /** Writes an unsigned long. Kind: 0 corrected, 1 uncorrected; counter: 0 since the driver was loaded. */
    int deviceGetTotalEccErrors(Pointer device, int kind, int counter, Pointer errors);

    /** Writes two unsigned ints, now and after the next reset; 1 is on. */
    int deviceGetMigMode(Pointer device, Pointer current, Pointer pending);

    /** Writes an unsigned int. */
    int deviceGetMaxMigDeviceCount(Pointer device, Pointer count);

    /** Writes a handle; "not found" where there is none at this number. */
    int deviceGetMigDeviceHandleByIndex(Pointer device, int index, Pointer handle);

    /** Writes a handle of a set of events. */
    int eventSetCreate(Pointer set);

    int deviceRegisterEvents(Pointer device, long types, Pointer set);

    /** Writes {@code nvmlEventData_t}, 32 bytes: handle at 0, type at 8, data at 16; "timeout" where nothing has happened. */
    int eventSetWaitV2(Pointer set, Pointer event, int timeoutMillis);

    int eventSetFree(Pointer set);
}
