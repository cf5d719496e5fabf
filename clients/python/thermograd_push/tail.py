"""Reads the steps of training logs that grow."""

from __future__ import annotations

import csv
import datetime
import glob
import importlib
import json
import math
import os
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Protocol

_STEP = ("step", "global_step", "train/global_step", "_step")
_TIMESTAMP = ("timestamp", "timestamp_shared", "_timestamp", "time", "wall_time", "ts")
_GRAD_NORM = (
    "grad_norm",
    "grad-norm",
    "train/grad_norm",
    "gradient_norm",
    "grad_2.0_norm_total",
    "l2_norm/grad/global",
    "megatron.training.grad_norm",
)
_LOSS = ("loss", "train/loss", "lm loss", "loss_metrics/global_avg_loss", "megatron.training.loss", "train_loss_step")
_LR = ("learning_rate", "lr", "learning-rate", "train/learning_rate", "train/lr", "megatron.training.learning_rate")


class Row(NamedTuple):
    """One step of a log."""

    step: int
    timestamp: float | None
    grad_norm: float | None
    loss: float | None
    lr: float | None


class LogReader(Protocol):
    """Reads what a log has gained."""

    def read(self) -> Iterable[Row]:
        """Returns the steps that are new since the last call."""


def reader_of(path: str) -> LogReader:
    """Returns what reads a log, told by its name: ``.json``, ``.csv``, event files, else JSON lines."""
    name = os.path.basename(path)
    if os.path.isdir(path) or "tfevents" in name:
        return EventReader(path)
    if name.endswith(".json"):
        return StateReader(path)
    if name.endswith(".csv"):
        return LineReader(path, CsvLines())
    return LineReader(path, JsonLines())


def row_of(fields: Mapping[str, Any]) -> Row | None:
    """Returns the step that an entry is, by the names that the push API takes; nothing for an entry of another kind."""
    step = _number(fields, _STEP)
    if step is None or not math.isfinite(step) or step < 0 or step != int(step):
        return None
    row = Row(int(step), _time(fields), _number(fields, _GRAD_NORM), _number(fields, _LOSS), _number(fields, _LR))
    return None if row.grad_norm is None and row.loss is None and row.lr is None else row


def _number(fields: Mapping[str, Any], names: Iterable[str]) -> float | None:
    for name in names:
        value = fields.get(name)
        if value is None or value == "" or isinstance(value, bool):
            continue
        try:
            return float(value)
        except (TypeError, ValueError):
            continue
    return None


def _time(fields: Mapping[str, Any]) -> float | None:
    number = _number(fields, _TIMESTAMP)
    if number is not None:
        return number if 1e9 < number < 1e11 else None  # else seconds since the start, or milliseconds
    for name in _TIMESTAMP:
        try:
            moment = datetime.datetime.fromisoformat(str(fields.get(name)).replace("Z", "+00:00"))
        except ValueError:
            continue
        if moment.tzinfo is not None:  # without a zone nobody knows when that was
            return moment.timestamp()
    return None


class JsonLines:
    """Entries that are a line of JSON each."""

    def restart(self) -> None:
        """Forgets what it knows of the file."""

    def row(self, line: str) -> Row | None:
        """Returns the step of a line; nothing where it is none."""
        try:
            entry = json.loads(line)
        except ValueError:
            return None
        return row_of(entry) if isinstance(entry, dict) else None


class CsvLines:
    """Entries of a CSV file; the first line names the columns."""

    def __init__(self) -> None:
        self._columns: list[str] = []

    def restart(self) -> None:
        """Forgets the columns."""
        self._columns = []

    def row(self, line: str) -> Row | None:
        """Returns the step of a line; nothing where it is none."""
        cells = next(csv.reader([line]), [])
        if not self._columns:
            self._columns = [cell.strip() for cell in cells]
            return None
        return row_of(dict(zip(self._columns, cells)))


class LineReader:
    """Follows a file that grows by lines, and begins anew where it was written anew."""

    def __init__(self, path: str, lines: JsonLines | CsvLines) -> None:
        self._path = path
        self._lines = lines
        self._at = 0
        self._head = b""

    def read(self) -> Iterator[Row]:
        """Returns the steps of the whole lines that are new."""
        with open(self._path, "rb") as file:
            head = file.read(len(self._head))
            if head != self._head:
                self._at = 0
                self._lines.restart()
            file.seek(0)
            self._head = file.read(max(len(self._head), 256))
            file.seek(self._at)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._at += len(line)
                row = self._lines.row(line.decode("utf-8", "replace"))
                if row is not None:
                    yield row


class StateReader:
    """Reads ``trainer_state.json`` of Hugging Face, or an array of steps, each time it is written anew."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._version: tuple[int, int] | None = None
        self._rows = 0

    def read(self) -> Iterator[Row]:
        """Returns the steps behind those that were there before; all of them where there are fewer now."""
        status = os.stat(self._path)
        version = (status.st_mtime_ns, status.st_size)
        if version == self._version:
            return
        try:
            with open(self._path, encoding="utf-8") as file:
                content = json.load(file)
        except ValueError:
            if self._version is None:
                raise
            return  # it is being written
        self._version = version
        entries = content.get("log_history") or content.get("steps") if isinstance(content, dict) else content
        if not isinstance(entries, list):
            raise ValueError("it has no log_history, and is no array of steps")
        rows = [row for row in map(row_of, (entry for entry in entries if isinstance(entry, dict))) if row]
        new = rows[self._rows :] if len(rows) >= self._rows else rows
        self._rows = len(rows)
        yield from new


class EventReader:
    """Reads event files of TensorBoard, through its package, as they grow."""

    def __init__(self, path: str) -> None:
        self._path = path
        module = importlib.import_module("tensorboard.backend.event_processing.event_file_loader")
        self._open = module.EventFileLoader
        self._loaders: dict[str, Any] = {}

    def read(self) -> Iterator[Row]:
        """Returns the new steps. The values of one step come one by one, so it is whole where the next one begins."""
        for path in self._files():
            if path not in self._loaders:
                self._loaders[path] = self._open(path)
            fields: dict[str, Any] = {}
            for event in self._loaders[path].Load():
                if fields and fields["step"] != event.step:
                    yield from self._rows(fields)
                    fields = {}
                for value in event.summary.value:
                    number = _scalar(value)
                    if number is not None:
                        fields = {"step": event.step, "timestamp": event.wall_time, **fields, value.tag: number}
            yield from self._rows(fields)

    @staticmethod
    def _rows(fields: dict[str, Any]) -> Iterator[Row]:
        row = row_of(fields)
        if row is not None:
            yield row

    def _files(self) -> list[str]:
        if not os.path.isdir(self._path):
            return [self._path]
        return sorted(glob.glob(os.path.join(self._path, "*tfevents*")), key=os.path.getmtime)


def _scalar(value: Any) -> float | None:
    """Returns the number of a summary, in the form that it has in files or in the one that the loader makes of it."""
    if value.HasField("simple_value"):
        return float(value.simple_value)
    if value.HasField("tensor") and not value.tensor.tensor_shape.dim:
        numbers = list(value.tensor.float_val) or list(value.tensor.double_val)
        return float(numbers[0]) if numbers else None
    return None
