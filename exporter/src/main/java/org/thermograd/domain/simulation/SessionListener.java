package org.thermograd.domain.simulation;

import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/** Takes what happens in a {@link SimulatedSession}, in time order. */
public interface SessionListener {
    /** Takes a step as its run pushes it, at the time at which it ended. */
    void onPush(RunId run, TrainingPush push);

    /** Takes a sample of the hardware. */
    void onSnapshot(HardwareSnapshot snapshot);
}
