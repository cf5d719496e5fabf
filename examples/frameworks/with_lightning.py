#!/usr/bin/env python3
"""Trains a tiny model with Lightning on the CPU, and pushes every step of the optimizer.

    THERMOGRAD_PUSH_URL=http://127.0.0.1:9877 THERMOGRAD_PUSH_RUN=lightning python3 with_lightning.py

Needs lightning. Two batches make one step of the optimizer; the exporter gets the steps, not the batches.
"""

import tempfile

import lightning
import torch
from thermograd_push.lightning import ThermogradCallback

STEPS = 60


class Model(lightning.LightningModule):
    """One layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Linear(16, 1)

    def _loss(self, batch: list) -> torch.Tensor:
        return torch.nn.functional.mse_loss(self.layer(batch[0]).squeeze(-1), batch[0].sum(1))

    def training_step(self, batch: list, index: int) -> torch.Tensor:
        return self._loss(batch)

    def validation_step(self, batch: list, index: int) -> None:
        self._loss(batch)

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), lr=1e-3)


def loader(batches: int) -> torch.utils.data.DataLoader:
    points = torch.randn(batches * 8, 16, generator=torch.Generator().manual_seed(1))
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(points), batch_size=8)


with tempfile.TemporaryDirectory() as folder:
    lightning.Trainer(
        accelerator="cpu",
        devices=1,
        max_steps=STEPS,
        accumulate_grad_batches=2,
        gradient_clip_val=1.0,
        val_check_interval=40,
        default_root_dir=folder,
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        callbacks=[ThermogradCallback()],
    ).fit(Model(), loader(2 * STEPS), loader(4))
print(f"steps: {STEPS}")
