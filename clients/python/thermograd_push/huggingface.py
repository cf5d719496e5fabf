"""For the Trainer of Hugging Face: ``Trainer(..., callbacks=[ThermogradCallback()])``."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from transformers import TrainerCallback

import thermograd_push
from thermograd_push.watch import watching


class ThermogradCallback(TrainerCallback):  # type: ignore[misc]
    """Pushes every step, not only those that are logged.

    The norm is what ``Accelerator.clip_grad_norm_`` returns, before clipping; with ``max_grad_norm=0`` nothing is
    clipped and there is none but in logs. The loss is there in steps that the Trainer logs, as the mean since the log
    before. Evaluations and the summary at the end (``train_runtime``, ``train_loss``) are not steps. Evaluations and
    checkpoints are told as phases in which the run does not train.
    """

    def __init__(self, client: thermograd_push.Client | None = None) -> None:
        self._client = client or thermograd_push
        self._stack = contextlib.ExitStack()
        self._norm: Any = None
        self._step: dict[str, Any] = {}
        self._idle_since = 0.0

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Begins to watch the norms."""
        self._stack.close()
        self._norm = None
        try:
            from accelerate import Accelerator
        except ImportError:
            return
        # The Trainer has its callbacks on every rank, so a norm that is spread over them can be gathered.
        self._stack.enter_context(watching(Accelerator, self._see, full_tensor=True))

    def _see(self, norm: Any) -> None:
        self._norm = norm

    def on_step_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Pushes the step before, of which all is known."""
        self._push()

    def on_step_end(self, args: Any, state: Any, control: Any, lr_scheduler: Any = None, **kwargs: Any) -> None:
        """Keeps the step until its log came, if it has one."""
        self._push()
        self._step = {"step": state.global_step, "timestamp": time.time(), "grad_norm": self._norm}
        self._norm = None
        self._idle_since = self._step["timestamp"]
        with contextlib.suppress(Exception):  # a scheduler of DeepSpeed may not know yet
            self._step["lr"] = lr_scheduler.get_last_lr()[0]

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        """Adds what is logged of the step."""
        if not self._step or not logs or "loss" not in logs or self._step["step"] != state.global_step:
            return
        self._step["loss"] = logs["loss"]
        if self._step["grad_norm"] is None:
            self._step["grad_norm"] = logs.get("grad_norm")
        self._step.setdefault("lr", logs.get("learning_rate"))

    def on_evaluate(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Says that the run evaluated."""
        self._idle("eval")

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Says that the run wrote a checkpoint."""
        self._idle("checkpoint")

    def _idle(self, name: str) -> None:
        now = time.time()
        if self._idle_since:
            self._client.phase_ended(name, self._idle_since, now)
            self._idle_since = now

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Pushes the last step and says that the training is over."""
        self._push()
        self._idle_since = 0.0
        self._stack.close()
        self._client.finish()

    def _push(self) -> None:
        step, self._step = self._step, {}
        if step:
            self._client.log(**step)
