"""Prints how many questions and follow-ups on the speakers of a folder of minutes are put to the right speaker.

    python tests/benchmarks/speakers.py FOLDER        FOLDER: JSON files of minutes with Speaker, Utterance

A hundred of each are made from the names that the minutes print, spread over its files, with a fixed seed. More are
written by hand, in speakers_by_hand.tsv, about the minutes of BY_HAND.
"""

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.model import Record, RecordSummary, Speaker, SpeakerSummary
from corpus.names import Roster
from corpus.read import read_records
from retrieval.conversation import Conversation, next_question
from retrieval.model import Scope
from retrieval.question import Understood, understand
from retrieval.typed_manner import may_be_typed
from tests.retrieval.record_terms import reader_of

NO_RECORD = reader_of("")
HAND = Path(__file__).with_name("speakers_by_hand.tsv")
EACH = 100
BY_HAND = "proceedings-2020.json"
TOPICS = (
    "大会の経費",
    "都有施設の跡地",
    "環境への配慮",
    "障害者スポーツ",
    "輸送の計画",
    "招致の機運",
    "学校教育",
    "防災対策",
    "予算の執行",
    "選手村",
)
ASKED = (
    "{who}は{topic}について何と述べましたか",
    "{topic}について{who}はどう考えていますか",
    "{who}の{topic}についての見解は？",
    "{topic}に関する{who}の発言",
    "{who}は{topic}をどう説明していますか？",
)
FOLLOWED = (
    "では{who}は？",
    "{who}は？",
    "じゃあ、{who}は何と言っていますか",
    "それでは{who}の場合は？",
    "{who}についてはどうですか",
)
# of names printed without a blank, those that are not of the first two signs
SURNAMES = (
    "長谷川",
    "和賀井",
    "宇田川",
    "田の上",
    "あかねがくぼ",
    "いのつめ",
    "たきぐち",
    "うすい",
    "つじの",
    "のがみ",
    "もり",
)
SURNAMES += ("橘", "堤", "浜", "平")
_IN_BRACKETS = re.compile(r"(?P<role>[^（(]+)\s*[（(](?P<name>.+?)君[)）]$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A label of the minutes, whose it is, and ways to name that speaker that nobody else goes by."""

    label: str
    ids: frozenset[str]
    ways: tuple[str, ...]


def main(folder: Path) -> None:
    files = sorted(folder.glob("*.json"))
    if not files:
        sys.exit(f"there are no minutes in {folder}: name a folder of JSON files with Speaker and Utterance")
    chance = random.Random(20)
    share = -(-EACH // len(files))
    questions, follow_ups = [], []
    for file in files:
        records = list(read_records(file))
        roster, printed = roster_of(records), list(labels(records))
        questions += [ask(roster, chance.choice(printed), chance) for _ in range(share)]
        follow_ups += [follow(roster, chance.sample(printed, 2), chance) for _ in range(share)]
    for name, outcomes in (("speaker-questions", questions[:EACH]), ("follow-ups", follow_ups[:EACH])):
        wrong = [shown for right, shown in outcomes if not right]
        print(f"{name}: {len(outcomes) - len(wrong)} of {len(outcomes)} put to the right speaker")
        print("\n".join(f"  {shown}" for shown in wrong))
    if (folder / BY_HAND).exists():
        show_by_hand(list(read_records(folder / BY_HAND)))


def show_by_hand(records: Sequence[Record]) -> None:
    roster, dated = roster_of(records), [summary_of(record) for record in records]
    asked = [one for one in map(str.rstrip, HAND.read_text("utf-8").splitlines()) if one and not one.startswith("#")]
    rows = [(*line.split("\t"), "")[:4] for line in asked]
    wrong = [shown for row in rows if (shown := misheard(row, roster, dated))]
    print(f"by hand: {len(rows) - len(wrong)} of {len(rows)} put to the right speaker")
    print("\n".join(f"  {shown}" for shown in wrong))


def misheard(row: Sequence[str], roster: Roster, records: Sequence[RecordSummary]) -> str | None:
    """What is wrong with how a line of the file is understood; None where it is right."""
    before, asked, whose, about = row
    question = _in_script(asked, roster)
    _, conversation = next_question(Conversation(), before, roster, lambda: records) if before else (0, Conversation())
    understood, _ = next_question(conversation, question, roster, lambda: records)
    among = [one.speaker for one in understood.candidates] or understood.speakers or ()
    found = ("?" if understood.candidates else "") + ",".join(sorted(speaker.name for speaker in among))
    wanted = whose[: whose.startswith("?")] + ",".join(sorted(whose.removeprefix("?").split(",")))
    right = (found or "-") == wanted and (not about or understood.text == about)
    return None if right else f"{before} … {question} → {found or understood.reason or '-'} about {understood.text!r}"


def _in_script(question: str, roster: Roster) -> str:
    """`question` without its romaji, as it is read where no record tells more."""
    read = NO_RECORD.in_script(question, lambda text: [(one.start, one.end) for one in roster.mentions(text)])
    return read if read and may_be_typed(question) else question


def summary_of(record: Record) -> RecordSummary:
    return RecordSummary(record.id, record.title, record.date, None, record.event, None, None, None, 1, 1, 1, 0, "")


def roster_of(records: Sequence[Record]) -> Roster:
    """The speakers of `records` as a library would list them."""
    people: dict[str, Speaker] = {}
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records:
        for speaker in record.speakers:
            people.setdefault(speaker.id, speaker)
            places[speaker.id][record.id] = None
        for turn in record.turns:
            if turn.speaker and turn.role:
                roles[turn.speaker][turn.role] = None
    return Roster([SpeakerSummary(one, tuple(roles[id_]), tuple(places[id_]), 1, 1) for id_, one in people.items()])


def labels(records: Sequence[Record]) -> Iterator[Printed]:
    """Every label that gives somebody the floor, with its ways."""
    ids: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for turn in record.turns:
            if turn.speaker and turn.heading:
                ids[turn.heading].add(turn.speaker)
    surnames = defaultdict(set)
    for label, who in ids.items():
        if match := _IN_BRACKETS.match(label):
            surnames[surname(match["name"])] |= who
    for label, who in ids.items():
        yield Printed(label, frozenset(who), tuple(ways(label, len(surnames[_surname_in(label)]) == 1)))


def _surname_in(label: str) -> str:
    match = _IN_BRACKETS.match(label)
    return surname(match["name"]) if match else ""


def surname(name: str) -> str:
    return next((one for one in SURNAMES if name.startswith(one)), name[:2])


def ways(label: str, is_only_bearer: bool) -> Iterator[str]:
    match = _IN_BRACKETS.match(label)
    if not match:
        yield label
        return
    name, role = match["name"], match["role"].strip()
    yield from (f"{name}さん", f"{name}氏", name)
    if role.endswith("番"):
        yield f"{name}議員"
    else:
        yield from (f"{name}{role}", f"{surname(name)}{role}", f"{role}の{name}氏")
    if is_only_bearer:
        yield from (f"{surname(name)}さん", f"{surname(name)}議員" if role.endswith("番") else f"{surname(name)}氏")


def ask(roster: Roster, one: Printed, chance: random.Random) -> tuple[bool, str]:
    question = chance.choice(ASKED).format(who=chance.choice(one.ways), topic=chance.choice(TOPICS))
    return judged(understand(question, roster, Scope()), one, question)


def follow(roster: Roster, two: Sequence[Printed], chance: random.Random) -> tuple[bool, str]:
    before, after = two
    topic, who = chance.choice(TOPICS), chance.choice(after.ways)
    first = ASKED[0].format(who=chance.choice(before.ways), topic=topic)
    then = chance.choice(FOLLOWED).format(who=who)
    _, conversation = next_question(Conversation(), first, roster)
    understood, _ = next_question(conversation, then, roster)
    right, shown = judged(understood, after, f"{first} … {then}")
    return right and understood.text == topic, f"{shown} about {understood.text}"


def judged(understood: Understood, one: Printed, asked: str) -> tuple[bool, str]:
    found = {speaker.id for speaker in understood.speakers or ()}
    asked_back = [candidate.label for candidate in understood.candidates]
    return found == one.ids, f"{asked} → {sorted(found) or asked_back or understood.reason}, not {sorted(one.ids)}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} FOLDER")
    main(Path(sys.argv[1]))
