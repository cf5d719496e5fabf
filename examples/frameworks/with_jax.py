#!/usr/bin/env python3
"""Trains a tiny model with JAX and Optax on the CPU, and pushes every step.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=jax python3 with_jax.py

Needs jax and optax. The compiled step returns the norm; the loop logs the array and waits for nothing.
"""

import jax
import jax.numpy as jnp
import optax
import thermograd_push

STEPS = 60

optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(1e-3))


def loss_of(weights, points):
    return jnp.mean((points @ weights - points.sum(1)) ** 2)


@jax.jit
def train_step(weights, state, points):
    loss, grads = jax.value_and_grad(loss_of)(weights, points)
    updates, state = optimizer.update(grads, state)
    return optax.apply_updates(weights, updates), state, loss, optax.global_norm(grads)


weights = jnp.zeros(16)
state = optimizer.init(weights)
for step in range(1, STEPS + 1):
    points = jax.random.normal(jax.random.PRNGKey(step), (8, 16))
    weights, state, loss, norm = train_step(weights, state, points)
    thermograd_push.log(step, grad_norm=norm, loss=loss)
thermograd_push.finish()
print(f"steps: {STEPS}")
