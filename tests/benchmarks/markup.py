"""Prints, for each format, how many speech paragraphs stand under the speaker that the markup names.

    python tests/benchmarks/markup.py [FOLDER]        FOLDER: default ../shared

A paragraph is right where every visible character of it is quoted under that speaker, or under nobody where the
markup names nobody. What was set aside (stage directions, rules) is counted beside.
"""

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

import markup_xml  # beside this script

from corpus.model import Record
from corpus.read import read_records

DEFAULT = Path(__file__).parents[3] / "shared"
Spoken = list[tuple[str | None, str]]  # who is named, as printed, and a paragraph
Who = tuple[str, str | None]  # name and role


@dataclass
class Count:
    """What was found in the files of a format."""

    files: int = 0
    records: int = 0
    paragraphs: int = 0
    right: int = 0
    nobody: int = 0
    aside: int = 0
    wrong: list[str] = field(default_factory=list)

    def compare(self, spoken: Spoken, records: list[Record]) -> None:
        """Adds what `records` make of `spoken`, which they must hold in order, no character lost."""
        self.files += 1
        self.records += len(records)
        places = [place for record in records for place in said_by(record)]
        at = 0
        for named, paragraph in spoken:
            letters = visible(paragraph)
            if not letters:
                continue
            found = places[at : at + len(letters)]
            at += len(letters)
            if "".join(letter for letter, _ in found) != letters:
                sys.exit(f"lost or changed: {paragraph[:60]!r} in {records[0].id}")
            self.judge(named, paragraph, {who for _, who in found})
        if at != len(places):
            sys.exit(f"{records[0].id} holds {len(places) - at} characters that the source does not")

    def judge(self, named: str | None, paragraph: str, found: set[Who]) -> None:
        """Counts a paragraph whose characters are said by `found`."""
        if found == {ASIDE}:
            self.aside += 1
            return
        self.paragraphs += 1
        self.nobody += named is None
        if len(found) == 1 and is_named(next(iter(found)), named):
            self.right += 1
        elif len(self.wrong) < 10:
            self.wrong.append(f"{named} → {sorted(found)}: {paragraph[:40]}")


ASIDE: Who = ("", "aside")
NOBODY: Who = ("", "nobody")


def visible(text: str) -> str:
    """The characters of `text` that are seen."""
    return "".join(text.split())


def said_by(record: Record) -> list[tuple[str, Who]]:
    """Each visible character of the record, and by whom it is said."""
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: (names[turn.speaker], turn.role) if turn.speaker else NOBODY for turn in record.turns}
    found = [ASIDE] * len(record.text)
    for passage in record.passages:
        found[passage.start : passage.end] = [turns[passage.turn]] * (passage.end - passage.start)
    return [(char, who) for char, who in zip(record.text, found, strict=True) if not char.isspace()]


def is_named(found: Who, named: str | None) -> bool:
    """Whether `found` is who the label `named` names: NAME, NAME ROLE or ROLE (NAME)."""
    if named is None or found in (NOBODY, ASIDE):
        return named is None and found == NOBODY
    name, role = found
    label = visible(normalize("NFKC", named)).removeprefix("○")
    forms = (name, f"{name}{role}", f"{role}({name}君)", f"{role}({name})")
    return label in (visible(normalize("NFKC", form)) for form in forms)


def minutes(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The minutes that the folder holds as JSON."""
    for path in sorted((folder / "records" / "tokyo").glob("*.json")):
        yield path, json.loads(path.read_text(encoding="utf-8"))


def spoken_in(meetings: list[dict[str, Any]]) -> Spoken:
    """Who is named, and each line."""
    return [
        (None if speech["Speaker"] == "null" else speech["Speaker"], line)
        for meeting in meetings
        for speech in meeting["Proceeding"]
        for line in speech["Utterance"].split("\n")
        if line.strip()
    ]


def minutes_json(folder: Path, _: Path) -> Count:
    """The minutes as they are."""
    count = Count()
    for path, meetings in minutes(folder):
        count.compare(spoken_in(meetings), list(read_records(path)))
    return count


def written(write: Callable[[Path, list[dict[str, Any]]], Path]) -> Callable[[Path, Path], Count]:
    """The minutes written out by `write` and read back."""

    def measure(folder: Path, scratch: Path) -> Count:
        count = Count()
        for path, meetings in minutes(folder):
            count.compare(spoken_in(meetings), list(read_records(write(scratch / path.stem, meetings))))
        return count

    return measure


def rows_of(meetings: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """Meeting, date, speaker and words of each speech."""
    for meeting in meetings:
        for speech in meeting["Proceeding"]:
            yield meeting["ProceedingTitle"], meeting["Date"], speech["Speaker"], speech["Utterance"]


def write_csv(path: Path, meetings: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("会議名", "日付", "発言者", "発言"), *rows_of(meetings)])
    return path


def write_tsv(path: Path, meetings: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".tsv")
    with path.open("w", encoding="utf-16", newline="") as file:
        rows = [("会議名", "日付", "発言者", "発言"), *rows_of(meetings)]
        csv.writer(file, delimiter="\t").writerows(rows)
    return path


def write_lines(path: Path, meetings: list[dict[str, Any]]) -> Path:
    path = path.with_suffix(".jsonl")
    names = ("meeting", "date", "speaker", "text")
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows_of(meetings))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_diet(path: Path, meetings: list[dict[str, Any]]) -> Path:
    """As the Diet's interface answers, less the labels that it prints before the words."""
    records = [
        {
            "issueID": f"X{number}",
            "nameOfHouse": "議会",
            "nameOfMeeting": meeting["ProceedingTitle"],
            "date": meeting["Date"],
            "speechRecord": [
                {"speechOrder": order, "speaker": speech["Speaker"], "speech": speech["Utterance"]}
                for order, speech in enumerate(meeting["Proceeding"])
            ],
        }
        for number, meeting in enumerate(meetings)
    ]
    path = path.with_suffix(".json")
    path.write_text(json.dumps({"numberOfRecords": len(records), "meetingRecord": records}), encoding="utf-8")
    return path


def meetings_json(folder: Path, scratch: Path) -> Count:
    """The English meetings of eval/qmsum-val, in the shape in which QMSum publishes them."""
    spoken: dict[str, Spoken] = {}
    source = folder / "eval" / "qmsum-val" / "corpus.jsonl"
    for line in source.read_text(encoding="utf-8").splitlines() if source.exists() else []:
        turn = json.loads(line)
        about = turn["metadata"]
        spoken.setdefault(about["record"], []).append((about["speaker"], turn["text"]))
    count = Count()
    for name, turns in spoken.items():
        path = scratch / f"{name}.json"
        transcripts = [{"speaker": who, "content": text} for who, text in turns]
        path.write_text(json.dumps({"topic_list": [], "meeting_transcripts": transcripts}), encoding="utf-8")
        count.compare(turns, list(read_records(path)))
    return count


def hansard_xml(folder: Path, _: Path) -> Count:
    """The sittings in formats/hansard-xml."""
    return _compared(markup_xml.hansard(folder))


def akoma_ntoso_xml(*, ours: bool) -> Callable[[Path, Path], Count]:
    """The same sittings as Akoma Ntoso, with or without the marks that only onrecord writes."""
    return lambda folder, scratch: _compared(markup_xml.akoma(folder, scratch, ours=ours))


def _compared(samples: Iterable[tuple[Path, Spoken]]) -> Count:
    count = Count()
    for path, spoken in samples:
        count.compare(spoken, list(read_records(path)))
    return count


FORMATS: dict[str, Callable[[Path, Path], Count]] = {
    "minutes, JSON": minutes_json,
    "minutes, CSV": written(write_csv),
    "minutes, TSV": written(write_tsv),
    "minutes, JSON lines": written(write_lines),
    "minutes, Diet": written(write_diet),
    "meetings, JSON": meetings_json,
    "Hansard, XML": hansard_xml,
    "its Akoma Ntoso": akoma_ntoso_xml(ours=True),
    "less our own marks": akoma_ntoso_xml(ours=False),
}


def main(folder: Path) -> None:
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name a folder of samples")
    print(f"{'format':<22}{'files':>6}{'records':>9}{'paragraphs':>12}{'nobody':>8}{'aside':>7}{'right':>9}{'s':>7}")
    for name, measure in FORMATS.items():
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            count = measure(folder, Path(scratch))
        if not count.paragraphs:
            print(f"{name:<22}no samples")
            continue
        right = f"{100 * count.right / count.paragraphs:.2f} %"
        print(
            f"{name:<22}{count.files:>6}{count.records:>9}{count.paragraphs:>12}{count.nobody:>8}{count.aside:>7}"
            f"{right:>9}{time.monotonic() - started:>7.1f}",
            flush=True,
        )
        for line in count.wrong:
            print(f"    wrong: {line}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
