"""The client against the real exporter: what is counted there is what was logged here."""

from __future__ import annotations

import math
import os
import re
import signal
import subprocess
import time
import unittest
import urllib.request
from unittest import mock

import cut_off
from exporters import free_port
from real_exporter import NEEDED, RealExporter
from test_client import RANKS, python

import thermograd_push
from thermograd_push import Client


@NEEDED
class ExporterTest(unittest.TestCase):
    exporter: RealExporter

    @classmethod
    def setUpClass(cls) -> None:
        cls.exporter = RealExporter()
        cls.addClassCleanup(cls.exporter.close)

    def setUp(self) -> None:
        patch = mock.patch.dict(os.environ, RANKS)
        patch.start()
        self.addCleanup(patch.stop)

    def flushed(self, client: Client) -> bool:
        deadline = time.monotonic() + 60
        while not client.flush():
            if time.monotonic() > deadline:
                return False
        return True

    def test_every_step_is_counted(self) -> None:
        client = Client(self.exporter.url, "plain", devices=["gpu0"], labels={"model": "tiny"})
        for step in range(3000):
            client.log(step, grad_norm=1 + step % 5, loss=2.0, lr=1e-4)
        self.assertTrue(self.flushed(client))
        self.assertEqual(self.exporter.count("steps", "plain"), 3000)
        self.assertEqual(self.exporter.count("steps_duplicate", "plain"), 0)
        self.assertTrue(client.finish())
        self.assertEqual(cut_off.counter(self.exporter.url, "thermograd_training_run_finished", "plain"), 1)

    def test_marks_and_phases_are_shown(self) -> None:
        client = Client(self.exporter.url, "noted")
        client.log(1, grad_norm=1)
        with client.phase("eval: all"):
            time.sleep(0.01)
        for number in range(20):
            client.mark(f"opened\nthe window {number}")
        self.assertTrue(self.flushed(client))
        page = urllib.request.urlopen(self.exporter.url + "/metrics").read().decode()
        marks = re.findall(r'training_mark_timestamp_seconds{run="noted",slot="(..)",text="([^"]*)"}', page)
        self.assertEqual(sorted(marks)[:4], [(f"0{n}", f"openedthe window {16 + n}") for n in range(4)])
        self.assertEqual(len(marks), 16)
        phase = r'training_phase_(start|end)_timestamp_seconds{phase="eval- all",run="noted",slot="00"} (\S+)'
        times = {which: float(seconds) for which, seconds in re.findall(phase, page)}
        self.assertGreaterEqual(times["end"] - times["start"], 0.009)

    def test_what_is_not_finite_is_counted(self) -> None:
        client = Client(self.exporter.url, "nonfinite")
        for step, norm in enumerate([1.0, math.nan, math.inf, -math.inf, 2.0]):
            client.log(step, grad_norm=norm, loss=math.nan if step == 4 else 1.0)
        self.assertTrue(self.flushed(client))
        self.assertEqual(self.exporter.count("steps", "nonfinite"), 5)
        self.assertEqual(self.exporter.count("nonfinite", "nonfinite"), 4)

    def test_a_step_that_goes_back_is_a_restart(self) -> None:
        client = Client(self.exporter.url, "reset")
        for step in [*range(50), *range(20, 60)]:
            client.log(step, loss=1.0)
            time.sleep(0.0015)
        self.assertTrue(self.flushed(client))
        self.assertEqual(self.exporter.count("steps", "reset"), 90)
        self.assertEqual(self.exporter.count("restarts", "reset"), 1)

    def test_a_minute_of_skew_loses_nothing(self) -> None:
        for name, skew in (("ahead", 60), ("behind", -60)):
            client = Client(self.exporter.url, name)
            for step in range(20):
                client.log(step, loss=1.0, timestamp=time.time() + skew + step / 100)
            self.assertTrue(self.flushed(client))
            self.assertEqual(self.exporter.count("steps", name), 20)

    def test_short_and_long_steps_have_their_length(self) -> None:
        for name, seconds in (("short", 0.4), ("long", 106.0)):
            client = Client(self.exporter.url, name)
            begin = time.time() - 40 * seconds
            for step in range(41):
                client.log(step, grad_norm=1.0, timestamp=begin + step * seconds)
            self.assertTrue(self.flushed(client))
            length = "thermograd_training_step_duration_seconds"
            self.assertEqual(self.exporter.count("steps", name), 41)
            self.assertEqual(cut_off.counter(self.exporter.url, f"{length}_count", name), 40)
            self.assertAlmostEqual(cut_off.counter(self.exporter.url, f"{length}_sum", name), 40 * seconds, delta=0.1)

    def test_what_was_dropped_is_counted(self) -> None:
        exporter = RealExporter()
        self.addCleanup(exporter.close)
        exporter.process.send_signal(signal.SIGSTOP)
        with mock.patch.object(thermograd_push, "MAX_UNSENT", 100), mock.patch.object(thermograd_push, "MAX_BATCH", 50):
            client = Client(exporter.url, "dropped")
            for step in range(1000):
                client.log(step, grad_norm=math.inf if step == 500 else 1.0)
                if step % 100 == 99:
                    client.flush(0.05)
            exporter.process.send_signal(signal.SIGCONT)
            self.assertTrue(self.flushed(client))
        self.assertGreater(client.counts()["dropped"], 0)
        self.assertEqual(exporter.count("steps_dropped", "dropped"), client.counts()["dropped"])
        self.assertEqual(exporter.count("steps", "dropped") + exporter.count("steps_dropped", "dropped"), 1000)
        self.assertEqual(exporter.count("nonfinite", "dropped"), 1)

    def test_an_exporter_that_is_killed_and_comes_back(self) -> None:
        exporter = RealExporter()
        self.addCleanup(exporter.close)
        client = Client(exporter.url, "killed")
        for step in range(300):
            client.log(step, loss=1.0)
        self.assertTrue(self.flushed(client))
        self.assertEqual(exporter.count("steps", "killed"), 300)
        exporter.kill()
        start = time.monotonic()
        for step in range(300, 700):
            client.log(step, loss=1.0)
        self.assertLess(time.monotonic() - start, 1)
        self.assertFalse(client.flush())
        exporter.start()
        self.assertTrue(self.flushed(client))
        self.assertEqual(exporter.count("steps", "killed"), 400)

    def test_an_exporter_that_hangs_for_a_while(self) -> None:
        exporter = RealExporter()
        self.addCleanup(exporter.close)
        client = Client(exporter.url, "hung")
        exporter.process.send_signal(signal.SIGSTOP)
        for step in range(200):
            client.log(step, loss=1.0)
        self.assertFalse(client.flush(0.5))
        exporter.process.send_signal(signal.SIGCONT)
        self.assertTrue(self.flushed(client))
        self.assertEqual(exporter.count("steps", "hung"), 200)

    def test_a_client_that_is_cut_off_counts_once(self) -> None:
        counts = cut_off.run(self.exporter.url, cuts=200)
        self.assertEqual(counts["counted"], counts["logged"])
        self.assertEqual(counts["dropped"], 0)
        self.assertGreater(counts["repeated"], 0)

    def test_two_runs_and_their_forks(self) -> None:
        code = """
            import os, thermograd_push
            for step in range(500):
                thermograd_push.log(step, loss=1.0)
                if step == 250 and os.fork() == 0:
                    for other in range(1000, 1100): thermograd_push.log(other, loss=1.0)
                    raise SystemExit
            os.wait()
        """
        environment = {"THERMOGRAD_PUSH_URL": self.exporter.url}
        both = [python(code, **environment, THERMOGRAD_PUSH_RUN=name) for name in ("one", "two")]
        for process in both:
            self.assertEqual(process.communicate(timeout=60), ("", ""))
            self.assertEqual(process.returncode, 0)
        for name in ("one", "two"):
            self.assertEqual(self.exporter.count("steps", name), 500)

    def test_a_training_without_an_exporter(self) -> None:
        code = "import thermograd_push\nfor step in range(20000): thermograd_push.log(step, loss=1.0)\nprint('trained')"
        process: subprocess.Popen[str] = python(code, THERMOGRAD_PUSH_URL=f"http://127.0.0.1:{free_port()}")
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (0, "trained\n"))
        self.assertEqual(err.count("does not answer"), 1, err)


if __name__ == "__main__":
    unittest.main()
