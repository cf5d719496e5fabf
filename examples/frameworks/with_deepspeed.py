#!/usr/bin/env python3
"""Trains a tiny model with DeepSpeed (ZeRO stage 1, CPU), and pushes every step of the optimizer.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=deepspeed DS_ACCELERATOR=cpu \\
        torchrun --nproc-per-node 1 with_deepspeed.py

Needs deepspeed. Two batches make one step; the engine keeps the norm of the last one.
"""

import deepspeed
import thermograd_push
import torch

STEPS = 60

deepspeed.init_distributed("gloo")
torch.manual_seed(1)
model = torch.nn.Linear(16, 1)
engine, _, _, _ = deepspeed.initialize(
    model=model,
    optimizer=torch.optim.SGD(model.parameters(), lr=1e-3),
    config={
        "train_micro_batch_size_per_gpu": 8,
        "gradient_accumulation_steps": 2,
        "gradient_clipping": 1.0,
        "zero_optimization": {"stage": 1},
        "zero_allow_untested_optimizer": True,
        "bf16": {"enabled": True},
    },
)
for _ in range(2 * STEPS):
    points = torch.randn(8, 16, dtype=torch.bfloat16)
    loss = torch.nn.functional.mse_loss(engine(points).squeeze(-1), points.sum(1))
    engine.backward(loss)
    last_of_step = engine.is_gradient_accumulation_boundary()
    engine.step()
    if last_of_step:
        thermograd_push.log(engine.global_steps, grad_norm=engine.get_global_grad_norm(), loss=loss)
thermograd_push.finish()
print(f"steps: {engine.global_steps}")
