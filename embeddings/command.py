"""What all commands share: where the library is, how an error is told, how progress is shown."""

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import OnrecordError

if TYPE_CHECKING:
    from rich.console import Console

USE_ERROR = 2
INTERRUPTED = 130
log = logging.getLogger("onrecord")


def run(command: click.Command, name: str) -> None:
    """Run `command` on `sys.argv` and exit; no traceback reaches a user, an error is one line and exit 2."""
    gc.set_threshold(100_000)  # starting up makes many objects and drops none: looking for garbage only delays it
    # One question is faster on one thread. Read by numpy's BLAS when it is first imported, and by nothing else.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_streams()
    try:
        status = command.main(prog_name=name, standalone_mode=False)
        sys.stdout.flush()
        sys.exit(status)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except (OnrecordError, click.ClickException) as error:
        _tell(_said_of(error) if isinstance(error, click.ClickException) else str(error))
    except click.Abort:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say, or to flush at exit
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        _tell(f"the system refuses: {error}; make room or give access, and try again")
    except Exception as error:  # noqa: BLE001  # the edge: no traceback reaches a user
        _tell(f"unexpected {type(error).__name__}: {error}; please report it (ONRECORD_DEBUG=1 shows where)")
    sys.exit(USE_ERROR)


def _drop_output() -> None:
    """Let what is still held for standard output go nowhere: the end of the process would stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_streams() -> None:
    """Standard streams in UTF-8; one that the caller closed goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  # open for as long as the process
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def _said_of(error: click.ClickException) -> str:
    """What is wrong, and beside what click says without a way out, who knows it."""
    message = error.format_message()
    bare = isinstance(error, click.MissingParameter) or message.startswith("Got unexpected")
    if not bare or not isinstance(error, click.UsageError) or error.ctx is None:
        return message
    return f"{message.rstrip('.')}: `{error.ctx.command_path} --help` shows how"


def _tell(message: str) -> None:
    if os.environ.get("ONRECORD_DEBUG"):
        logging.basicConfig(level=logging.DEBUG)
        log.debug("details", exc_info=True)
    click.echo(f"onrecord: {' '.join(message.split())}", err=True)


def default_library() -> Path:
    """The user's data folder for the library."""
    import platformdirs

    return platformdirs.user_data_path("onrecord", appauthor=False) / "library"


class _Folder(click.Path):
    """A folder by its name, which is never empty: what an unset variable leaves would be where one stands."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """`value` as a Path."""
        if value == "":
            self.fail("it is empty: name a folder", param, ctx)
        return super().convert(value, param, ctx)


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--library DIR` as the argument `library`, a Path."""
    return click.option(
        "--library",
        type=_Folder(path_type=Path),
        envvar="ONRECORD_LIBRARY",
        default=default_library,
        show_default="the user's data folder",
        metavar="DIR",
        help="Where the library is kept. Also ONRECORD_LIBRARY.",
    )(command)


def notice(message: str) -> None:
    """Say something that is not a result: on standard error."""
    click.echo(message, err=True)


def printable(text: str) -> str:
    """`text` without the lone surrogates by which the system hands over bytes that its locale does not know.

    Where they are UTF-8, it is what they spell: under LC_ALL=C a question is still read.
    """
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # no byte was handed over so
        return text.encode("utf-8", "replace").decode("utf-8")


def terminal() -> "Console | None":
    """The terminal that results go to; None when standard output is a file or a pipe."""
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell (done, total) to; shown with rate and time left where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from embeddings.progress_columns import RateColumn

    told = (MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(), *told)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
