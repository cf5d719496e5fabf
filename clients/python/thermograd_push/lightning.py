"""For the Trainer of Lightning: ``Trainer(..., callbacks=[ThermogradCallback()])``."""

from __future__ import annotations

import time
from typing import Any

try:
    from lightning.pytorch.callbacks import Callback
except ImportError:
    from pytorch_lightning.callbacks import Callback

import thermograd_push


class ThermogradCallback(Callback):  # type: ignore[misc]
    """Pushes every step of the optimizer: the norm of all gradients before clipping, the loss and the learning rate.

    The norm is computed where the gradients are, without waiting for it. Under FSDP and other strategies that spread
    the parameters it is that of the part of rank 0.
    """

    def __init__(self, client: thermograd_push.Client | None = None) -> None:
        super().__init__()
        self._client = client or thermograd_push
        self._step: dict[str, Any] = {}
        self._validating_since = 0.0

    def on_before_optimizer_step(self, trainer: Any, pl_module: Any, optimizer: Any, *args: Any) -> None:
        """Computes the norm; the gradients are unscaled here."""
        import torch

        norms = [
            torch.linalg.vector_norm(parameter.grad.detach()).float()
            for group in optimizer.param_groups
            for parameter in group["params"]
            if parameter.grad is not None
        ]
        if norms:
            first = norms[0].device
            self._step = {
                "grad_norm": torch.linalg.vector_norm(torch.stack([norm.to(first) for norm in norms])),
                "lr": optimizer.param_groups[0].get("lr"),
            }

    def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, *args: Any, **kwargs: Any) -> None:
        """Pushes the step, where the batch was the last of one."""
        step, self._step = self._step, {}
        if step:
            loss = outputs.get("loss") if isinstance(outputs, dict) else outputs
            self._client.log(trainer.global_step, loss=loss, **step)

    def on_validation_start(self, trainer: Any, pl_module: Any) -> None:
        """Keeps when a validation began."""
        self._validating_since = 0.0 if getattr(trainer, "sanity_checking", False) else time.time()

    def on_validation_end(self, trainer: Any, pl_module: Any) -> None:
        """Says that the run validated and did not train meanwhile."""
        begin, self._validating_since = self._validating_since, 0.0
        if begin:
            self._client.phase_ended("eval", begin)

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Says that the training is over."""
        self._client.finish()
