#!/usr/bin/env python3
"""Shows that a step counts exactly once: cuts a client off from a real exporter at random, thousands of times.

    python3 cut_off.py http://127.0.0.1:9877 [CUTS]     10,000 where no number is given

Between the two is a proxy that cuts connections before a request has arrived, after it was taken but before its answer
goes back, and in the middle of both. In the end the exporter must have counted as many steps as were logged.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse
import urllib.request
from typing import Iterator
from unittest import mock

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import thermograd_push


class CuttingProxy:
    """Passes requests on, and cuts two of three connections somewhere."""

    def __init__(self, target: str, seed: int) -> None:
        parts = urllib.parse.urlsplit(target)
        self._target = (str(parts.hostname), parts.port or 80)
        self._random = random.Random(seed)
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.cut_before = 0
        self.cut_after = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                self._pass_on(client)

    def _pass_on(self, client: socket.socket) -> None:
        client.settimeout(10)
        request = _message(client)
        where = self._random.random()
        if where < 1 / 3:
            part = request[: self._random.randrange(len(request))]
            if where < 1 / 6 and part:
                with socket.create_connection(self._target, 10) as exporter:
                    exporter.sendall(part)
            self.cut_before += 1
            _reset(client)
            return
        with socket.create_connection(self._target, 10) as exporter:
            exporter.sendall(request)
            answer = _message(exporter)
        if where < 2 / 3:
            self.cut_after += 1
            client.sendall(answer[: self._random.randrange(len(answer))] if where < 1 / 2 else b"")
            _reset(client)
            return
        client.sendall(answer)

    def close(self) -> None:
        self._server.close()


def _message(connection: socket.socket) -> bytes:
    """Reads a message of HTTP with its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    missing = (int(length[1]) if length else 0) - len(body)
    while missing > 0:
        part = connection.recv(65536)
        if not part:
            break
        data += part
        missing -= len(part)
    return data


def _reset(connection: socket.socket) -> None:
    """Has the close be a reset, in half of the cuts; the other half is an end."""
    if time.monotonic_ns() % 2:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def counter(url: str, name: str, run: str) -> float:
    """Returns what the exporter counted of a run, all signals together."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/metrics") as page:
        text = page.read().decode()
    line = rf'\n{name}\{{(?:[^}}]*,)?run="{re.escape(run)}"[^}}]*}} (\S+)'
    return sum(float(value) for value in re.findall(line, text))


@contextlib.contextmanager
def hasty() -> Iterator[None]:
    """Has clients send and repeat as fast as they can."""
    names = {"INTERVAL_SECONDS": 0.001, "MAX_BACKOFF_SECONDS": 0.002, "TIMEOUT_SECONDS": 10.0}
    with contextlib.ExitStack() as stack:
        for name, value in names.items():
            stack.enter_context(mock.patch.object(thermograd_push, name, value))
        yield


def run(url: str, cuts: int, seed: int = 1) -> dict[str, float]:
    """Logs steps until so many connections were cut, and returns what both sides counted."""
    logging.getLogger("thermograd_push").setLevel(logging.CRITICAL)
    proxy = CuttingProxy(url, seed)
    with hasty(), mock.patch.dict(os.environ, {name: "" for name in thermograd_push._RANKS}):
        client = thermograd_push.Client(proxy.url, f"cut-off-{os.getpid()}-{seed}")
        step = 0
        while proxy.cut_before + proxy.cut_after < cuts:
            for _ in range(3):
                step += 1
                client.log(step, grad_norm=1 + step % 7, loss=2.0)
            time.sleep(0.002)
        deadline = time.monotonic() + 60
        while not client.flush() and time.monotonic() < deadline:
            pass
        proxy.close()
    return {
        "logged": step,
        "counted": counter(url, "thermograd_training_steps_total", client.run),
        "repeated": counter(url, "thermograd_training_steps_duplicate_total", client.run),
        "dropped": client.counts()["dropped"],
        "cut before": proxy.cut_before,
        "cut after": proxy.cut_after,
    }


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    started = time.monotonic()
    result = run(sys.argv[1].rstrip("/"), int(sys.argv[2]) if len(sys.argv) == 3 else 10_000)
    print(", ".join(f"{name} {value:g}" for name, value in result.items()), f"in {time.monotonic() - started:.0f} s")
    sys.exit(result["logged"] != result["counted"] or result["dropped"] != 0)
