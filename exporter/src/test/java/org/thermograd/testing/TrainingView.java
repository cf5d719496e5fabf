package org.thermograd.testing;

/** What the MBean of a {@link Trainee} shows. */
public interface TrainingView {
    /** Returns the number of the last step. */
    long getStep();

    /** Returns its loss. */
    Object getLoss();

    /** Returns its gradient norm. */
    Object getGradNorm();
}
