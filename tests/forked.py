"""Runs a module's program in processes of their own that need not import it first: forked from one that has.

Starting Python and importing takes longer than most commands do. What makes a process is there: its arguments,
environment, folder, standard streams, signals and exit status.
"""

import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds for one command
STREAMS = ("in", "out", "err")
# What a question and a reading import and compile when they are first done; nothing here starts a thread.
PREPARED = """
import tempfile
from pathlib import Path
import embeddings.embedded_index, embeddings.load, embeddings.static, tantivy
import retrieval.add_report, retrieval.answer, retrieval.prepare, retrieval.serialise, retrieval.terminal
from corpus.library import Library
from corpus.names import Roster
from corpus.read import read_record
from corpus.records import bundled_records
from retrieval.question import named_in
with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
    library.add(read_record(bundled_records()[0]))
    named_in("What did Zas say about the defence industry in 2020?", Roster(library.speakers()))
"""


class Forked:
    """What `python -m MODULE` does, again and again. Use it as a context manager."""

    def __init__(self, module: str, preparing: str = PREPARED, preexec_fn: Callable[[], None] | None = None) -> None:
        """`preparing` is what is executed once, before all; `preexec_fn` as for `subprocess.Popen`."""
        self._module = module
        self._server = subprocess.Popen(
            [sys.executable, __file__, module, preparing],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
            text=True,
            preexec_fn=preexec_fn,
        )

    def run(
        self, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str], said: bytes = b""
    ) -> "subprocess.CompletedProcess[bytes]":
        """The program run to its end on `arguments`, with `said` as its standard input."""
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / STREAMS[0]).write_bytes(said)
            started = self.start(arguments, cwd=cwd, environment=environment, streams=Path(name))
            try:
                status = started.wait(PATIENCE)
            finally:
                started.kill()
            out, err = (started.said(stream) for stream in STREAMS[1:])
            return subprocess.CompletedProcess([self._module, *arguments], status, out, err)

    def start(self, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str], streams: Path) -> "Started":
        """The program begun on `arguments`; its standard streams are the files "in", "out" and "err" in `streams`."""
        order = {"arguments": [*arguments], "cwd": str(cwd), "environment": dict(environment)}
        pid = self._ordered(order | {"streams": [str(streams / stream) for stream in STREAMS]})
        return Started(pid, streams, self._ordered)

    def _ordered(self, order: Mapping[str, object]) -> Any:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return json.loads(self._server.stdout.readline())

    def __enter__(self) -> "Forked":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()


class Started:
    """A process that runs, or has run."""

    def __init__(self, pid: int, streams: Path, ordered: Callable[[Mapping[str, object]], Any]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._streams = streams
        self._ordered = ordered

    def wait(self, timeout: float) -> int:
        """Its exit status, or less than zero the signal that ended it. Raises TimeoutExpired after so many seconds."""
        if self.returncode is None:
            self.returncode = self._ordered({"awaited": self.pid, "seconds": timeout})
        if self.returncode is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal it, if it still runs."""
        if self.returncode is None:
            os.kill(self.pid, number)  # until it was waited for, the number is nobody else's

    def kill(self) -> None:
        """End it, if it still runs."""
        self.send_signal(signal.SIGKILL)
        self.wait(PATIENCE)

    def said(self, stream: str) -> bytes:
        """What it has written to "out" or "err"."""
        return (self._streams / stream).read_bytes()


def serve(module: str, orders: TextIO, replies: TextIO) -> None:
    """Fork where one of `orders` says so; comes back in the forked processes, their program run."""
    for line in orders:
        order = json.loads(line)
        if "awaited" in order:
            reply = status_of(order["awaited"], order["seconds"])
        elif not (reply := os.fork()):
            become(order, module)
            runpy.run_module(module, run_name="__main__", alter_sys=True)
            return
        print(json.dumps(reply), file=replies, flush=True)


def status_of(pid: int, seconds: float) -> int | None:
    """The exit status of this child; None where it still runs after so many seconds."""
    give_up_at = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > give_up_at:
            return None
        time.sleep(0.005)


def become(order: Mapping[str, Any], module: str) -> None:
    """Take the place of a process that is started with what `order` says."""
    for number, path in enumerate(order["streams"]):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND if number else os.O_RDONLY | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = sys.__stdin__ = open(0, closefd=False)  # noqa: SIM115  # as Python has them when it starts
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)  # noqa: SIM115  # likewise
    sys.stderr = sys.__stderr__ = open(2, "w", 1, errors="backslashreplace", closefd=False)  # noqa: SIM115  # likewise
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = [module, *order["arguments"]]


def main() -> None:
    """Serve on the standard streams, which the forked processes have others in place of."""
    module, preparing = sys.argv[1:]
    orders, replies = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    exec(compile(preparing, "prepared", "exec"), {})
    with suppress(FileNotFoundError):
        assert len(os.listdir("/proc/self/task")) == 1, "a process of several threads must not be forked"  # noqa: PTH208  # numbers
    gc.collect()
    gc.freeze()  # else each process looks through all that was imported before it ends
    serve(module, orders, replies)


if __name__ == "__main__":
    main()
