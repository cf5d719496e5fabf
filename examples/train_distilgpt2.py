#!/usr/bin/env python3
"""Fine-tunes distilgpt2 on a text with the Trainer of Hugging Face, and pushes every step to a Thermograd exporter.

    ./thermograd serve &
    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=distilgpt2 python3 examples/train_distilgpt2.py my-text.txt

Needs PyTorch, transformers, accelerate and the client (`pip install ./clients/python`). The weights, 350 MB, come from
the Hugging Face Hub at the first start; --model takes a folder with a model instead. On a GPU a step takes well under a
second, on a CPU some seconds. --bad-every makes the text of one batch in so many random, as damaged data would be: its
gradient norm is a spike.
"""

from __future__ import annotations

import argparse
import pathlib
import tempfile

import torch
from thermograd_push.huggingface import ThermogradCallback
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    Trainer,
    TrainingArguments,
    default_data_collator,
    set_seed,
)


class Texts(torch.utils.data.Dataset):
    """A text in pieces of equal length, which are random tokens instead in one of so many batches that are asked for."""

    def __init__(
        self, tokens: list[int], length: int, batch: int, bad_every: int, words: int
    ) -> None:
        self._pieces = torch.tensor(tokens[: len(tokens) // length * length]).view(-1, length)
        if len(self._pieces) < batch:
            raise SystemExit(f"The text must have at least {batch * length} tokens a part; one has {len(tokens)}.")
        self._batch = batch
        self._bad_every = bad_every
        self._words = words
        self._generator = torch.Generator().manual_seed(1)
        self._given = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        piece = self._pieces[index]
        self._given += 1
        # The Trainer draws pieces in any order, so that they are counted as they are given out.
        batch = (self._given - 1) // self._batch + 1
        if self._bad_every and batch % self._bad_every == 0:
            piece = torch.randint(self._words, piece.shape, generator=self._generator)
        return {"input_ids": piece, "labels": piece}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", type=pathlib.Path, help="a text file, UTF-8")
    parser.add_argument("--model", default="distilgpt2", help="name or folder (%(default)s)")
    parser.add_argument("--steps", type=int, default=500, help="how many steps (%(default)s)")
    parser.add_argument("--batch", type=int, default=4, help="pieces of text in a step (%(default)s)")
    parser.add_argument("--length", type=int, default=128, help="tokens in a piece (%(default)s)")
    parser.add_argument("--learning-rate", type=float, default=5e-5, help="(%(default)s)")
    parser.add_argument("--bad-every", type=int, default=0, help="one batch of so many is bad (none)")
    parser.add_argument("--eval-every", type=int, default=100, help="steps between evaluations (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    set_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForCausalLM.from_pretrained(options.model)
    tokens = tokenizer(options.text.read_text(encoding="utf-8"), verbose=False)["input_ids"]
    part = len(tokens) // 10
    words = model.config.vocab_size
    with tempfile.TemporaryDirectory() as folder:
        Trainer(
            model=model,
            args=TrainingArguments(
                folder,
                max_steps=options.steps,
                per_device_train_batch_size=options.batch,
                learning_rate=options.learning_rate,
                warmup_steps=20,
                max_grad_norm=1.0,
                logging_steps=10,
                eval_strategy="steps",
                eval_steps=options.eval_every,
                save_strategy="no",
                report_to=[],
                seed=options.seed,
            ),
            data_collator=default_data_collator,
            train_dataset=Texts(tokens[part:], options.length, options.batch, options.bad_every, words),
            eval_dataset=Texts(tokens[:part], options.length, 1, 0, words),
            callbacks=[ThermogradCallback()],
        ).train()


if __name__ == "__main__":
    main()
