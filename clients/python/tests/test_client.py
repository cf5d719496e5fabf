from __future__ import annotations

import logging
import math
import os
import random
import subprocess
import sys
import textwrap
import threading
import time
import unittest
from typing import Any
from unittest import mock

from exporters import fake_exporter, free_port, hanging_exporter

import thermograd_push
from thermograd_push import Client

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(thermograd_push.__file__)))
RANKS = {name: "" for name in (*thermograd_push._RANKS, *thermograd_push._SIZES, "CUDA_VISIBLE_DEVICES", "THERMOGRAD_PUSH_RANKS", "THERMOGRAD_PUSH_RUN")}


def setUpModule() -> None:
    logging.getLogger("thermograd_push").setLevel(logging.CRITICAL)


def python(code: str, **environment: str) -> subprocess.Popen[str]:
    """Starts a program with the module at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        env={**os.environ, **RANKS, "PYTHONPATH": PACKAGE, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Lazy:
    """What a tensor of an accelerator is to the client."""

    class device:
        type = "some"

    def __init__(self, value: float, release: threading.Event | None = None) -> None:
        self.value = value
        self.release = release

    def detach(self) -> Lazy:
        return Lazy(self.value, self.release)

    def clone(self) -> Lazy:
        return Lazy(self.value, self.release)

    def item(self) -> float:
        if threading.current_thread() is threading.main_thread():
            raise AssertionError("the training waited for a value")
        if self.release is not None:
            self.release.wait(20)
        return self.value


class ClientTest(unittest.TestCase):
    def setUp(self) -> None:
        patch = mock.patch.dict(os.environ, RANKS)
        patch.start()
        self.addCleanup(patch.stop)

    def test_sends_every_step_once(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "a-run")
            for step in range(1, 1501):
                client.log(step, grad_norm=step / 10, loss=2, lr=1e-4)
            self.assertTrue(client.flush(10))

            self.assertEqual(exporter.numbers(), list(range(1, 1501)))
            self.assertEqual(client.counts(), {"logged": 1500, "sent": 1500, "duplicates": 0, "dropped": 0})
            step = exporter.bodies[0]["steps"][0]
            self.assertEqual({**step, "timestamp": 0}, {
                "step": 1, "timestamp": 0, "grad_norm": 0.1, "loss": 2.0, "learning_rate": 1e-4,
            })  # fmt: skip
            self.assertAlmostEqual(step["timestamp"], time.time(), delta=20)
            self.assertEqual(exporter.requests[0][0], "/api/v1/training/a-run/steps")
            self.assertEqual(exporter.requests[0][1]["Content-Encoding"], "gzip")

    def test_tells_host_rank_and_devices(self) -> None:
        environment = {"RANK": "0", "WORLD_SIZE": "8", "CUDA_VISIBLE_DEVICES": "GPU-8a0f, 1,-1"}
        with fake_exporter() as exporter, mock.patch.dict(os.environ, environment):
            client = Client(exporter.url, "run", labels={"model": "tiny\n", "batch": 8})
            client.log(1, loss=1)
            self.assertTrue(client.flush(5))
            labels = exporter.bodies[0]["labels"]

        self.assertEqual(labels.pop("host"), thermograd_push.socket.gethostname())
        self.assertEqual(labels, {"rank": "0", "world_size": "8", "model": "tiny", "batch": "8"})
        self.assertEqual(exporter.bodies[0]["devices"], ["GPU-8a0f", "1"])

    def test_every_rank_says_what_it_did_where_all_push(self) -> None:
        environment = {"THERMOGRAD_PUSH_RANKS": "all", "THERMOGRAD_PUSH_RUN": "run"}
        for rank in ("0", "3"):
            with fake_exporter() as exporter, mock.patch.dict(os.environ, {**environment, "RANK": rank}):
                client = Client(exporter.url)
                client.log(1, loss=1)
                client.mark("one voice is enough")
                client.log_rank(1, step_time=0.25, grad_norm=math.inf, timestamp=1761699262.5)
                client.log_rank(2, grad_norm=2)
                client.log_rank(2)
                self.assertTrue(client.finish())
                bodies, paths = exporter.bodies, [request[0] for request in exporter.requests]

            told = [step for body in bodies for step in body.get("rank_steps", [])]
            self.assertEqual(
                told[0],
                {"rank": int(rank), "step": 1, "timestamp": 1761699262.5, "step_time": 0.25, "grad_norm": "Infinity"},
            )
            self.assertEqual([{**step, "timestamp": 0} for step in told[1:]],
                             [{"rank": int(rank), "step": 2, "timestamp": 0, "grad_norm": 2.0}])  # fmt: skip
            is_first = rank == "0"
            self.assertEqual(exporter.numbers(), [1] if is_first else [])
            self.assertEqual(any("marks" in body or "labels" in body for body in bodies), is_first)
            self.assertEqual(any(path.endswith("/finish") for path in paths), is_first)

    def test_ranks_say_nothing_by_themselves_or_without_a_common_name(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            client.log_rank(1, step_time=1)
            self.assertTrue(client.flush())
            self.assertEqual(exporter.bodies, [])
        with mock.patch.dict(os.environ, {"THERMOGRAD_PUSH_RANKS": "all", "RANK": "2"}):
            self.assertEqual(
                Client("http://127.0.0.1:1").off,
                "this is rank 2, and THERMOGRAD_PUSH_RUN does not say how all ranks call the run",
            )

    def test_a_time_that_no_rank_can_need_is_left_out(self) -> None:
        environment = {"THERMOGRAD_PUSH_RANKS": "all"}
        with fake_exporter() as exporter, mock.patch.dict(os.environ, environment):
            with self.assertLogs("thermograd_push", logging.WARNING) as logs:
                client = Client(exporter.url, "run")
                client.log_rank(1, step_time=-1)
                client.log_rank(-1, step_time=1)
                self.assertTrue(client.flush())
            self.assertEqual(exporter.bodies, [])
        self.assertIn("step_time must be in seconds, from 0 to 86400, got -1", logs.output[0])
        self.assertIn("step must be from 0 to", logs.output[1])

    def test_leaves_out_what_the_exporter_would_refuse(self) -> None:
        labels = {"run": 1, "a-b": 2, "__x": 3, "ok": "x" * 200, **{f"more{n}": n for n in range(20)}}
        with fake_exporter() as exporter, self.assertLogs("thermograd_push", logging.WARNING):
            client = Client(exporter.url, "run", labels=labels, devices=["gpu0", "no device", 1])  # type: ignore[list-item]
            client.log(1, loss=1)
            self.assertTrue(client.flush(5))
            sent = exporter.bodies[0]

        self.assertEqual(len(sent["labels"]), 16)
        self.assertEqual(sent["labels"]["ok"], "x" * 128)
        self.assertFalse({"run", "a-b", "__x"} & set(sent["labels"]))
        self.assertEqual(sent["devices"], ["gpu0", "1"])

    def test_pushes_from_the_rank_that_pytorch_knows_as_the_first(self) -> None:
        for rank, off in ((0, ""), (2, "this is rank 2, and rank 0 pushes")):
            distributed = mock.Mock(get_rank=lambda rank=rank: rank)
            with fake_exporter() as exporter, mock.patch.dict(sys.modules, {"torch.distributed": distributed}):
                client = Client(exporter.url, "run")
                client.log(1, loss=1)
                client.flush()
                self.assertEqual(client.off, off)
                self.assertEqual(exporter.numbers(), [] if off else [1])

    def test_is_configured_by_the_environment(self) -> None:
        with fake_exporter() as exporter:
            environment = {
                "THERMOGRAD_PUSH_URL": exporter.url + "/",
                "THERMOGRAD_PUSH_RUN": "team a/7",
                "THERMOGRAD_PUSH_TOKEN": "secret",
            }
            with mock.patch.dict(os.environ, environment):
                client = Client()
            client.log(1, loss=1)
            self.assertTrue(client.finish(5))
            path, headers, _ = exporter.requests[0]

        self.assertEqual(path, "/api/v1/training/team-a-7/steps")
        self.assertEqual(headers["Authorization"], "Bearer secret")
        self.assertEqual(exporter.finished, ["team-a-7"])

    def test_names_a_run_that_has_no_name(self) -> None:
        self.assertRegex(Client("http://127.0.0.1:1").run, r"^[A-Za-z0-9._-]+-\d{8}-\d{6}-" + str(os.getpid()) + "$")

    def test_does_nothing_where_nothing_is_configured(self) -> None:
        threads = threading.active_count()
        with mock.patch.dict(os.environ, {"THERMOGRAD_PUSH_URL": ""}):
            client = Client()
        client.log(1, loss=object())
        self.assertTrue(client.flush())
        self.assertTrue(client.finish())
        self.assertEqual(client.off, "THERMOGRAD_PUSH_URL is not set")
        self.assertEqual(threading.active_count(), threads)

    def test_says_what_is_wrong_with_an_address(self) -> None:
        for url in ("127.0.0.1:9877", "ftp://host", "http://", "http://host:port", "http://host:99999", "http://[::1"):
            client = Client(url)
            self.assertIn("cannot be used", client.off)
            client.log(1, loss=1)

    def test_pushes_from_rank_0_only(self) -> None:
        for name in thermograd_push._RANKS:
            with mock.patch.dict(os.environ, {name: "3"}):
                self.assertEqual(Client("http://127.0.0.1:1").off, "this is rank 3, and rank 0 pushes")
            with mock.patch.dict(os.environ, {name: "0"}):
                self.assertEqual(Client("http://127.0.0.1:1").off, "")

    def test_what_is_not_finite_is_sent_as_text(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            client.log(1, grad_norm=math.nan, loss=math.inf, lr=-math.inf)
            self.assertTrue(client.flush(5))
            step = exporter.bodies[0]["steps"][0]

        self.assertEqual((step["grad_norm"], step["loss"], step["learning_rate"]), ("NaN", "Infinity", "-Infinity"))

    def test_never_raises(self) -> None:
        class Bad:
            def __float__(self) -> float:
                raise RuntimeError("no value")

        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            arguments: list[tuple[Any, Any]] = [
                (-1, 1.0), ("x", 1.0), (None, 1.0), (1.5e300, 1.0), (math.nan, 1.0),
                (2, None), (3, "x"), (4, Bad()), (5, 10**400),
            ]  # fmt: skip
            for step, loss in arguments:
                client.log(step, loss=loss)
            client.log(6, grad_norm=Bad(), loss=1.5)
            client.log(7, loss=1.0, timestamp="x")  # type: ignore[arg-type]
            client.log(8, loss=1.0, timestamp=math.nan)
            client.log(9, loss=1.0, timestamp=1.7e12)
            self.assertTrue(client.flush(5))

            self.assertEqual([step["step"] for step in exporter.bodies[0]["steps"]], [6])
            self.assertEqual(client.counts()["dropped"], 3)
            self.assertEqual(exporter.dropped(), 3)

    def test_values_of_an_accelerator_are_read_in_the_thread(self) -> None:
        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            release = threading.Event()
            start = time.monotonic()
            for step in range(100):
                client.log(step, grad_norm=Lazy(step, release))
            self.assertLess(time.monotonic() - start, 1)
            release.set()
            self.assertTrue(client.flush(10))
            steps = exporter.bodies[0]["steps"]

        self.assertEqual([step["grad_norm"] for step in steps], list(range(100)))

    def test_a_spread_tensor_is_not_gathered_behind_the_back_of_other_ranks(self) -> None:
        class Placement:
            def is_replicate(self) -> bool:
                return False

        class Spread(Lazy):
            placements = (Placement(),)

            def detach(self) -> Lazy:
                return self

            def full_tensor(self) -> None:
                raise AssertionError("this would wait for other ranks")

        with fake_exporter() as exporter:
            client = Client(exporter.url, "run")
            client.log(1, grad_norm=Spread(3), loss=1)
            self.assertTrue(client.flush(5))
            self.assertNotIn("grad_norm", exporter.bodies[0]["steps"][0])

    def test_steps_have_times_that_tell_them_apart(self) -> None:
        clock = [1.8e9]
        with fake_exporter() as exporter, mock.patch.object(thermograd_push.time, "time", lambda: clock[0]):
            client = Client(exporter.url, "run")
            client.log(1, loss=1)
            client.log(1, loss=1)
            clock[0] -= 0.5
            client.log(2, loss=1)
            clock[0] -= 3600  # set back for good
            client.log(3, loss=1)
            self.assertTrue(client.flush(5))
            times = [round(step["timestamp"] - 1.8e9, 3) for step in exporter.bodies[0]["steps"]]

        self.assertEqual(times, [0, 0.001, 0.002, -3600.5])

    def test_the_seeds_of_the_training_stay(self) -> None:
        with fake_exporter() as exporter:
            exporter.statuses = [500]
            random.seed(7)
            expected = random.random()
            random.seed(7)
            client = Client(exporter.url, "run")
            client.log(1, loss=1)
            self.assertTrue(client.flush(5))
            self.assertEqual(random.random(), expected)


class AwayTest(unittest.TestCase):
    def setUp(self) -> None:
        patch = mock.patch.dict(os.environ, RANKS)
        patch.start()
        self.addCleanup(patch.stop)
        for name, value in (("INTERVAL_SECONDS", 0.02), ("MAX_BACKOFF_SECONDS", 0.05), ("TIMEOUT_SECONDS", 0.5)):
            change = mock.patch.object(thermograd_push, name, value)
            change.start()
            self.addCleanup(change.stop)

    def test_the_same_request_goes_again_until_it_is_taken(self) -> None:
        with fake_exporter() as exporter:
            exporter.statuses = [500, 503, 408, 429, 401, 404, 302]
            client = Client(exporter.url, "run")
            client.log(1, loss=1)
            self.assertTrue(exporter.wait_for(lambda: exporter.steps))
            self.assertEqual(len({data for _, _, data in exporter.requests}), 1)
            self.assertEqual(len(exporter.requests), 8)

    def test_waits_for_as_long_as_it_is_told(self) -> None:
        with fake_exporter() as exporter:
            exporter.statuses = [429]
            exporter.headers = {"Retry-After": "1"}
            client = Client(exporter.url, "run")
            start = time.monotonic()
            client.log(1, loss=1)
            self.assertTrue(exporter.wait_for(lambda: exporter.steps))
            self.assertGreaterEqual(time.monotonic() - start, 1)

    def test_a_refusal_is_logged_once_and_its_steps_are_told_as_dropped(self) -> None:
        logger = logging.getLogger("thermograd_push")
        with fake_exporter() as exporter, self.assertLogs(logger, logging.WARNING) as logs:
            exporter.statuses = [400]
            client = Client(exporter.url, "run")
            client.log(1, grad_norm=3.0)
            self.assertTrue(exporter.wait_for(lambda: exporter.bodies))
            exporter.statuses = [400]
            client.log(2, grad_norm=math.inf)
            self.assertTrue(exporter.wait_for(lambda: len(exporter.bodies) == 2))
            client.log(3, grad_norm=1.0)
            self.assertTrue(exporter.wait_for(lambda: exporter.steps))

        self.assertEqual(len(logs.output), 1)
        self.assertIn("refuses steps with 400: ", logs.output[0])
        first, second = (body["dropped"] for body in exporter.bodies[:2])
        self.assertEqual((first["steps"], first["nonfinite"], first["grad_norm_max"]), (1, 0, 3.0))
        self.assertEqual((second["steps"], second["nonfinite"]), (1, 1))
        self.assertNotIn("grad_norm_max", second)
        self.assertGreater(second["to"], first["to"])
        self.assertEqual(exporter.numbers(), [3])

    def test_a_request_that_is_too_large_goes_in_parts(self) -> None:
        with fake_exporter() as exporter:
            exporter.max_steps = 100
            client = Client(exporter.url, "run")
            for step in range(450):
                client.log(step, loss=1)
            self.assertTrue(client.flush(10))
            self.assertEqual(exporter.numbers(), list(range(450)))
            self.assertEqual(exporter.dropped(), 0)

    def test_the_newest_steps_are_kept_and_the_rest_is_told(self) -> None:
        port = free_port()
        with mock.patch.object(thermograd_push, "MAX_UNSENT", 100), mock.patch.object(thermograd_push, "MAX_BATCH", 40):
            client = Client(f"http://127.0.0.1:{port}", "run")
            for step in range(1000):
                client.log(step, grad_norm=math.nan if step == 50 else 1000 - step)
                if step % 100 == 99:
                    time.sleep(0.03)
            time.sleep(0.2)
            with fake_exporter(port) as exporter:
                self.assertTrue(exporter.wait_for(lambda: sum(exporter_counts(exporter)) == 1000))
                self.assertEqual(exporter.numbers()[-100:], list(range(900, 1000)))
                told = [body["dropped"] for body in exporter.bodies if "dropped" in body]
                self.assertEqual(client.counts()["dropped"], sum(one["steps"] for one in told))

        self.assertEqual(sum(one["nonfinite"] for one in told), 0 if 50 in [n for n, _ in exporter.steps] else 1)
        self.assertGreater(max(one["grad_norm_max"] for one in told), 900)
        self.assertLess(told[0]["from"], told[0]["to"])

    def test_what_is_not_read_yet_is_bounded(self) -> None:
        with fake_exporter() as exporter, mock.patch.object(thermograd_push, "MAX_UNREAD", 50):
            client = Client(exporter.url, "run")
            release = threading.Event()
            client.log(0, grad_norm=Lazy(1, release))
            time.sleep(0.2)  # the thread waits for the first value
            for step in range(1, 201):
                client.log(step, grad_norm=Lazy(step))
            release.set()
            self.assertTrue(client.flush(5))
            self.assertEqual(exporter.numbers(), [0, *range(151, 201)])
            self.assertEqual(exporter.dropped(), 150)

    def test_training_goes_on_where_the_exporter_hangs(self) -> None:
        with hanging_exporter() as url:
            client = Client(url, "run")
            start = time.monotonic()
            for step in range(1000):
                client.log(step, loss=1)
            self.assertLess(time.monotonic() - start, 1)
            start = time.monotonic()
            self.assertFalse(client.flush(1))
            self.assertLess(time.monotonic() - start, 1.5)

    def test_does_not_wait_where_nothing_listens(self) -> None:
        logger = logging.getLogger("thermograd_push")
        with self.assertLogs(logger, logging.WARNING) as logs:
            client = Client(f"http://127.0.0.1:{free_port()}", "run")
            for step in range(1000):
                client.log(step, loss=1)
            start = time.monotonic()
            self.assertFalse(client.flush(10))
            self.assertLess(time.monotonic() - start, 3)
            time.sleep(0.3)

        self.assertEqual(len(logs.output), 1)
        self.assertIn("does not answer", logs.output[0])


def exporter_counts(exporter: Any) -> tuple[int, int]:
    return len(exporter.steps), sum(body["dropped"]["steps"] for body in exporter.bodies if "dropped" in body)


class ProcessTest(unittest.TestCase):
    def environment(self, url: str) -> dict[str, str]:
        return {"THERMOGRAD_PUSH_URL": url, "THERMOGRAD_PUSH_RUN": "run"}

    def ends(self, process: subprocess.Popen[str], seconds: float = 30) -> tuple[int, str]:
        out, err = process.communicate(timeout=seconds)
        return process.returncode, out + err

    def test_the_end_of_the_process_sends_what_is_left(self) -> None:
        with fake_exporter() as exporter:
            code = "import thermograd_push\nfor step in range(700): thermograd_push.log(step, loss=1)"
            self.assertEqual(self.ends(python(code, **self.environment(exporter.url))), (0, ""))
            self.assertEqual(exporter.numbers(), list(range(700)))
            self.assertEqual(exporter.finished, [])

    def test_the_end_waits_two_seconds_at_most(self) -> None:
        with hanging_exporter() as url:
            code = """
                import atexit, thermograd_push, time
                thermograd_push.log(1, loss=1)
                started = time.monotonic()
                atexit.register(lambda: None)
                thermograd_push.flush()
                print(time.monotonic() - started)
            """
            start = time.monotonic()
            status, said = self.ends(python(code, **self.environment(url)))
            self.assertEqual(status, 0)
            self.assertLess(time.monotonic() - start, 10)
            self.assertAlmostEqual(float(said.splitlines()[0]), 2, delta=0.5)

    def test_sigterm_sends_what_is_left_and_ends_as_it_would(self) -> None:
        with fake_exporter() as exporter:
            code = """
                import thermograd_push, time
                thermograd_push.log(1, loss=1)
                print("ready", flush=True)
                time.sleep(60)
            """
            process = python(code, **self.environment(exporter.url))
            assert process.stdout is not None
            process.stdout.readline()
            process.terminate()
            self.assertEqual(self.ends(process)[0], -15)
            self.assertEqual(exporter.numbers(), [1])

    def test_an_earlier_handler_of_sigterm_has_the_last_word(self) -> None:
        with fake_exporter() as exporter:
            code = """
                import signal, sys, thermograd_push, time
                signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(7))
                thermograd_push.log(1, loss=1)
                print("ready", flush=True)
                time.sleep(60)
            """
            process = python(code, **self.environment(exporter.url))
            assert process.stdout is not None
            process.stdout.readline()
            process.terminate()
            self.assertEqual(self.ends(process)[0], 7)
            self.assertEqual(exporter.numbers(), [1])

    def test_an_ignored_sigterm_stays_ignored(self) -> None:
        code = """
            import signal, thermograd_push
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            thermograd_push.log(1, loss=1)
            print(signal.getsignal(signal.SIGTERM) is signal.SIG_IGN)
        """
        status, said = self.ends(python(code, **self.environment(f"http://127.0.0.1:{free_port()}")))
        self.assertEqual((status, said.splitlines()[0]), (0, "True"))

    def test_a_forked_process_pushes_nothing(self) -> None:
        with fake_exporter() as exporter:
            code = """
                import os, thermograd_push
                thermograd_push.log(1, loss=1)
                children = []
                for child in range(4):
                    pid = os.fork()
                    if pid == 0:
                        for step in range(100, 200): thermograd_push.log(step, loss=1)
                        thermograd_push.finish()
                        raise SystemExit
                    children.append(pid)
                for pid in children: assert os.waitpid(pid, 0)[1] == 0
                thermograd_push.log(2, loss=1)
            """
            self.assertEqual(self.ends(python(code, **self.environment(exporter.url))), (0, ""))
            self.assertEqual(exporter.numbers(), [1, 2])
            self.assertEqual(exporter.finished, [])

    def test_a_process_that_loads_data_pushes_nothing(self) -> None:
        data = mock.Mock(get_worker_info=lambda: object())
        with mock.patch.dict(sys.modules, {"torch.utils.data": data}):
            self.assertEqual(Client("http://127.0.0.1:1").off, "this process loads data")

    def test_to_import_it_starts_nothing(self) -> None:
        code = "import thermograd_push, threading; print(threading.active_count(), thermograd_push._default)"
        self.assertEqual(self.ends(python(code, **self.environment("http://127.0.0.1:1"))), (0, "1 None\n"))

    def test_two_runs_of_one_host_stay_apart(self) -> None:
        with fake_exporter() as exporter:
            code = "import thermograd_push\nthermograd_push.log(1, loss=1)\nthermograd_push.finish()"
            both = [python(code, **{**self.environment(exporter.url), "THERMOGRAD_PUSH_RUN": ""}) for _ in range(2)]
            for process in both:
                self.assertEqual(self.ends(process), (0, ""))
            self.assertEqual(len(set(exporter.finished)), 2)


if __name__ == "__main__":
    unittest.main()
