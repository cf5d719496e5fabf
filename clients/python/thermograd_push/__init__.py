"""Pushes the steps of a training run to a Thermograd exporter, and never hurts the training.

    import thermograd_push

    thermograd_push.log(step, grad_norm=norm, loss=loss, lr=lr)  # one call a step, after the optimizer's
    thermograd_push.finish()                                     # at the end of the training

    with thermograd_push.phase("eval"):                          # while it does not train
        evaluate()
    thermograd_push.mark("lowered the learning rate")            # a moment to find again

    thermograd_push.log_rank(step, step_time=own_seconds)        # of every rank, with THERMOGRAD_PUSH_RANKS=all

``log`` puts the values into a queue and returns: it does no I/O, waits for no GPU and raises nothing. A thread of its
own sends them. Without ``THERMOGRAD_PUSH_URL`` in the environment nothing happens at all. What is not sent, how the
queue is bounded and what is sent again: docs/python-client.md of the project.

This file needs the standard library only, and works alone where it is copied as ``thermograd_push.py``.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import gzip
import http.client
import json
import logging
import math
import os
import queue
import random
import re
import signal
import socket
import sys
import threading
import time
import types
import urllib.parse
import weakref
from collections import deque
from typing import Any, Iterator, Mapping, NamedTuple, Sequence

__version__ = "0.1.0.dev0"
__all__ = ["Client", "finish", "flush", "log", "log_rank", "mark", "phase", "phase_ended"]

FLUSH_SECONDS = 2.0
"""How long the end of a process, SIGTERM, ``flush`` and ``finish`` wait at most."""
INTERVAL_SECONDS = 1.0
"""How often what was logged is sent."""
MAX_UNREAD = 8192
"""Points that the thread has not read yet; they may hold tensors."""
MAX_UNSENT = 10_000
"""Points that wait to be sent: numbers only."""
MAX_BATCH = 500
"""Points of one request."""
MAX_NOTES = 16
"""Marks of one request, and phases."""
MAX_UNSENT_NOTES = 256
"""Marks that wait to be sent, and phases; the oldest give way."""
MAX_RANK_STEPS = 500
"""What a rank says of its own part of steps, in one request."""
MAX_UNSENT_RANK_STEPS = 10_000
"""What of that waits to be sent; the oldest give way."""
TIMEOUT_SECONDS = 5.0
MAX_BACKOFF_SECONDS = 30.0
MAX_RETRY_AFTER_SECONDS = 300.0
GZIP_FROM_BYTES = 4096
MAX_STEP = 2**53

_RANKS = ("RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "MV2_COMM_WORLD_RANK")
_SIZES = ("WORLD_SIZE", "SLURM_NTASKS", "OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE")
_LOST = (400, 413, 415)
_LABEL = re.compile(r"(?!__)(?!(run|job|instance|le|quantile)$)[a-zA-Z_][a-zA-Z0-9_]{0,63}")
_DEVICE = re.compile(r"[A-Za-z0-9._:/][A-Za-z0-9._:/-]{0,95}")

_logger = logging.getLogger("thermograd_push")


class _Point(NamedTuple):
    """One step: values are numbers, or what becomes one in the thread."""

    step: int
    timestamp: float
    grad_norm: Any
    loss: Any
    lr: Any


class _Body(NamedTuple):
    """One request, kept until it is answered: what is sent again is the same to the byte."""

    points: list[_Point]
    dropped: _Dropped | None
    noted: bool
    data: bytes
    headers: dict[str, str]


class _Answer(NamedTuple):
    status: int
    text: str
    retry_after: float | None


class _Dropped:
    """What is known of points that are not sent one by one."""

    def __init__(self) -> None:
        self.steps = 0
        self.nonfinite = 0
        self.grad_norm_max: float | None = None
        self.first = math.inf
        self.last = -math.inf

    def add(self, point: _Point) -> None:
        """Adds one; a norm that is no number yet is not known."""
        self.steps += 1
        self.first = min(self.first, point.timestamp)
        self.last = max(self.last, point.timestamp)
        if isinstance(point.grad_norm, float):
            if not math.isfinite(point.grad_norm):
                self.nonfinite += 1
            elif self.grad_norm_max is None or point.grad_norm > self.grad_norm_max:
                self.grad_norm_max = point.grad_norm

    def json(self) -> dict[str, Any]:
        """Returns it as the push API has it."""
        told: dict[str, Any] = {"steps": self.steps, "nonfinite": self.nonfinite, "from": self.first, "to": self.last}
        if self.grad_norm_max is not None:
            told["grad_norm_max"] = self.grad_norm_max
        return told


# --- Values ----------------------------------------------------------------------------------------------------------


def _hold(value: Any) -> Any:
    """Returns a number, or something that becomes one in the thread without waiting here.

    A tensor of PyTorch loses its graph. One of an accelerator is copied there (queued, not waited for), since a loop
    may write the next value into the same memory, together with an event that tells when the copy is made. One of a CPU
    is a number already, and so is all else but an array of JAX, which never changes.
    """
    if hasattr(value, "detach") and hasattr(value, "device"):
        value = value.detach()
        if hasattr(value, "placements"):
            value = _local(value)
        if value.device.type == "cpu":
            return float(value.item())
        held = value.clone()
        if value.device.type != "cuda":
            return held
        event = sys.modules["torch"].cuda.Event()
        event.record()
        return (event, held)
    if hasattr(value, "block_until_ready"):
        return value
    return float(value)


def _local(value: Any) -> Any:
    """Returns the tensor of this rank of a DTensor where that is the whole value; to gather one here could block."""
    if all(placement.is_replicate() for placement in value.placements):
        return value.to_local()
    raise ValueError("a DTensor that is not replicated; call .full_tensor() on every rank before log()")


def _resolve(value: Any) -> float | None:
    """Waits for a value that was held, in the thread."""
    if value is None or isinstance(value, float):
        return value
    if isinstance(value, tuple):
        event, value = value
        event.synchronize()
    return float(value.item() if hasattr(value, "item") else value)


def _json_number(value: float) -> Any:
    """Returns a number as strict JSON can hold it."""
    if math.isfinite(value):
        return value
    if math.isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"


# --- What the environment says ---------------------------------------------------------------------------------------


def _first_of(names: Sequence[str]) -> str | None:
    return next((os.environ[name] for name in names if os.environ.get(name)), None)


def _is_data_worker() -> bool:
    """Tells whether this is a process that loads data for PyTorch."""
    data = sys.modules.get("torch.utils.data")
    return data is not None and data.get_worker_info() is not None


def _rank() -> int:
    """Returns which rank this is as far as PyTorch or the environment know; 0 where none does."""
    distributed = sys.modules.get("torch.distributed")
    if distributed is not None and distributed.is_available() and distributed.is_initialized():
        return int(distributed.get_rank())
    told = _first_of(_RANKS) or "0"
    return int(told) if told.isdecimal() else 0


def _default_run() -> str:
    script = os.path.splitext(os.path.basename(sys.argv[0] if sys.argv else ""))[0] or "python"
    return f"{script}-{datetime.datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"


def _run_name(text: str) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]", "-", text)[:128]
    return name if name.strip(".") else "run-" + name


def _labels(own: Mapping[str, object], given: Mapping[str, object]) -> dict[str, str]:
    """Returns labels as the exporter takes them: one that it would refuse would have it refuse the steps, too."""
    labels = {
        name: value for name, value in {**own, **given}.items() if value is not None and _LABEL.fullmatch(str(name))
    }
    unfit = set(given) - set(labels)
    if unfit or len(labels) > 16:
        _logger.warning(
            "left out: labels that are no label of a run (%s), and those after the 16th", sorted(map(str, unfit))
        )
    texts = {name: "".join(char for char in str(value) if char.isprintable())[:128] for name, value in labels.items()}
    return dict(list(texts.items())[:16])


def _devices() -> list[str]:
    """Returns what this process trains on as far as it is known without asking a driver anew."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    torch = sys.modules.get("torch")
    try:
        if torch is not None and torch.version.cuda and torch.cuda.is_initialized():
            count = torch.cuda.device_count()
            uuids = [str(torch.cuda.get_device_properties(index).uuid) for index in range(count)]
            return [uuid if uuid.startswith(("GPU-", "MIG-")) else "GPU-" + uuid for uuid in uuids][:64]
    except Exception as error:  # an older PyTorch has no uuid
        _logger.debug("no uuid from PyTorch: %r", error)
    if not visible:
        return []
    words = [word.strip() for word in visible.split(",")]
    return [word for word in words if _DEVICE.fullmatch(word)][:64]


# --- The client ------------------------------------------------------------------------------------------------------


class Client:
    """Sends the steps of one run. Safe for threads; of no use after a fork, where it is silent.

    :param url: of the exporter, such as ``http://127.0.0.1:9877``; else ``THERMOGRAD_PUSH_URL``, and without it nothing
        is ever sent
    :param run: name of the run; else ``THERMOGRAD_PUSH_RUN``, else made of the script, the time and the process
    :param token: where the exporter wants one; else ``THERMOGRAD_PUSH_TOKEN``
    :param labels: tags of the run beside ``host``, ``rank`` and ``world_size``
    :param devices: what the run trains on, where that is not what ``CUDA_VISIBLE_DEVICES`` or PyTorch say
    """

    def __init__(
        self,
        url: str | None = None,
        run: str | None = None,
        token: str | None = None,
        *,
        labels: Mapping[str, object] | None = None,
        devices: Sequence[str] | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._bell: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._random = random.Random()  # its own: the seeds of the training stay as they are
        self._thread: threading.Thread | None = None
        self._told: dict[str, bool] = {}
        self._unread: deque[_Point] = deque()
        self._unsent: deque[_Point] = deque()
        self._marks: deque[dict[str, Any]] = deque(maxlen=MAX_UNSENT_NOTES)
        self._phases: deque[dict[str, Any]] = deque(maxlen=MAX_UNSENT_NOTES)
        self._rank_steps: deque[dict[str, Any]] = deque(maxlen=MAX_UNSENT_RANK_STEPS)
        self._dropped = _Dropped()
        self._body: _Body | None = None
        self._busy = False
        self._hurry_until = 0.0
        self._finishing = False
        self._last_timestamp = 0.0
        self._last_dropped = 0.0
        self._failures = 0
        self._retry_at = 0.0
        self._batch = MAX_BATCH
        self._counts = {"logged": 0, "sent": 0, "duplicates": 0, "dropped": 0}
        self._devices = (
            None if devices is None else [str(word) for word in devices if _DEVICE.fullmatch(str(word))][:64]
        )
        self._token = token or os.environ.get("THERMOGRAD_PUSH_TOKEN", "").strip()
        self.url = url or os.environ.get("THERMOGRAD_PUSH_URL", "").strip()
        self.run = _run_name(run or os.environ.get("THERMOGRAD_PUSH_RUN", "").strip() or _default_run())
        self._named = bool(run or os.environ.get("THERMOGRAD_PUSH_RUN", "").strip())
        self._all_ranks = os.environ.get("THERMOGRAD_PUSH_RANKS", "").strip() == "all"
        self._labels = _labels(
            {"host": socket.gethostname(), "rank": _first_of(_RANKS), "world_size": _first_of(_SIZES)}, labels or {}
        )
        self._is_first = True
        self.off = self._why_off()
        """Why nothing is pushed; empty where steps are."""
        if self.off:
            _logger.info("nothing is pushed: %s", self.off)
        _clients.add(self)

    def _why_off(self) -> str:
        if not self.url:
            return "THERMOGRAD_PUSH_URL is not set"
        try:
            parts = urllib.parse.urlsplit(self.url)
            if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1:
                raise ValueError("it must be http://HOST:PORT or https://HOST:PORT")
        except ValueError as error:
            return f"the address {self.url!r} cannot be used: {error}"
        if _is_data_worker():
            return "this process loads data"
        rank = _rank()
        self._is_first = rank == 0
        if rank and not self._all_ranks:
            return f"this is rank {rank}, and rank 0 pushes"
        if rank and not self._named:
            return f"this is rank {rank}, and THERMOGRAD_PUSH_RUN does not say how all ranks call the run"
        return ""

    # What the training calls.

    def log_rank(
        self,
        step: int,
        *,
        step_time: float | None = None,
        grad_norm: Any = None,
        timestamp: float | None = None,
    ) -> None:
        """Says what this rank did for a step before the ranks exchanged anything. Returns at once and raises nothing.

        Whole steps take as long on every rank, since the fast ones wait; this tells which rank they wait for. It is
        pushed where ``THERMOGRAD_PUSH_RANKS`` is ``all``, by every rank, under the name that all of them have the run by.

        :param step: number of the optimizer's step, the same on all ranks
        :param step_time: how long its part took, in seconds, without waiting for other ranks
        :param grad_norm: norm of its own gradient, before it is reduced over ranks, as for :meth:`log`
        :param timestamp: when its part was done, in seconds since 1970; else now
        """
        if self.off or not self._all_ranks or (step_time is None and grad_norm is None):
            return
        try:
            if not 0 <= int(step) <= MAX_STEP:
                raise ValueError(f"step must be from 0 to {MAX_STEP}, got {step}")
            if step_time is not None and not 0 <= step_time <= 86_400:
                raise ValueError(f"step_time must be in seconds, from 0 to 86400, got {step_time}")
            told: dict[str, Any]
            told = {"rank": _rank(), "step": int(step), "step_time": step_time, "grad_norm": self._held(grad_norm)}
            with self._lock:
                told["timestamp"] = round(self._now() if timestamp is None else float(timestamp), 6)
                self._rank_steps.append(told)
            if self._thread is None:
                self._start()
        except Exception as error:
            self._tell_once(f"rank {error!r}", logging.WARNING, "what a rank did could not be taken: %s", error)

    def log(
        self, step: int, *, grad_norm: Any = None, loss: Any = None, lr: Any = None, timestamp: float | None = None
    ) -> None:
        """Takes one step. Returns at once and raises nothing.

        :param step: number of the optimizer's step, from 0
        :param grad_norm: norm of the gradient before clipping: a number, a tensor of one element or an array of JAX
        :param loss: loss, likewise
        :param lr: learning rate, likewise
        :param timestamp: when the step ended, in seconds since 1970; else now
        """
        if self.off or not self._is_first:
            return
        try:
            self._take(int(step), grad_norm, loss, lr, timestamp)
        except Exception as error:
            self._tell_once(f"log {error!r}", logging.WARNING, "a step could not be taken: %s", error)

    def _take(self, step: int, grad_norm: Any, loss: Any, lr: Any, timestamp: float | None) -> None:
        if not 0 <= step <= MAX_STEP:
            raise ValueError(f"step must be from 0 to {MAX_STEP}, got {step}")
        if grad_norm is None and loss is None and lr is None:
            return
        if timestamp is not None and not 0 <= timestamp < 1e11:
            raise ValueError(f"timestamp must be in seconds since 1970, got {timestamp}")
        grad_norm, loss, lr = self._held(grad_norm), self._held(loss), self._held(lr)
        with self._lock:
            now = self._now() if timestamp is None else float(timestamp)
            if len(self._unread) >= MAX_UNREAD:
                self._drop(self._unread.popleft())
            self._unread.append(_Point(step, now, grad_norm, loss, lr))
            self._counts["logged"] += 1
        if self._thread is None:
            self._start()

    def _held(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind is float:
            return value
        try:
            if kind.__name__ == "Tensor" and getattr(value, "is_cpu", False):  # the usual one, quickly
                return float(value.item())
            return _hold(value)
        except Exception as error:  # the others are still worth having
            self._tell_once(f"value {error!r}", logging.WARNING, "a value could not be taken: %s", error)
            return None

    def _now(self) -> float:
        """Returns the time, later than that of the step before unless the clock was set back by a second or more."""
        now = time.time()
        if now <= self._last_timestamp < now + 1:
            now = self._last_timestamp + 0.001  # steps are told apart by milliseconds
        self._last_timestamp = now
        return now

    def mark(self, text: str, *, timestamp: float | None = None) -> None:
        """Marks a moment, which dashboards and reports show. Returns at once and raises nothing.

        :param text: what happened, of which 128 characters are kept
        :param timestamp: when, in seconds since 1970; else now
        """
        words = "".join(char for char in str(text) if char.isprintable()).strip()[:128]
        if words:
            self._note(self._marks, {"timestamp": time.time() if timestamp is None else timestamp, "text": words})

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Says that the run does not train meanwhile: an evaluation, a checkpoint. Raises nothing of its own.

        :param name: what it does instead, such as ``eval`` or ``checkpoint``
        """
        begin = time.time()
        try:
            yield
        finally:
            self.phase_ended(name, begin)

    def phase_ended(self, name: str, begin: float, end: float | None = None) -> None:
        """Says what :meth:`phase` says, where its begin and end are known afterwards only.

        :param begin: in seconds since 1970
        :param end: likewise; else now
        """
        word = re.sub(r"[^A-Za-z0-9._/ -]", "-", str(name))[:64]
        end = time.time() if end is None else end
        if word and end - begin >= 0.001:
            self._note(self._phases, {"name": word, "from": round(begin, 6), "to": round(end, 6)})

    def _note(self, notes: deque[dict[str, Any]], note: dict[str, Any]) -> None:
        if self.off or not self._is_first:
            return
        with self._lock:
            notes.append(note)
        if self._thread is None:
            self._start()

    def flush(self, timeout: float = FLUSH_SECONDS) -> bool:
        """Waits until all is sent, or it is clear that it cannot be. Tells whether it is."""
        if self.off:
            return True
        deadline = time.monotonic() + timeout
        self._hurry_until = deadline
        self._bell.put(None)
        while self._is_unsent() and self._hurry_until > 0 and time.monotonic() < deadline:
            time.sleep(0.002)
        return not self._is_unsent()

    def finish(self, timeout: float = FLUSH_SECONDS) -> bool:
        """Sends what there is and says that the training is over. Tells whether that was answered."""
        if self.off or self._thread is None:
            return True
        self._finishing = self._is_first  # the run goes on while the others do
        done = self.flush(timeout)
        self._finishing = False
        return done

    def counts(self) -> dict[str, int]:
        """Returns how many steps were logged, sent (answered for), known to the exporter before, and dropped."""
        with self._lock:
            return dict(self._counts)

    def unsent(self) -> int:
        """Returns how many steps wait."""
        with self._lock:
            return len(self._unread) + len(self._unsent) + (len(self._body.points) if self._body else 0)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.flush()

    # Its life.

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None:
                return
            self.off = self._why_off()  # PyTorch may know more than the environment by now
            if self.off:
                return
            if not self._is_first:
                self._forget_steps()
            self._thread = threading.Thread(target=self._work, name="thermograd-push", daemon=True)
            self._thread.start()
        atexit.register(self.flush)
        _catch_sigterm()

    def _after_fork(self) -> None:
        """In the child: its lock may be held for ever, and its thread is not there."""
        self._lock = threading.RLock()
        self.off = "this is a fork of the process that pushes"
        self._forget_steps()
        self._rank_steps.clear()
        self._body = None

    def _forget_steps(self) -> None:
        self._unread = deque()
        self._unsent = deque()
        self._marks.clear()
        self._phases.clear()

    def _is_unsent(self) -> bool:
        return bool(self._unread or self._busy or self._body or self._is_to_send() or self._finishing)

    def _is_to_send(self) -> bool:
        return bool(self._unsent or self._dropped.steps or self._marks or self._phases or self._rank_steps)

    def _tell_once(self, key: str, level: int, message: str, *args: object) -> None:
        if not self._told.get(key) and len(self._told) < 100:
            self._told[key] = True
            _logger.log(level, message, *args)

    # The thread.

    def _work(self) -> None:
        wait = INTERVAL_SECONDS
        while True:
            try:
                self._bell.get(timeout=wait)
            except queue.Empty:
                pass
            self._busy = True
            try:
                wait = self._round()
            except Exception as error:  # the thread goes on
                wait = INTERVAL_SECONDS
                self._tell_once(f"thread {error!r}", logging.WARNING, "the pushing thread failed: %r", error)
            self._busy = False

    def _round(self) -> float:
        """Sends what there is, and returns for how long to wait then."""
        self._read()
        while self._body or self._is_to_send():
            wait = self._retry_at - time.monotonic()
            if wait > 0 and not self._is_hurried():
                return min(wait, INTERVAL_SECONDS)
            if self._body is None:
                self._body = self._make_body()
            if not self._answered(self._send("steps", self._body.data, self._body.headers)):
                return self._hurried_wait()
            self._read()
        if self._finishing:
            if self._send("finish", b"", {}) is None:
                return self._hurried_wait()
            self._finishing = False
        return INTERVAL_SECONDS

    def _is_hurried(self) -> bool:
        return time.monotonic() < self._hurry_until

    def _hurried_wait(self) -> float:
        """Returns the wait after a failure: short while somebody waits for it."""
        if self._is_hurried():
            return min(0.05 * 2.0 ** min(self._failures, 4), max(0.0, self._hurry_until - time.monotonic()))
        return INTERVAL_SECONDS

    def _read(self) -> None:
        """Makes numbers of what was logged, and drops the oldest of too many."""
        while True:
            with self._lock:
                if not self._unread:
                    return
                points = [self._unread.popleft() for _ in range(min(256, len(self._unread)))]
            for point in points:
                values = [self._number(value) for value in point[2:]]
                read = _Point(point.step, point.timestamp, *values)
                with self._lock:
                    if all(value is None for value in values):
                        self._drop(read)
                        continue
                    if len(self._unsent) >= MAX_UNSENT:
                        self._drop(self._unsent.popleft())
                    self._unsent.append(read)

    def _number(self, value: Any) -> float | None:
        try:
            return _resolve(value)
        except Exception as error:
            self._tell_once(f"value {error!r}", logging.WARNING, "a value could not be read: %s", error)
            return None

    def _drop(self, point: _Point) -> None:
        self._dropped.add(point)
        self._counts["dropped"] += 1

    def _make_body(self) -> _Body:
        with self._lock:
            points = [self._unsent.popleft() for _ in range(min(self._batch, len(self._unsent)))]
            marks = [self._marks.popleft() for _ in range(min(MAX_NOTES, len(self._marks)))]
            phases = [self._phases.popleft() for _ in range(min(MAX_NOTES, len(self._phases)))]
            told = [self._rank_steps.popleft() for _ in range(min(MAX_RANK_STEPS, len(self._rank_steps)))]
            dropped = self._dropped if self._dropped.steps else None
            if dropped is not None:
                self._dropped = _Dropped()
                # The exporter knows what was dropped by its last time: a second telling is one that ends later.
                dropped.last = max(dropped.last, self._last_dropped + 0.001)
                self._last_dropped = dropped.last
        content: dict[str, Any] = {}
        if self._is_first:
            content["labels"] = self._labels
            devices = self._devices if self._devices is not None else _devices()
            if devices:
                content["devices"] = devices
        if dropped is not None:
            content["dropped"] = dropped.json()
        if marks:
            content["marks"] = marks
        if phases:
            content["phases"] = phases
        rank_steps = [step for step in map(self._json_rank_step, told) if len(step) > 3]
        if rank_steps:
            content["rank_steps"] = rank_steps
        if points:
            content["steps"] = [self._json_step(point) for point in points]
        data = json.dumps(content, separators=(",", ":"), allow_nan=False).encode()
        headers = {"Content-Type": "application/json"}
        if len(data) >= GZIP_FROM_BYTES:
            data = gzip.compress(data, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        return _Body(points, dropped, bool(marks or phases or rank_steps), data, headers)

    def _json_rank_step(self, told: dict[str, Any]) -> dict[str, Any]:
        norm = self._number(told["grad_norm"])
        step = {**told, "grad_norm": None if norm is None else _json_number(norm)}
        return {name: value for name, value in step.items() if value is not None}

    @staticmethod
    def _json_step(point: _Point) -> dict[str, Any]:
        step: dict[str, Any] = {"step": point.step, "timestamp": round(point.timestamp, 6)}
        for name, value in (("grad_norm", point.grad_norm), ("loss", point.loss), ("learning_rate", point.lr)):
            if value is not None:
                step[name] = _json_number(value)
        return step

    def _send(self, what: str, data: bytes, headers: dict[str, str]) -> _Answer | None:
        """Sends a request; nothing where no answer came. Straight to the exporter: no proxy, no redirect."""
        parts = urllib.parse.urlsplit(self.url)
        timeout = TIMEOUT_SECONDS
        if self._is_hurried():
            timeout = max(0.1, min(timeout, self._hurry_until - time.monotonic()))
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(str(parts.hostname), parts.port, timeout=timeout)
        if self._token:
            headers = {**headers, "Authorization": "Bearer " + self._token}
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/api/v1/training/{self.run}/{what}", data, headers)
            response = connection.getresponse()
            text = response.read(65536).decode("utf-8", "replace")
            return _Answer(response.status, text, _seconds(response.getheader("Retry-After")))
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._tell_once(
                "away",
                logging.WARNING,
                "%s does not answer (%r); the training goes on, and the newest %d steps are kept for it",
                self.url,
                error,
                MAX_UNSENT,
            )
            if isinstance(error, (ConnectionRefusedError, socket.gaierror)):
                self._hurry_until = 0.0  # whoever waits, waits for nothing
            return None
        finally:
            connection.close()

    def _answered(self, answer: _Answer | None) -> bool:
        """Tells whether the request need not be sent again."""
        body = self._body
        assert body is not None
        if answer is None or (answer.status >= 300 and answer.status not in _LOST):
            self._failures += 1
            backoff = min(MAX_BACKOFF_SECONDS, 2.0 ** min(self._failures - 1, 6)) * self._random.uniform(0.5, 1)
            if answer is not None:
                told = (self.url, answer.status, answer.text[:500])
                self._tell_once(f"status {answer.status}", logging.WARNING, "%s answers %d: %s", *told)
                if answer.retry_after is not None:
                    backoff = max(answer.retry_after, backoff)
            self._retry_at = time.monotonic() + backoff
            return False
        self._failures = 0
        self._retry_at = 0.0
        if answer.status < 300:
            if self._told.pop("away", False):
                _logger.info("%s answers", self.url)
            self._count(body, answer.text)
        else:
            self._refused(body, answer)
        self._body = None
        return True

    def _count(self, body: _Body, text: str) -> None:
        try:
            duplicates = int(json.loads(text).get("duplicates", 0))
        except (ValueError, TypeError, AttributeError):
            duplicates = 0
        with self._lock:
            self._counts["sent"] += len(body.points)
            self._counts["duplicates"] += duplicates

    def _refused(self, body: _Body, answer: _Answer) -> None:
        """Gives up what would be refused again: first all but the steps, then these. A smaller body may do."""
        if body.points and (body.dropped is not None or body.noted or (answer.status == 413 and len(body.points) > 1)):
            if answer.status == 413:
                self._batch = max(1, len(body.points) // 2)
            with self._lock:
                self._unsent.extendleft(reversed(body.points))
            return
        try:
            field = str(json.loads(answer.text).get("field", ""))
        except (ValueError, AttributeError):
            field = ""
        self._tell_once(
            f"refused {answer.status} {re.sub('[0-9]+', '', field)}",
            logging.WARNING,
            "%s refuses steps with %d: %s",
            self.url,
            answer.status,
            answer.text[:500],
        )
        with self._lock:
            for point in body.points:
                self._drop(point)


def _seconds(text: str | None) -> float | None:
    """Returns the seconds of a Retry-After; a date is passed over."""
    try:
        return min(MAX_RETRY_AFTER_SECONDS, max(0.0, float(text))) if text else None
    except ValueError:
        return None


# --- The process -----------------------------------------------------------------------------------------------------

_clients: weakref.WeakSet[Client] = weakref.WeakSet()
_default: Client | None = None
_default_lock = threading.Lock()
_handler_before: Any = None


def _after_fork_in_child() -> None:
    global _default_lock
    _default_lock = threading.Lock()
    for client in list(_clients):
        client._after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


def _catch_sigterm() -> None:
    """Has SIGTERM wait for what is unsent, where Python may handle it, and nobody chose to pass over it."""
    global _handler_before
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.getsignal(signal.SIGTERM)
    if before is _on_sigterm or not (before is signal.SIG_DFL or callable(before)):
        return
    _handler_before = before
    signal.signal(signal.SIGTERM, _on_sigterm)


def _on_sigterm(number: int, frame: types.FrameType | None) -> None:
    for client in list(_clients):
        if client._thread is not None:
            client.flush()
    if callable(_handler_before):
        _handler_before(number, frame)
    elif signal.getsignal(number) is _on_sigterm:  # where somebody else calls this handler, the end is theirs
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _client() -> Client:
    global _default
    if _default is None:
        with _default_lock:
            if _default is None:
                _default = Client()
    return _default


def log(step: int, *, grad_norm: Any = None, loss: Any = None, lr: Any = None, timestamp: float | None = None) -> None:
    """Takes one step for the client that the environment describes, as :meth:`Client.log` does."""
    client = _default or _client()
    client.log(step, grad_norm=grad_norm, loss=loss, lr=lr, timestamp=timestamp)


def log_rank(
    step: int, *, step_time: float | None = None, grad_norm: Any = None, timestamp: float | None = None
) -> None:
    """Says what this rank did for a step on its own, as :meth:`Client.log_rank` does."""
    _client().log_rank(step, step_time=step_time, grad_norm=grad_norm, timestamp=timestamp)


def mark(text: str, *, timestamp: float | None = None) -> None:
    """Marks a moment, as :meth:`Client.mark` does."""
    _client().mark(text, timestamp=timestamp)


def phase(name: str) -> contextlib.AbstractContextManager[None]:
    """Says that the run does not train meanwhile, as :meth:`Client.phase` does."""
    return _client().phase(name)


def phase_ended(name: str, begin: float, end: float | None = None) -> None:
    """Says that the run did not train from a time on, as :meth:`Client.phase_ended` does."""
    _client().phase_ended(name, begin, end)


def flush(timeout: float = FLUSH_SECONDS) -> bool:
    """Waits until all is sent, as :meth:`Client.flush` does."""
    return _client().flush(timeout)


def finish(timeout: float = FLUSH_SECONDS) -> bool:
    """Sends what there is and says that the training is over, as :meth:`Client.finish` does."""
    return _client().finish(timeout)
