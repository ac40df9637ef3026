"""Writes real minutes out as plain text in many manners, reads them back, and counts who was given which words.

    python tests/benchmarks/attribution.py [SHARED] [--half tuned|held-out] [--manner TEXT] [--layout TEXT] [--wrong]

SHARED: default ../shared; its records/tokyo holds minutes as JSON (Speaker, Utterance), its eval/ the words for the
people of other languages. A passage is right, unknown (nobody's though somebody's), or wrong. `held-out` are the
meetings of odd number: rules are made while looking at the others only. `--wrong` shows the first ten wrong ones.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from corpus.model import Record
from corpus.read import read_record
from tests.benchmarks.manners import (
    FURNITURE,
    INVENTED,
    JAPANESE,
    LABEL,
    LAYOUTS,
    NOBODY,
    Layout,
    Manner,
    Marked,
    Meeting,
    Person,
    meetings,
    written,
)

DEFAULT = Path(__file__).parents[3] / "shared"


@dataclass
class Count:
    right: int = 0
    unknown: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        self.right, self.unknown, self.wrong = (
            self.right + other.right,
            self.unknown + other.unknown,
            self.wrong + other.wrong,
        )
        self.examples += other.examples


def main() -> None:
    options = _options()
    folder = options.shared / "records" / "tokyo"
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name the folder that holds records/tokyo")
    halves = {"tuned": [], "held-out": []}  # type: dict[str, list[Meeting]]
    for number, meeting in enumerate(meetings(folder)):
        halves["held-out" if number % 2 else "tuned"].append(meeting)
    sentences = {"en": _sentences(options.shared, "xquad-ru-en"), "ru": _sentences(options.shared, "xquad-en-ru")}
    for half, chosen in halves.items():
        if options.half in (None, half):
            _table(half, chosen, sentences, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--half", choices=("tuned", "held-out"))
    parser.add_argument("--manner", default="")
    parser.add_argument("--layout", default="")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--unknown", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    return parser.parse_args()


def _table(half: str, chosen: list[Meeting], sentences: dict[str, list[str]], options: argparse.Namespace) -> None:
    layouts = [one for one in LAYOUTS if one.name in options.layout.split("+") or not options.layout]
    print(f"\n{half}: {len(chosen)} meetings; % right / wrong, by layout")
    print(f"{'':<24}" + "".join(f"{layout.name:>16}" for layout in layouts))
    for manner in JAPANESE + INVENTED:
        if options.manner not in manner.name:
            continue
        counts = [_count(chosen[:: options.every], manner, layout, sentences) for layout in layouts]
        cells = (f"{_percent(one.right, one):6.2f} /{_percent(one.wrong, one):5.2f}" for one in counts)
        print(f"{manner.name:<24}" + "".join(f"{cell:>16}" for cell in cells), flush=True)
        kinds = [kind for kind in ("wrong", "unknown") if getattr(options, kind)]
        for count in counts:
            wanted = [one for one in count.examples if one.startswith(tuple(kinds))] if kinds else []
            for example in list({one.partition(":  ")[0]: one for one in reversed(wanted)}.values())[::-1][:10]:
                print("   ", example.replace(":  ", ": "))


def _percent(part: int, count: Count) -> float:
    return 100 * part / max(1, count.right + count.unknown + count.wrong)


def _sentences(shared: Path, name: str) -> list[str]:
    path = shared / "eval" / name / "corpus.jsonl"
    found: list[str] = []
    for line in path.read_text().splitlines():
        found += re.split(r"(?<=[.!?])\s+(?=[A-ZА-Я])", json.loads(line)["text"])
    return [one for one in found if len(one) > 40]


def _count(chosen: list[Meeting], manner: Manner, layout: Layout, sentences: dict[str, list[str]]) -> Count:
    total = Count()
    for meeting in chosen:
        marked = written(meeting, manner, layout, sentences.get(manner.language))
        total.add(compared(_read(marked, layout), marked, meeting))
    return total


def _read(marked: Marked, layout: Layout) -> Record:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.md"
        path.write_bytes(layout.newline.join(line for line, _ in marked).encode())
        return read_record(path)


def compared(record: Record, marked: Marked, meeting: Meeting) -> Count:
    """How many passages of `record` have the speaker whose words they truly are."""
    truths = _by_passage(record, marked)
    names = {speaker.id: speaker.name for speaker in record.speakers}
    given = {turn.number: names.get(turn.speaker or "") for turn in record.turns}
    kinds = _kinds(truths, given)
    count = Count()
    for passage, owners in truths:
        name = given[passage.turn]
        verdict = _verdict(name, owners, meeting, kinds)
        setattr(count, verdict, getattr(count, verdict) + 1)
        if verdict != "right":
            truth = [one.label if isinstance(one, Person) else one for one in owners]
            words = record.text[passage.start : passage.end][:70]
            count.examples.append(f"{verdict}: {meeting.id} {name!r}:  for {truth}: {words!r}")
    return count


def _by_passage(record, marked):  # type: ignore[no-untyped-def]
    """Each passage with its owners: one, unless speakers run together."""
    owners: list[Person | str] = []
    for line, owner in marked:
        owners += [owner] * (len(line) + 1)
    found = []
    for passage in record.passages:
        letters = Counter(
            owners[at] for at in range(passage.start, min(passage.end, len(owners))) if not record.text[at].isspace()
        )
        found.append((passage, list(letters)))
    return found


def _kinds(truths, given):  # type: ignore[no-untyped-def]
    """The kind of person that each name stands for most often in this record: one cannot be of two."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for passage, owners in truths:
        name = given[passage.turn]
        if name and isinstance(owners[0], Person):
            kinds[name][owners[0].kind] += 1
    return {name: counter.most_common(1)[0][0] for name, counter in kinds.items()}


def _verdict(name: str | None, owners: list[Person | str], meeting: Meeting, kinds: dict[str, str]) -> str:
    people = [one for one in owners if isinstance(one, Person)]
    if name is None:
        return "unknown" if people else "right"
    if len(owners) > 1 or not people:
        return "wrong"
    person = people[0]
    fits = _fits(name, person, meeting) and (person.full or kinds[name] == person.kind)
    return "right" if fits else "wrong"


def _plain(name: str) -> str:
    return re.sub(r"[\s.・]", "", normalize("NFKC", name)).casefold().replace("ё", "е")


def _fits(name: str, person: Person, meeting: Meeting) -> bool:
    shown, truth = _plain(name), _plain(person.name)
    if person.full and re.search(r"[ぁ-ん一-龥]", truth):
        role = _plain(person.role)
        return shown in (truth, truth + role, role + truth, truth + "議員")  # the label as printed
    if person.full:
        surname = _plain(person.name.split()[-1])
        return surname in shown and (shown == surname or shown.replace(surname, "")[0] == truth[0])
    if not shown.startswith(truth):
        return False
    rest = shown[len(truth) :]
    bearers = {one for one in meeting.roster if one.startswith(truth)}
    if shown in bearers and len(bearers) > 1:
        return bool(person.letter) and rest.startswith(person.letter)
    return not person.letter or person.letter in rest


__all__ = ["FURNITURE", "LABEL", "NOBODY", "compared"]

if __name__ == "__main__":
    main()
