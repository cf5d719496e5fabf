#!/usr/bin/env python3
"""Trains a tiny model whose parameters are spread over two processes (FSDP2, gloo, CPU), and pushes every step.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=fsdp2 torchrun --nproc-per-node 2 with_fsdp2.py

Needs PyTorch 2.6 or newer. The norm is a DTensor, of which each rank holds a part: all ranks gather it, rank 0 pushes it.
"""

import thermograd_push
import torch
import torch.distributed
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

STEPS = 60

torch.distributed.init_process_group("gloo")
mesh = init_device_mesh("cpu", (torch.distributed.get_world_size(),))
torch.manual_seed(1)
model = torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1))
for layer in model:
    if isinstance(layer, torch.nn.Linear):
        fully_shard(layer, mesh=mesh)
fully_shard(model, mesh=mesh)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
for step in range(1, STEPS + 1):
    points = torch.randn(8, 16)
    loss = torch.nn.functional.mse_loss(model(points).squeeze(-1), points.sum(1))
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).full_tensor()  # on every rank
    optimizer.step()
    optimizer.zero_grad()
    thermograd_push.log(step, grad_norm=norm, loss=loss)
thermograd_push.finish()
if torch.distributed.get_rank() == 0:
    print(f"steps: {STEPS}")
torch.distributed.destroy_process_group()
