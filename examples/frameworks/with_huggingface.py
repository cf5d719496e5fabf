#!/usr/bin/env python3
"""Trains a tiny model with the Trainer of Hugging Face on the CPU, and pushes every step.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=huggingface python3 with_huggingface.py

Needs transformers and accelerate. The Trainer logs one step in 10; the exporter gets all of them.
"""

import tempfile

import torch
from thermograd_push.huggingface import ThermogradCallback
from transformers import Trainer, TrainingArguments

STEPS = 60


class Data(torch.utils.data.Dataset):
    """Points and what they are worth; each tenth batch is 100 times too large."""

    def __init__(self) -> None:
        generator = torch.Generator().manual_seed(1)
        self.points = torch.randn(STEPS * 8, 16, generator=generator)

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, index: int) -> dict:
        bad = 100.0 if index // 8 % 10 == 9 else 1.0
        return {"x": self.points[index], "y": self.points[index].sum() * bad}


class Model(torch.nn.Module):
    """One layer that returns its own loss, as models of transformers do."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Linear(16, 1)

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> dict:
        guess = self.layer(x).squeeze(-1)
        return {"loss": torch.nn.functional.mse_loss(guess, y), "logits": guess}


with tempfile.TemporaryDirectory() as folder:
    arguments = TrainingArguments(
        folder,
        max_steps=STEPS,
        per_device_train_batch_size=8,
        max_grad_norm=1.0,
        logging_steps=10,
        eval_strategy="steps",
        eval_steps=20,
        save_strategy="steps",
        save_steps=30,
        report_to=[],
        use_cpu=True,
        disable_tqdm=True,
    )
    data = Data()
    Trainer(
        model=Model(),
        args=arguments,
        train_dataset=data,
        eval_dataset=torch.utils.data.Subset(data, range(16)),
        callbacks=[ThermogradCallback()],
    ).train()
print(f"steps: {STEPS}")
