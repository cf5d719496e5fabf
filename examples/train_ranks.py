#!/usr/bin/env python3
"""Trains a tiny model in several processes on the CPU (torchrun, gloo), each of which pushes what it did on its own.

    ./thermograd serve --record sessions &
    export THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=ranks THERMOGRAD_PUSH_RANKS=all
    export PYTHONPATH=clients/python
    python3 -m torch.distributed.run --nproc_per_node 2 examples/train_ranks.py --busy 1
    ./thermograd correlate --session sessions/*

Needs PyTorch (for example Debian's python3-torch). Each rank has a core of its own. With --busy RANK another
process keeps the core of that rank busy, and the rank gives way to it (nice 8): all ranks then take longer for a step, since they wait for each other, and the report
names the one they wait for.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

import thermograd_push
import torch
import torch.distributed

BUSY = "import os\nwhile os.getppid() == {parent}:\n    for _ in range(100_000): pass"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=80, help="how many steps (%(default)s)")
    parser.add_argument("--busy", type=int, metavar="RANK", help="whose core another process keeps busy")
    options = parser.parse_args()

    torch.distributed.init_process_group("gloo")
    rank, ranks = torch.distributed.get_rank(), torch.distributed.get_world_size()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[rank % len(cores)]})
    torch.set_num_threads(1)
    torch.manual_seed(rank)
    model = torch.nn.Sequential(torch.nn.Linear(128, 256), torch.nn.ReLU(), torch.nn.Linear(256, 1))
    for parameter in model.parameters():
        torch.distributed.broadcast(parameter.data, 0)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
    busy = None
    if rank == options.busy:
        busy = subprocess.Popen([sys.executable, "-c", BUSY.format(parent=os.getpid())])
        os.nice(8)

    for step in range(1, options.steps + 1):
        begin = time.perf_counter()
        optimizer.zero_grad()
        points = torch.randn(256, 128)
        loss = torch.nn.functional.mse_loss(model(points).squeeze(-1), points.sum(1))
        loss.backward()
        gradients = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
        own_norm = torch.linalg.vector_norm(torch.stack([gradient.norm() for gradient in gradients]))
        own_time = time.perf_counter() - begin  # from here on the ranks wait for each other
        for gradient in gradients:
            torch.distributed.all_reduce(gradient)
            gradient /= ranks
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1e3)
        optimizer.step()
        thermograd_push.log(step, grad_norm=norm, loss=loss)  # rank 0 pushes the steps of the run
        thermograd_push.log_rank(step, step_time=own_time, grad_norm=own_norm)  # each rank what it did

    if busy is not None:
        busy.kill()
        busy.wait()
    thermograd_push.flush()
    torch.distributed.barrier()
    thermograd_push.finish()
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main()
