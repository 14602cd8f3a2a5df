"""A real cluster on this machine: a master and workers of Spark's own, each a process, listening on loopback alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyspark

LOOPBACK = "127.0.0.1"
_PATIENCE = 60
_UNTIL = '"$@" </dev/null & cat >/dev/null; kill -KILL -- -$$'
"""What ends a process and its own ones when the end of our pipe closes: at the latest when we end, however that is."""


class Cluster:
    """A master with its workers; `close` ends them whatever became of them."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("java") is None:
            raise RuntimeError("Java is not installed: run setup-system.sh as root")
        self._folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        port, self._page = _free_port(), _free_port()
        self.url = f"spark://{LOOPBACK}:{port}"
        self._start("master.Master", "--port", str(port), "--webui-port", str(self._page))
        self._until(lambda: self.workers() == [])

    def add_worker(self, memory: str = "1g") -> subprocess.Popen[bytes]:
        """One more machine of one core, as soon as the master knows it."""
        before = len(self.workers())
        folder = str(self._folder / f"work{len(self.running)}")
        asked = ("--cores", "1", "--memory", memory, "--work-dir", folder, "--port", "0", "--webui-port", "0")
        worker = self._start("worker.Worker", *asked, self.url)
        self._until(lambda: len(self.workers()) > before)
        return worker

    def workers(self) -> list[str]:
        """What the master says of each worker it has known: ALIVE, DEAD."""
        return [worker["state"] for worker in self._state()["workers"]]

    def executor(self, worker: subprocess.Popen[bytes], application: str) -> str:
        """The number of the executor that an application has on a worker, the latest where one has died."""
        folders = (self._folder / f"work{self.running.index(worker)}" / application).iterdir()
        return str(max(int(folder.name) for folder in folders))

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """End a worker and its executors at once, as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        if worker.stdin:
            worker.stdin.close()

    def close(self) -> None:
        for each in reversed(self.running):
            self.kill(each)

    def _start(self, daemon: str, *asked: str) -> subprocess.Popen[bytes]:
        home = Path(pyspark.__file__).parent
        small = {"SPARK_DAEMON_MEMORY": "192m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{daemon}", "--host", LOOPBACK, *asked]
        said = (self._folder / f"{daemon}{len(self.running)}.log").open("wb")
        with said:
            started = subprocess.Popen(
                [shutil.which("bash") or "/bin/bash", "-c", _UNTIL, "-", *command],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                env={**os.environ, "SPARK_LOCAL_IP": LOOPBACK, "SPARK_HOME": str(home), **small},
                # Its executors are of its group, and end with it.
                start_new_session=True,
            )
        self.running.append(started)
        return started

    def _state(self) -> dict[str, Any]:
        with urlopen(f"http://{LOOPBACK}:{self._page}/json/", timeout=5) as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def _until(self, so: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            with suppress(OSError):
                if so():
                    return
            if time.monotonic() > until:
                raise RuntimeError(f"it did not come up, see {self._folder}")
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((LOOPBACK, 0))
        port: int = asked.getsockname()[1]
    return port
