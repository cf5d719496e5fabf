"""The adapters, with stand-ins of the frameworks; test_torch.py has the real PyTorch."""

from __future__ import annotations

import os
import sys
import time
import types
import unittest
from typing import Any
from unittest import mock

from thermograd_push.watch import watch_clip_grad_norm, watching


class Recorder:
    """A client that keeps what it is given."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.phases: list[str] = []
        self.ends = 0

    def log(self, step: int, **values: Any) -> None:
        self.steps.append({"step": step, **values})

    def phase_ended(self, name: str, begin: float, end: float | None = None) -> None:
        self.phases.append(name)

    def finish(self) -> None:
        self.ends += 1


class WatchTest(unittest.TestCase):
    def test_pushes_what_a_module_clips(self) -> None:
        owner = types.SimpleNamespace(clip_grad_norm_=lambda parameters, max_norm: parameters * 2)
        before = owner.clip_grad_norm_
        client: Any = Recorder()
        with watch_clip_grad_norm(owner, client=client, first_step=11):
            self.assertEqual(owner.clip_grad_norm_(1.5, max_norm=1), 3)
            self.assertEqual(owner.clip_grad_norm_(2.5, 1), 5)

        self.assertIs(owner.clip_grad_norm_, before)
        self.assertEqual(client.steps, [{"step": 11, "grad_norm": 3}, {"step": 12, "grad_norm": 5}])

    def test_restores_a_method(self) -> None:
        class Accelerator:
            def clip_grad_norm_(self, parameters: float) -> float:
                return parameters

        client: Any = Recorder()
        accelerator = Accelerator()
        with watch_clip_grad_norm(accelerator, client=client):
            self.assertEqual(accelerator.clip_grad_norm_(4), 4)
        self.assertEqual(vars(accelerator), {})
        seen: list[float] = []
        with watching(Accelerator, seen.append, full_tensor=False):
            self.assertEqual(accelerator.clip_grad_norm_(5), 5)
        self.assertEqual(accelerator.clip_grad_norm_(6), 6)

        self.assertEqual(client.steps, [{"step": 1, "grad_norm": 4}])
        self.assertEqual(seen, [5])

    def test_gathers_a_spread_norm_only_where_it_is_told_to(self) -> None:
        norm = mock.Mock()
        norm.full_tensor.return_value = 9
        owner = types.SimpleNamespace(clip_grad_norm_=lambda: norm)
        client: Any = Recorder()
        for full_tensor in (False, True):
            with watch_clip_grad_norm(owner, client=client, full_tensor=full_tensor):
                self.assertIs(owner.clip_grad_norm_(), norm)

        self.assertEqual([step["grad_norm"] for step in client.steps], [norm, 9])

    def test_an_error_of_ours_is_none_of_the_training(self) -> None:
        owner = types.SimpleNamespace(clip_grad_norm_=lambda: 1)
        with self.assertLogs("thermograd_push", "WARNING"), watching(owner, lambda norm: norm / 0, full_tensor=False):
            self.assertEqual(owner.clip_grad_norm_(), 1)


class HuggingFaceTest(unittest.TestCase):
    """The order of calls is that of transformers 4.41 and 5."""

    def setUp(self) -> None:
        class Accelerator:
            def clip_grad_norm_(self, norm: Any) -> Any:
                return norm

        modules = {
            "transformers": types.SimpleNamespace(TrainerCallback=object),
            "accelerate": types.SimpleNamespace(Accelerator=Accelerator),
        }
        patch = mock.patch.dict(sys.modules, modules)  # type: ignore[arg-type]
        patch.start()
        self.addCleanup(patch.stop)
        self.addCleanup(sys.modules.pop, "thermograd_push.huggingface", None)
        sys.modules.pop("thermograd_push.huggingface", None)
        from thermograd_push.huggingface import ThermogradCallback

        self.client: Any = Recorder()
        self.callback = ThermogradCallback(self.client)
        self.accelerator = Accelerator()
        self.state = types.SimpleNamespace(global_step=0)

    def train(self, steps: int, logs: dict[int, dict[str, Any]]) -> None:
        scheduler = types.SimpleNamespace(get_last_lr=lambda: [self.state.global_step / 1000])
        self.callback.on_train_begin(None, self.state, None)
        for step in range(1, steps + 1):
            self.callback.on_step_begin(None, self.state, None)
            self.accelerator.clip_grad_norm_(step * 10.0)
            self.state.global_step = step
            self.callback.on_step_end(None, self.state, None, lr_scheduler=scheduler)
            if step in logs:
                self.callback.on_log(None, self.state, None, logs=logs[step])
            if "eval_loss" in logs.get(step, {}):
                time.sleep(0.002)
                self.callback.on_evaluate(None, self.state, None)
                self.callback.on_save(None, self.state, None)
        self.callback.on_log(None, self.state, None, logs={"train_runtime": 3.0, "train_loss": 2.0})
        self.callback.on_train_end(None, self.state, None)

    def test_pushes_every_step_and_the_loss_of_those_that_are_logged(self) -> None:
        self.train(4, {2: {"loss": 2.5, "grad_norm": 20.0, "learning_rate": 0.1}, 3: {"eval_loss": 1.0}})

        for step in self.client.steps:
            self.assertGreater(step.pop("timestamp"), 1.7e9)
        self.assertEqual(
            self.client.steps,
            [
                {"step": 1, "grad_norm": 10.0, "lr": 0.001},
                {"step": 2, "grad_norm": 20.0, "lr": 0.002, "loss": 2.5},
                {"step": 3, "grad_norm": 30.0, "lr": 0.003},
                {"step": 4, "grad_norm": 40.0, "lr": 0.004},
            ],
        )
        self.assertEqual(self.client.phases, ["eval", "checkpoint"])
        self.assertEqual(self.client.ends, 1)

    def test_leaves_nothing_behind(self) -> None:
        before = vars(type(self.accelerator))["clip_grad_norm_"]
        self.train(1, {})
        self.assertIs(vars(type(self.accelerator))["clip_grad_norm_"], before)


class LightningTest(unittest.TestCase):
    def test_is_silent_until_a_step_is_made(self) -> None:
        callbacks = types.SimpleNamespace(Callback=object)
        modules = {"lightning": None, "pytorch_lightning": mock.Mock(), "pytorch_lightning.callbacks": callbacks}
        with mock.patch.dict(sys.modules, modules):  # type: ignore[arg-type]
            sys.modules.pop("thermograd_push.lightning", None)
            from thermograd_push.lightning import ThermogradCallback
        self.addCleanup(sys.modules.pop, "thermograd_push.lightning", None)
        client: Any = Recorder()
        callback = ThermogradCallback(client)
        trainer = types.SimpleNamespace(global_step=5)

        callback.on_train_batch_end(trainer, None, {"loss": 1.0}, None, 0)
        callback._step = {"grad_norm": 2.0, "lr": 0.1}
        callback.on_train_batch_end(trainer, None, {"loss": 1.0}, None, 1)
        callback.on_train_batch_end(trainer, None, {"loss": 1.0}, None, 2)
        callback.on_validation_start(types.SimpleNamespace(sanity_checking=True), None)
        callback.on_validation_end(trainer, None)
        callback.on_validation_start(trainer, None)
        callback.on_validation_end(trainer, None)
        callback.on_train_end(trainer, None)

        self.assertEqual(client.phases, ["eval"])
        self.assertEqual(client.steps, [{"step": 5, "loss": 1.0, "grad_norm": 2.0, "lr": 0.1}])
        self.assertEqual(client.ends, 1)


class FilesTest(unittest.TestCase):
    def test_the_client_needs_no_other_file_of_it(self) -> None:
        import thermograd_push

        with open(thermograd_push.__file__, encoding="utf-8") as file:
            self.assertNotIn("thermograd_push.", "".join(line for line in file if line.startswith(("import", "from"))))
        self.assertTrue(os.path.exists(os.path.join(os.path.dirname(thermograd_push.__file__), "py.typed")))


if __name__ == "__main__":
    unittest.main()
