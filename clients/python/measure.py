#!/usr/bin/env python3
"""Measures what the client costs a real training loop of PyTorch: the time of log(), and of a step with and without it.

    python3 measure.py [--url http://127.0.0.1:9877] [--steps 4000]

Trains a small model on the CPU. Blocks of steps with and without the client take turns, so that a machine that gets
slower or warmer bears on both. Without --url nothing listens where it pushes to, which costs the most.
Exit status 1 where log() takes more than 50 microseconds in the median or 1 ms at the 99th percentile.
"""

from __future__ import annotations

import argparse
import logging
import platform
import statistics
import sys
import time

import torch

import thermograd_push

BLOCK = 50
MEDIAN_SECONDS = 50e-6
P99_SECONDS = 1e-3


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:9", help="of an exporter (%(default)s: none there)")
    parser.add_argument("--steps", type=int, default=4000)
    options = parser.parse_args()
    logging.basicConfig()

    torch.manual_seed(1)
    torch.set_num_threads(1)
    model = torch.nn.Sequential(torch.nn.Linear(256, 512), torch.nn.ReLU(), torch.nn.Linear(512, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    inputs, targets = torch.randn(64, 256), torch.randint(10, (64,))
    client = thermograd_push.Client(options.url, "measure")
    logs: list[float] = []
    steps: dict[bool, list[float]] = {False: [], True: []}
    blocks: dict[bool, list[float]] = {False: [], True: []}

    for step in range(options.steps + 2 * BLOCK):
        watched = step // BLOCK % 2 == 1
        start = time.perf_counter()
        loss = torch.nn.functional.cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        trained = time.perf_counter()
        if watched:
            client.log(step, grad_norm=norm, loss=loss, lr=1e-3)
        end = time.perf_counter()
        if step >= 2 * BLOCK:  # the first of each kind warm up
            steps[watched].append(end - start)
            if watched:
                logs.append(end - trained)
            if step % BLOCK == BLOCK - 1:
                blocks[watched].append(statistics.median(steps[watched][-BLOCK:]))
    client.flush()

    median, p99 = statistics.median(logs), quantile(logs, 0.99)
    with_it, without = statistics.median(blocks[True]), statistics.median(blocks[False])
    differences = [a - b for a, b in zip(blocks[True], blocks[False])]
    middle = quantile(differences, 0.25), quantile(differences, 0.75)
    print(f"Python {platform.python_version()}, PyTorch {torch.__version__}, {len(logs)} steps with the client")
    print(f"log(): median {median * 1e6:.1f} us, 99th percentile {p99 * 1e6:.1f} us, longest {max(logs) * 1e6:.0f} us")
    print(
        f"step: {with_it * 1e3:.3f} ms with the client, {without * 1e3:.3f} ms without (medians of blocks of {BLOCK})"
    )
    print(f"difference of neighboring blocks: half of them from {middle[0] * 1e6:+.0f} to {middle[1] * 1e6:+.0f} us")
    return int(median > MEDIAN_SECONDS or p99 > P99_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
