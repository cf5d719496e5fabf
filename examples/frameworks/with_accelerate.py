#!/usr/bin/env python3
"""Trains a tiny model with a loop of its own and Accelerate on the CPU, and pushes every step of the optimizer.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=accelerate python3 with_accelerate.py

Needs accelerate. Gradients of two batches are added up for one step.
"""

import accelerate
import thermograd_push
import torch

STEPS = 60

accelerator = accelerate.Accelerator(cpu=True, gradient_accumulation_steps=2)
points = torch.randn(2 * STEPS * 8, 16, generator=torch.Generator().manual_seed(1))
model = torch.nn.Linear(16, 1)
model, optimizer, loader = accelerator.prepare(
    model,
    torch.optim.SGD(model.parameters(), lr=1e-3),
    torch.utils.data.DataLoader(torch.utils.data.TensorDataset(points), batch_size=8),
)
step = 0
for (batch,) in loader:
    with accelerator.accumulate(model):
        loss = torch.nn.functional.mse_loss(model(batch).squeeze(-1), batch.sum(1))
        accelerator.backward(loss)
        if accelerator.sync_gradients:
            norm = accelerator.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if accelerator.sync_gradients:
            step += 1
            thermograd_push.log(step, grad_norm=norm, loss=loss)
thermograd_push.finish()
print(f"steps: {step}")
