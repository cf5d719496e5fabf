from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import unittest
from unittest import mock

from exporters import fake_exporter
from test_client import RANKS

from thermograd_push.__main__ import main
from thermograd_push.tail import Row, reader_of, row_of


class RowTest(unittest.TestCase):
    def test_takes_the_names_of_the_push_api(self) -> None:
        self.assertEqual(row_of({"step": 3, "loss": "nan", "extra": 1})[:2], (3, None))
        self.assertEqual(
            row_of({"train/global_step": "4.0", "_timestamp": 1.7e9, "train/grad_norm": 2, "lm loss": 1, "lr": "1e-4"}),
            Row(4, 1.7e9, 2.0, 1.0, 1e-4),
        )
        self.assertEqual(row_of({"step": 3, "timestamp": "2026-01-01T00:00:00Z", "loss": 1}).timestamp, 1767225600.0)

    def test_passes_over_what_is_no_step(self) -> None:
        for entry in (
            {},
            {"step": 3},
            {"loss": 1},
            {"step": -1, "loss": 1},
            {"step": 1.5, "loss": 1},
            {"step": "nan", "loss": 1},
            {"step": True, "loss": 1},
            {"step": 3, "eval_loss": 1.0, "train_runtime": 2.0},
        ):
            self.assertIsNone(row_of(entry), entry)

    def test_a_time_that_is_none_is_left_out(self) -> None:
        for time in (12.5, 1.7e12, "2026-01-01T00:00:00", "noon", None):
            self.assertIsNone(row_of({"step": 3, "loss": 1, "time": time}).timestamp, time)


class FolderTestCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def write(self, path: str, text: str, mode: str = "a") -> None:
        with open(path, mode, encoding="utf-8") as file:
            file.write(text)


class ReaderTest(FolderTestCase):
    def steps(self, reader: object) -> list[int]:
        return [row.step for row in reader.read()]  # type: ignore[attr-defined]

    def test_follows_json_lines(self) -> None:
        path = self.path("log.jsonl")
        self.write(path, '{"step": 1, "loss": 1}\nno json\n[1]\n{"step": 2, "lo')
        reader = reader_of(path)
        self.assertEqual(self.steps(reader), [1])
        self.write(path, 'ss": 1}\n{"step": 3, "loss": NaN}\n')
        self.assertEqual(self.steps(reader), [2, 3])
        self.assertEqual(self.steps(reader), [])

    def test_begins_anew_where_a_file_is_written_anew(self) -> None:
        path = self.path("metrics.csv")
        self.write(path, "step,lr,loss\n1,0.1,2\n2,0.1,2\n")
        reader = reader_of(path)
        self.assertEqual(self.steps(reader), [1, 2])
        self.write(path, "epoch,step,grad_norm\n0,1,9\n0,,\n0,3,nan\n", "w")
        self.assertEqual(self.steps(reader), [1, 3])

    def test_reads_the_state_of_a_trainer_each_time_it_is_saved(self) -> None:
        path = self.path("trainer_state.json")
        history = [{"step": 10, "loss": 2.0, "grad_norm": 3.0}, {"step": 10, "eval_loss": 1.0}]
        self.write(path, json.dumps({"global_step": 10, "log_history": history}))
        reader = reader_of(path)
        self.assertEqual(list(reader.read()), [Row(10, None, 3.0, 2.0, None)])
        history += [{"step": 20, "loss": 1.5}, {"step": 20, "train_runtime": 9.0, "train_loss": 1.0}]
        self.write(path, json.dumps({"log_history": history}), "w")
        self.assertEqual(self.steps(reader), [20])
        self.write(path, '{"log_hist', "w")
        self.assertEqual(self.steps(reader), [])

    def test_says_what_is_no_log(self) -> None:
        for text in ("{}", "3", "{"):
            path = self.path("state.json")
            self.write(path, text, "w")
            with self.assertRaises(ValueError):
                self.steps(reader_of(path))


class CommandTest(FolderTestCase):
    def setUp(self) -> None:
        super().setUp()
        patch = mock.patch.dict(os.environ, {**RANKS, "THERMOGRAD_PUSH_URL": "", "THERMOGRAD_PUSH_RUN": "run"})
        patch.start()
        self.addCleanup(patch.stop)

    def tail(self, *arguments: str) -> tuple[int, str]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = main(["tail", *arguments])
        return status, out.getvalue()

    def test_pushes_a_log_of_any_length_once(self) -> None:
        path = self.path("log.jsonl")
        count = 25_000
        self.write(path, "".join(f'{{"step":{n},"loss":1,"time":{1.7e9 + n}}}\n' for n in range(count)))
        with fake_exporter() as exporter:
            for known in (0, count):
                said = f"{count} steps pushed as run, {known} of them known before\n"
                self.assertEqual(self.tail(path, "--once", "--url", exporter.url), (0, said))
            self.assertEqual(exporter.numbers(), list(range(count)))

    def test_what_has_no_time_is_pushed_when_it_is_wanted(self) -> None:
        path = self.path("trainer_state.json")
        self.write(path, json.dumps({"log_history": [{"step": 10, "loss": 2.0}]}))
        with fake_exporter() as exporter:
            status, said = self.tail(path, "--once", "--url", exporter.url)
            self.assertEqual(status, 0)
            self.assertIn("passed over 1 steps", said)
            self.assertEqual(self.tail(path, "--once", "--existing", "--url", exporter.url)[0], 0)
            self.assertEqual(exporter.numbers(), [10])

    def test_follows_until_it_is_stopped(self) -> None:
        path = self.path("log.jsonl")
        self.write(path, '{"step": 1, "loss": 1}\n')
        with fake_exporter() as exporter:
            naps = []

            def nap(seconds: float) -> None:
                naps.append(seconds)
                if len(naps) == 2:
                    raise KeyboardInterrupt
                self.write(path, '{"step": 2, "loss": 1}\n')

            with mock.patch("thermograd_push.__main__.time", mock.Mock(sleep=nap)):
                self.assertEqual(self.tail(path, "--url", exporter.url, "--interval", "7")[0], 130)
            self.assertEqual(naps, [7, 7])
            self.assertEqual(exporter.numbers(), [2])

    def test_wrong_use(self) -> None:
        self.assertEqual(self.tail(self.path("none.csv"), "--once")[0], 2)
        status, said = self.tail(self.path("none.csv"), "--once", "--url", "http://127.0.0.1:1")
        self.assertEqual(status, 1)
        self.assertIn("none.csv", said)


if __name__ == "__main__":
    unittest.main()
