"""A real exporter, as a process. ``EXPORTER_COMMAND`` is the JSON array of its command without options."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import unittest
import urllib.request

from cut_off import counter
from exporters import free_port

COMMAND = os.environ.get("EXPORTER_COMMAND", "")
NEEDED = unittest.skipUnless(COMMAND, "EXPORTER_COMMAND does not say how to start an exporter")


class RealExporter:
    """Starts, kills and reads one."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile()
        self.start()

    def start(self) -> None:
        """Starts it where it was, and waits until it answers."""
        command = [*json.loads(COMMAND), "serve", "--listen", f"127.0.0.1:{self.port}"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("THERMOGRAD_")}
        self.process = subprocess.Popen(command, env=environment, stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(self.url + "/-/ready"):
                    return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self._log.seek(0)
                    raise AssertionError(self._log.read().decode()) from None
                time.sleep(0.05)

    def kill(self) -> None:
        """Kills it, without a chance to say goodbye."""
        self.process.kill()
        self.process.wait(20)

    def count(self, name: str, run: str) -> float:
        """Returns ``thermograd_training_NAME_total`` of a run."""
        return counter(self.url, f"thermograd_training_{name}_total", run)

    def close(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait(20)
        self._log.close()
