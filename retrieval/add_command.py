"""The command that reads records: `add`."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option, notice, printable, progress_bar

if TYPE_CHECKING:
    from corpus.model import Record, RecordSummary
    from retrieval.add_report import Report

LONG = 10_000_000  # bytes of a file whose reading is worth a progress bar
TOLD_IN_FULL = 5  # records of one file; the others get a line each
CHECKED = "can be added"
NEW = "added"  # as corpus.model.Added has it


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--encoding", metavar="NAME", help="What the files are in, where that cannot be told from their bytes.")
@click.option("--verbose", "-v", is_flag=True, help="List every line that was set aside, every speaker, every doubt.")
@click.option("--check", is_flag=True, help="Read and report only; add nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record.")
@library_option
def add(
    paths: tuple[Path, ...], encoding: str | None, verbose: bool, check: bool, as_json: bool, library: Path
) -> None:
    """Read records from files or folders, and index what is new.

    Reports the speakers, turns and passages, the lines that were set aside and will never be
    quoted, and what was uncertain. A file that cannot be read is named and passed over (exit status 2).
    """
    run = _Run(encoding, verbose, as_json)
    if check:
        run.read(paths, lambda _, records: [CHECKED for _ in records])
    else:
        _add_to(library, paths, run)
    run.tell_total()
    if run.failed:
        raise click.exceptions.Exit(2)


def _add_to(folder: Path, paths: tuple[Path, ...], run: "_Run") -> None:
    from corpus.library import Library
    from retrieval.prepare import index

    with Library.open(folder) as opened:
        try:
            run.read(paths, lambda _, records: [outcome.value for outcome in opened.add_all(records)])
        finally:  # what was added before something failed can be asked too
            with progress_bar("embedding") as progress:
                index(opened, progress=progress)
        run.tell_twins(opened.records())


@dataclass(slots=True)
class _Run:
    """One run of `add`: how to read and report, and what has come of it."""

    encoding: str | None
    verbose: bool
    as_json: bool
    failed: int = 0
    companions: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    passages: int = 0
    _added: set[str] = field(default_factory=set)
    _read_from: dict[str, Path] = field(default_factory=dict)

    def read(self, paths: tuple[Path, ...], put: Callable[[Path, Iterator["Record"]], list[str]]) -> None:
        """Reads each file of `paths`, gives its records to `put`, and reports; tells of each that cannot be read."""
        from corpus.errors import CompanionFile, RecordError
        from corpus.read import find_records

        for path in find_records(paths, self._tell):
            reports: list[Report] = []
            try:
                outcomes = put(path, self._records(path, reports))
            except CompanionFile as error:
                if path in paths:
                    self._tell(error)
                else:
                    self.companions += 1
            except RecordError as error:
                self._tell(error if str(path) in str(error) else RecordError(f"{path}: {error}"))
                self._read_from = {id_: other for id_, other in self._read_from.items() if other != path}
            else:
                self._report(reports, outcomes)

    def tell_total(self) -> None:
        """One line on all records, where there are several, and one on the files that only go with them."""
        if self.companions:
            notice(f"{self.companions} passed over that hold no record, but lists that the records beside them use.")
        count = self.outcomes.total()
        if count > 1 and not self.as_json:
            each = ", ".join(f"{number} {outcome}" for outcome, number in self.outcomes.items())
            failed = f"; {self.failed} could not be read" if self.failed else ""
            click.echo(f"{count} records: {each}; {self.turns} turns, {self.passages} passages{failed}")

    def tell_twins(self, records: Sequence["RecordSummary"]) -> None:
        """One line on each record that was new and holds the text of another: a file that was renamed, or copied."""
        by_text: dict[str, list[str]] = {}
        for record in records:
            by_text.setdefault(record.sha256, []).append(record.id)
        for same in by_text.values():
            if len(same) > 1 and not self._added.isdisjoint(same):
                names = ", ".join(same[:TOLD_IN_FULL])
                notice(f"{names} hold the same text: `onrecord remove RECORD` takes out one that is not wanted")

    def _tell(self, error: Exception) -> None:
        self.failed += 1
        notice(f"onrecord: {printable(str(error))}")

    def _records(self, path: Path, reports: list["Report"]) -> Iterator["Record"]:
        """The records in `path`, one at a time; what is to be said of each is put into `reports`."""
        from corpus.read import read_records
        from retrieval.add_report import report_on

        size = _size(path)
        done = 0
        with progress_bar(printable(path.name)) if size > LONG else nullcontext(lambda done, total: None) as progress:
            for record in read_records(path, self.encoding):
                _check_own_id(record.id, path, self._read_from)
                reports.append(report_on(record, verbose=self.verbose))
                yield record
                done += len(record.text.encode())
                progress(min(done, size), size)

    def _report(self, reports: list["Report"], outcomes: list[str]) -> None:
        from retrieval.add_report import report_json, report_line, report_lines

        for number, (report, outcome) in enumerate(zip(reports, outcomes, strict=True), 1):
            self.outcomes[outcome] += 1
            self._added |= {report.record} if outcome == NEW else set()
            self.turns += report.turns
            self.passages += report.passages
            if self.as_json:
                click.echo(json.dumps(report_json(report, outcome), ensure_ascii=False))
            elif number > TOLD_IN_FULL and not self.verbose:
                click.echo(report_line(report, outcome))
            else:
                click.echo("\n".join(report_lines(report, outcome, verbose=self.verbose)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it says why
        return 0


def _check_own_id(record: str, path: Path, read_from: dict[str, Path]) -> None:
    """Raise RecordError when another file of this run has the id: the second would take the first one's place."""
    from corpus.errors import RecordError

    other = read_from.setdefault(record, path)
    if other != path:
        raise RecordError(
            f"{path}: the id {record!r} is already that of {other}: give one an `id` in {path.name}.toml beside it"
        )
