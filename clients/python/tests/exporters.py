"""Exporters to test against: one that counts as the real one does, and ones that behave badly."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import socket
import threading
from typing import Any, Iterator


class FakeExporter:
    """Takes pushes as docs/push-api.md says: a step counts once, by its number and millisecond.

    ``statuses`` are answered first, one a request, instead of taking it; ``headers`` go with them.
    """

    def __init__(self, port: int = 0) -> None:
        self.statuses: list[int] = []
        self.headers: dict[str, str] = {}
        self.bodies: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.steps: dict[tuple[int, int], dict[str, Any]] = {}
        self.finished: list[str] = []
        self.max_steps = 10**9
        self.changed = threading.Condition()
        exporter = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with exporter.changed:
                    status, answer = exporter.take(self.path, dict(self.headers), data)
                    exporter.changed.notify_all()
                content = json.dumps(answer).encode()
                self.send_response(status)
                if status >= 300:
                    for name, value in exporter.headers.items():
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def take(self, path: str, headers: dict[str, str], data: bytes) -> tuple[int, dict[str, Any]]:
        """Takes a request, and returns status and answer."""
        self.requests.append((path, headers, data))
        if self.statuses:
            return self.statuses.pop(0), {"error": "as the test wants", "field": "steps[0].step"}
        if path.endswith("/finish"):
            self.finished.append(path.split("/")[-2])
            return 200, {}
        if headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)

        def no_constant(name: str) -> None:
            raise AssertionError(f"{name} is no JSON")

        body = json.loads(data, parse_constant=no_constant)
        steps = body.get("steps", [])
        if len(steps) > self.max_steps:
            return 413, {"error": "too large"}
        self.bodies.append(body)
        new = 0
        for step in steps:
            key = (step["step"], int(step["timestamp"] * 1000))
            new += key not in self.steps
            self.steps.setdefault(key, step)
        return 200, {"accepted": new, "duplicates": len(steps) - new, "ignored": 0}

    def numbers(self) -> list[int]:
        """Returns the numbers of the steps that were counted, in the order in which they came."""
        with self.changed:
            return [number for number, _ in self.steps]

    def dropped(self) -> int:
        """Returns how many steps were told of as dropped."""
        with self.changed:
            return sum(body["dropped"]["steps"] for body in self.bodies if "dropped" in body)

    def wait_for(self, condition: Any, seconds: float = 20) -> bool:
        """Waits until something is so, and tells whether it is."""
        with self.changed:
            return bool(self.changed.wait_for(condition, seconds))

    def close(self) -> None:
        """Ends it: its port refuses connections then."""
        self.server.shutdown()
        self.server.server_close()


@contextlib.contextmanager
def fake_exporter(port: int = 0) -> Iterator[FakeExporter]:
    """Runs one for a while."""
    exporter = FakeExporter(port)
    try:
        yield exporter
    finally:
        exporter.close()


@contextlib.contextmanager
def hanging_exporter() -> Iterator[str]:
    """Runs one that takes connections and never answers; gives its address."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def free_port() -> int:
    """Returns a port on which nothing listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])
