package org.example.trainer;

/**
 * One step of the training, as both doors tell it. What is not finite stays so.
 *
 * @param number the number of the step, from 1
 * @param timestamp when its gradients were there, in seconds since 1970
 * @param loss the loss of its batch
 * @param gradNorm the global L2 norm of all gradients, before clipping
 * @param learningRate the learning rate that its update uses
 */
record Step(long number, double timestamp, double loss, double gradNorm, double learningRate) {}
