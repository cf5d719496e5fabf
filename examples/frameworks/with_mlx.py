#!/usr/bin/env python3
"""Trains a tiny model with MLX, and pushes every step.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=mlx python3 with_mlx.py

Needs mlx. The numbers are read after mx.eval, which the loop calls anyway.
"""

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers
import thermograd_push

STEPS = 60

model = nn.Linear(16, 1)
optimizer = mlx.optimizers.SGD(learning_rate=1e-3)


def loss_of(model, points):
    return nn.losses.mse_loss(model(points).squeeze(-1), points.sum(axis=1))


loss_and_grads = nn.value_and_grad(model, loss_of)
mx.random.seed(1)
for step in range(1, STEPS + 1):
    loss, grads = loss_and_grads(model, mx.random.normal((8, 16)))
    grads, norm = mlx.optimizers.clip_grad_norm(grads, 1.0)
    optimizer.update(model, grads)
    mx.eval(model.parameters(), optimizer.state, loss, norm)
    thermograd_push.log(step, grad_norm=norm.item(), loss=loss.item())
thermograd_push.finish()
print(f"steps: {STEPS}")
