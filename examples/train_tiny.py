#!/usr/bin/env python3
"""Trains a tiny model on the CPU for about a minute, and pushes every step to a Thermograd exporter.

    ./thermograd serve &
    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=tiny python3 examples/train_tiny.py

Needs PyTorch (for example Debian's python3-torch) and the client: `pip install ./clients/python`, or
`PYTHONPATH=clients/python` without installing. Now and then a batch is bad, as it is in real data: its gradient norm is
a spike. The seed decides which ones, so that two runs have the same spikes at the same steps.
"""

from __future__ import annotations

import argparse
import time

import thermograd_push
import torch

WORDS = 64
LENGTH = 8
BATCH = 64


class TinyModel(torch.nn.Module):
    """Guesses the next letter of a text from the letters before."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = torch.nn.Embedding(WORDS, 16)
        self.hidden = torch.nn.Linear(16 * LENGTH, 128)
        self.guess = torch.nn.Linear(128, WORDS)

    def forward(self, letters: torch.Tensor) -> torch.Tensor:
        return self.guess(torch.relu(self.hidden(self.embedding(letters).flatten(1))))


def batch_of(generator: torch.Generator, bad: bool) -> torch.Tensor:
    """Returns texts that count upwards; a bad batch is one letter over and over, as in damaged data."""
    if bad:
        return torch.randint(WORDS, (1, 1), generator=generator).expand(
            BATCH, LENGTH + 1
        )
    start = torch.randint(WORDS, (BATCH, 1), generator=generator)
    stride = torch.randint(1, 4, (BATCH, 1), generator=generator)
    return (start + stride * torch.arange(LENGTH + 1)) % WORDS


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--seconds", type=float, default=60.0, help="how long to train (%(default)s)"
    )
    parser.add_argument("--steps", type=int, help="how many steps at most")
    parser.add_argument(
        "--pause",
        type=float,
        default=0.05,
        help="seconds of rest after a step (%(default)s)",
    )
    parser.add_argument(
        "--bad-every",
        type=int,
        default=90,
        help="one batch of so many is bad (%(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(options.seed)
    model = TinyModel()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 50)
    )
    end = time.monotonic() + options.seconds
    step = bad_batches = 0

    while time.monotonic() < end and (options.steps is None or step < options.steps):
        step += 1
        # None among the first: the exporter learns what a usual norm is there.
        bad = (
            step > 150
            and int(torch.randint(options.bad_every, (1,), generator=generator)) == 0
        )
        bad_batches += bad
        texts = batch_of(generator, bad)
        loss = torch.nn.functional.cross_entropy(model(texts[:, :-1]), texts[:, -1])
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        optimizer.step()
        scheduler.step()

        thermograd_push.log(
            step, grad_norm=norm, loss=loss, lr=scheduler.get_last_lr()[0]
        )

        if step % 100 == 0:
            print(
                f"step {step}: loss {float(loss):.3f}, gradient norm {float(norm):.3f}",
                flush=True,
            )
        time.sleep(options.pause)

    thermograd_push.finish()
    print(f"{step} steps, {bad_batches} of them with a bad batch")


if __name__ == "__main__":
    main()
