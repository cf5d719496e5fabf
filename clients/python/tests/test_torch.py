"""The client and the adapters with a real PyTorch on the CPU; skipped where there is none."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
import types
import unittest
import weakref
from typing import Any
from unittest import mock

from exporters import fake_exporter
from real_exporter import NEEDED, RealExporter
from test_adapters import Recorder
from test_client import PACKAGE, RANKS, python

from thermograd_push import Client
from thermograd_push.watch import watch_clip_grad_norm

try:
    import torch
except ImportError:
    raise unittest.SkipTest("PyTorch is not here (Debian package python3-torch)") from None

EXAMPLE = os.environ.get("TRAIN_TINY", "")


class TorchTest(unittest.TestCase):
    def setUp(self) -> None:
        patch = mock.patch.dict(os.environ, RANKS)
        patch.start()
        self.addCleanup(patch.stop)

    def test_tensors_become_numbers_as_they_are_now(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            loss = torch.tensor(2.0)
            client.log(1, grad_norm=torch.tensor([3.0]), loss=loss, lr=torch.tensor(4, dtype=torch.int64))
            loss += 5  # what was logged does not change
            client.log(2, grad_norm=torch.tensor(1.5, dtype=torch.bfloat16), loss=torch.nn.Parameter(torch.tensor(7.0)))
            client.log(3, grad_norm=torch.zeros(2), loss=1)
            self.assertTrue(client.flush(10))
            first, second, third = exporter.bodies[0]["steps"]

        self.assertEqual((first["grad_norm"], first["loss"], first["learning_rate"]), (3, 2, 4))
        self.assertEqual((second["grad_norm"], second["loss"]), (1.5, 7))
        self.assertNotIn("grad_norm", third)

    def test_holds_no_graph(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            weight = torch.ones(10, requires_grad=True)
            product = weight * 2
            gone = weakref.ref(product)
            client.log(1, loss=product.sum())
            del product
            gc.collect()
            self.assertIsNone(gone())

    def test_log_is_quick(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            norm, loss = torch.tensor(1.0), torch.tensor(1.0, requires_grad=True) * 2
            times = []
            for step in range(2000):
                start = time.perf_counter()
                client.log(step, grad_norm=norm, loss=loss, lr=1e-3)
                times.append(time.perf_counter() - start)
        self.assertLess(statistics.median(times), 50e-6)

    def test_watches_what_is_clipped(self) -> None:
        client: Any = Recorder()
        weight = torch.nn.Parameter(torch.tensor([3.0, 4.0]))
        with watch_clip_grad_norm(client=client):
            for scale in (1, 2):
                weight.grad = scale * torch.tensor([3.0, 4.0])
                torch.nn.utils.clip_grad_norm_([weight], 1.0)
        torch.nn.utils.clip_grad_norm_([weight], 1.0)

        self.assertEqual([(step["step"], float(step["grad_norm"])) for step in client.steps], [(1, 5.0), (2, 10.0)])

    def test_the_norm_for_lightning_is_that_of_pytorch(self) -> None:
        callbacks = types.SimpleNamespace(Callback=object)
        modules = {"lightning": None, "pytorch_lightning": mock.Mock(), "pytorch_lightning.callbacks": callbacks}
        with mock.patch.dict(sys.modules, modules):  # type: ignore[arg-type]
            sys.modules.pop("thermograd_push.lightning", None)
            from thermograd_push.lightning import ThermogradCallback
        self.addCleanup(sys.modules.pop, "thermograd_push.lightning", None)
        torch.manual_seed(1)
        model = torch.nn.Sequential(torch.nn.Linear(5, 3), torch.nn.Linear(3, 1))
        optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
        loss = model(torch.randn(7, 5)).square().mean()
        loss.backward()
        client: Any = Recorder()
        callback = ThermogradCallback(client)

        callback.on_before_optimizer_step(None, model, optimizer)
        callback.on_train_batch_end(types.SimpleNamespace(global_step=1), model, {"loss": loss}, None, 0)

        expected = torch.nn.utils.clip_grad_norm_(model.parameters(), float("inf"))
        self.assertAlmostEqual(float(client.steps[0]["grad_norm"]), float(expected), places=6)
        self.assertEqual((client.steps[0]["step"], client.steps[0]["lr"]), (1, 0.5))

    def test_workers_that_load_data_push_nothing(self) -> None:
        code = """
            import thermograd_push, torch.utils.data
            class Numbers(torch.utils.data.Dataset):
                def __len__(self): return 20
                def __getitem__(self, index):
                    thermograd_push.log(1000 + index, loss=1)
                    return index
            for step, batch in enumerate(torch.utils.data.DataLoader(Numbers(), batch_size=5, num_workers=2)):
                thermograd_push.log(step, loss=batch.sum())
            for batch in torch.utils.data.DataLoader(Numbers(), batch_size=5, num_workers=2): pass
            thermograd_push.finish()
        """
        with fake_exporter() as exporter:
            process = python(code, THERMOGRAD_PUSH_URL=exporter.url, THERMOGRAD_PUSH_RUN="run")
            self.assertEqual(process.communicate(timeout=60)[0], "")
            self.assertEqual(process.returncode, 0)
            self.assertEqual(exporter.numbers(), [0, 1, 2, 3])
            self.assertEqual(exporter.finished, ["run"])


@NEEDED
@unittest.skipUnless(EXAMPLE, "TRAIN_TINY does not say where the example is")
class ExampleTest(unittest.TestCase):
    def train(self, url: str) -> str:
        environment = {"THERMOGRAD_PUSH_URL": url, "THERMOGRAD_PUSH_RUN": "tiny", "PYTHONPATH": PACKAGE}
        process = subprocess.run(
            [sys.executable, EXAMPLE, "--steps", "220", "--seconds", "90", "--pause", "0", "--bad-every", "10"],
            env={**os.environ, **RANKS, **environment},
            capture_output=True,
            text=True,
            timeout=100,
        )
        self.assertEqual(process.returncode, 0, process.stderr)
        return process.stdout

    def test_every_step_of_the_example_is_counted_and_bad_batches_are_spikes(self) -> None:
        exporter = RealExporter()
        self.addCleanup(exporter.close)
        said = self.train(exporter.url)
        self.assertEqual(exporter.count("steps", "tiny"), 220, said)
        bad = int(said.split(" steps, ")[1].split()[0])
        self.assertGreater(bad, 1)
        # The step after a bad batch has a great norm, too, and so may be a spike.
        self.assertGreaterEqual(exporter.count("grad_spike_steps", "tiny"), bad)

    def test_the_example_trains_alike_without_an_exporter(self) -> None:
        self.assertEqual(self.train(""), self.train("http://127.0.0.1:9"))


if __name__ == "__main__":
    unittest.main()
