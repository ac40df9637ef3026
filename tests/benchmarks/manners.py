"""Minutes written out in the manners of plain text and Markdown, each line with who truly says it."""

# ruff: noqa: E501  # samples stand as they stand in files

import json
import random
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LABEL, FURNITURE, NOBODY = "label", "furniture", "nobody"

_IN_BRACKETS = re.compile(r"(?P<role>.+?)\s?[（(](?P<name>[^）)]+)君[）)]$")
_OFFICE = re.compile(r"東京オリンピック|スポーツ振興局|知事本局|副知事|副?委員長|委員|議長|座長|参考人")
_LETTER = re.compile(r"[（(](.)[)）]$")
_ROSTER = re.compile(
    r"(?:^|[員長事監者人官番与])([一-龥ぁ-んァ-ヶ々]{1,5}[　]*[一-龥ぁ-んァ-ヶ々]{1,5})君$", re.MULTILINE
)
_NARRATION = re.compile(r"[　\s]*(?:[〔（(].*[〕）)]|午[前後].{1,12}(?:散会|休憩|開議|閉会))$")


@dataclass(frozen=True)
class Person:
    """Who truly speaks: `name` is a full name or a surname, `letter` the part of a given name that tells two apart."""

    label: str
    name: str
    role: str
    full: bool
    letter: str = ""

    @property
    def kind(self) -> str:
        """Members and officials are never the same person in one meeting."""
        return "official" if re.search(r"[局部]長|参事|本部|知事|次長|参考人", self.role) else "member"


@dataclass(frozen=True)
class Meeting:
    id: str
    turns: list[tuple[Person | None, list[str]]]
    roster: tuple[str, ...]


def meetings(folder: Path) -> Iterator[Meeting]:
    """Every meeting in the JSON files of `folder` (Speaker, Utterance), neighbours of one speaker as one turn."""
    for path in sorted(folder.glob("*.json")):
        for number, meeting in enumerate(json.loads(path.read_text())):
            turns: list[tuple[Person | None, list[str]]] = []
            for part in meeting["Proceeding"]:
                who = None if part["Speaker"] == "null" else person(part["Speaker"])
                turns.append((who, [line for line in part["Utterance"].split("\n") if line.strip()]))
            narration = "\n".join(line for who, lines in turns if who is None for line in lines)
            roster = tuple({re.sub(r"\s", "", name) for name in _ROSTER.findall(narration)})
            yield Meeting(f"{path.stem}-{number}", turns, roster)


def person(label: str) -> Person:
    match = _IN_BRACKETS.match(label)
    if match:
        return Person(label, match["name"], match["role"], full=True)
    start = _OFFICE.search(label)
    if not start:
        raise ValueError(label)
    name, role = label[: start.start()], label[start.start() :]
    letter = _LETTER.search(name)
    return Person(label, _LETTER.sub("", name), role, full=False, letter=letter[1] if letter else "")


def is_narration(line: str) -> bool:
    """A stage direction, or a line that tells when the meeting rose: nobody's, though the data has it in a turn."""
    return bool(_NARRATION.match(line))


@dataclass(frozen=True)
class Manner:
    """How a label is written; `own_line`: the words begin on the next line. `before`: what opens a paragraph."""

    name: str
    label: Callable[[Person, int], str]
    own_line: bool = False
    language: str = "ja"


def _named(who: Person) -> str:
    return who.name + (f"（{who.letter}）" if who.letter else "")


def _joined(who: Person) -> str:
    """Nobody prints a seat right behind a name, where 小林健二十八番 could be two people."""
    return _named(who) + ("議員" if who.role.endswith("番") else who.role)


JAPANESE = [
    Manner("○…　", lambda who, _: f"○{who.label}　"),
    Manner("NAME: ", lambda who, _: f"{_named(who)}: "),
    Manner("NAME：", lambda who, _: f"{_named(who)}："),
    Manner("ROLE NAME：", lambda who, _: f"{who.role} {_named(who)}："),
    Manner("NAMEROLE：", lambda who, _: f"{_joined(who)}："),
    Manner("NAMEROLE⏎", lambda who, _: _joined(who), own_line=True),
    Manner("ROLE（NAME君）⏎", lambda who, _: f"{who.role}（{_named(who)}君）", own_line=True),
    Manner("NAME、ROLE⏎", lambda who, _: f"{_named(who)}、{who.role}", own_line=True),
    Manner("NAME ROLE⏎", lambda who, _: f"{_named(who)} {who.role}", own_line=True),
    Manner("**NAME** ", lambda who, _: f"**{_named(who)}** "),
    Manner("**NAME（ROLE）**⏎", lambda who, _: f"**{_named(who)}（{who.role}）**", own_line=True),
    Manner("NAME — ", lambda who, _: f"{_named(who)} — "),
    Manner("NAME――", lambda who, _: f"{_named(who)}――"),
]

_EN = (
    [
        "John",
        "Mary",
        "Peter",
        "Susan",
        "Robert",
        "Linda",
        "Ahmed",
        "Grace",
        "Victor",
        "Helen",
        "Omar",
        "Julia",
        "Samuel",
        "Irene",
        "Kofi",
        "Nadia",
    ],
    [
        "Smith",
        "Okafor",
        "Larsen",
        "Dupont",
        "Haddad",
        "Brown",
        "Castillo",
        "Novak",
        "Fischer",
        "Marino",
        "Tanaka",
        "Olsen",
        "Khan",
        "Wilson",
        "Baker",
        "Mensah",
        "Costa",
        "Jansen",
        "Murphy",
        "Rossi",
        "Lindqvist",
        "Carter",
        "Abadi",
        "Petrov",
        "Nguyen",
        "Holm",
        "O'Neill",
        "Weber",
        "Silva",
        "Anderson",
        "Clark",
        "Dubois",
    ],
    [
        "Minister of Finance",
        "Mayor of Lowville",
        "Director of the Port Authority",
        "Chief Economist",
        "Member of Parliament",
    ],
)
_RU = (
    ["Иван", "Анна", "Пётр", "Ольга", "Сергей", "Мария", "Николай", "Елена", "Виктор", "Татьяна", "Алексей", "Юлия"],
    [
        "Громов",
        "Белов",
        "Соколов",
        "Орлов",
        "Лавренёв",
        "Комаров",
        "Зайцев",
        "Волков",
        "Титов",
        "Сомов",
        "Котов",
        "Щукин",
        "Быков",
        "Карпов",
        "Ершов",
        "Жуков",
        "Дроздов",
        "Синицын",
        "Ильин",
        "Фомин",
        "Лукин",
        "Савин",
        "Мухин",
        "Шубин",
        "Рябов",
        "Гусев",
        "Панин",
        "Носов",
        "Чернов",
        "Серов",
        "Тихонов",
        "Лыков",
    ],
    ["министр финансов", "мэр города", "директор порта", "главный экономист", "депутат Государственной Думы"],
)
_COUNTRIES = [
    "Canada",
    "Nigeria",
    "Norway",
    "France",
    "Lebanon",
    "Ghana",
    "Chile",
    "Slovenia",
    "Austria",
    "Italy",
    "Japan",
    "Kenya",
]


def invented(meeting: Meeting, language: str) -> dict[str, Person]:
    """A person of another language for each label of `meeting`, always the same ones."""
    given, surnames, roles = _EN if language == "en" else _RU
    chosen = random.Random(meeting.id)
    pool = [f"{chosen.choice(given)} {surname}" for surname in surnames]
    labels = list(dict.fromkeys(who.label for who, _ in meeting.turns if who))
    if len(labels) > len(pool):
        pool += [
            f"{name} {surname}son" if language == "en" else f"{name} {surname}ский"
            for surname in surnames
            for name in given[:3]
        ]
    chosen.shuffle(pool)
    people = {}
    for label, name in zip(labels, pool, strict=False):
        first, last = name.split()
        if language == "ru" and first[-1] in "ая" and last.endswith(("в", "н")):
            last += "а"
        people[label] = Person(label, f"{first} {last}", chosen.choice(roles), full=True)
    return people


def _surname(who: Person) -> str:
    return who.name.split()[-1]


def _initials(who: Person) -> str:
    return f"{who.name[0]}.{'АВИПС'[len(who.name) % 5]}."


INVENTED = [
    Manner("Mr. SMITH (Canada): ", lambda who, n: f"Mr. {_surname(who).upper()} ({_COUNTRIES[n % 12]}): ", language="en"),
    Manner("JOHN SMITH: ", lambda who, _: f"{who.name.upper()}: ", language="en"),
    Manner("Smith: ", lambda who, _: f"{_surname(who)}: ", language="en"),
    Manner("ROLE John Smith: ", lambda who, _: f"{who.role} {who.name}: ", language="en"),
    Manner("John Smith, ROLE⏎", lambda who, _: f"{who.name}, {who.role}", own_line=True, language="en"),
    Manner("John Smith⏎", lambda who, _: who.name, own_line=True, language="en"),
    Manner("John Smith — ", lambda who, _: f"{who.name} — ", language="en"),
    Manner("**John Smith** ", lambda who, _: f"**{who.name}** ", language="en"),
    Manner("**John Smith (ROLE)**⏎", lambda who, _: f"**{who.name} ({who.role})**", own_line=True, language="en"),
    Manner("Громов И.А.: ", lambda who, _: f"{_surname(who)} {_initials(who)}: ", language="ru"),
    Manner("И.А.Громов: ", lambda who, _: f"{_initials(who)}{_surname(who)}: ", language="ru"),
    Manner("Громов И. А. — ", lambda who, _: f"{_surname(who)} {_initials(who)} — ", language="ru"),
    Manner("Громов — ", lambda who, _: f"{_surname(who).upper()} — ", language="ru"),
    Manner("Иван Громов, РОЛЬ⏎", lambda who, _: f"{who.name}, {who.role}", own_line=True, language="ru"),
    Manner("ИВАН ГРОМОВ: ", lambda who, _: f"{who.name.upper()}: ", language="ru"),
    Manner("**Иван Громов** ", lambda who, _: f"**{who.name}** ", language="ru"),
]  # fmt: skip

Marked = list[tuple[str, Person | str]]  # a line of the file, and whose it is


@dataclass(frozen=True)
class Layout:
    name: str
    blank: bool = False  # a blank line between paragraphs
    columns: int = 0  # hard-wrapped
    newline: str = "\n"
    furniture: bool = False  # page numbers and running heads


LAYOUTS = [
    Layout("lines"),
    Layout("blank lines", blank=True),
    Layout("wrapped", columns=76),
    Layout("wrapped, blank", blank=True, columns=76),
    Layout("CRLF", newline="\r\n"),
    Layout("pages", blank=True, furniture=True),
]
_PAGE = 40


def written(meeting: Meeting, manner: Manner, layout: Layout, sentences: list[str] | None) -> Marked:
    """`meeting` as the lines of a file. `sentences` are words in another language, for invented people."""
    people = invented(meeting, manner.language) if sentences else {}
    words = random.Random(meeting.id + manner.name)
    marked: Marked = []
    for who, paragraphs in meeting.turns:
        speaker = people[who.label] if who and sentences else who
        if sentences and who is None:
            continue
        said = [_said(one, words, sentences) for one in paragraphs]
        marked += _turn(speaker, said, manner, layout, list(people).index(who.label) if who and people else 0)
    return _paged(marked, meeting) if layout.furniture else marked


def _said(paragraph: str, words: random.Random, sentences: list[str] | None) -> str:
    if not sentences or is_narration(paragraph):
        return "(Applause.)" if sentences else paragraph
    return " ".join(words.choice(sentences) for _ in range(1 + len(paragraph) // 120))


def _turn(who: Person | None, paragraphs: list[str], manner: Manner, layout: Layout, number: int) -> Marked:
    marked: Marked = []
    label = manner.label(who, number) if who else ""
    if label and manner.own_line:
        marked.append((label, LABEL))
        if layout.blank:
            marked.append(("", LABEL))
        label = ""
    for paragraph in paragraphs:
        owner: Person | str = NOBODY if who is None or is_narration(paragraph) else who
        text = label + (paragraph.strip("　") if label else paragraph)
        label = ""
        marked += [(line, owner) for line in _wrapped(text, layout.columns)]
        if layout.blank:
            marked.append(("", owner))
    return marked


def _wrapped(text: str, columns: int) -> list[str]:
    if not columns:
        return [text]
    if re.search(r"[ぁ-ん]", text):
        half = columns // 2
        return [text[at : at + half] for at in range(0, len(text), half)]
    return textwrap.wrap(text, columns, break_on_hyphens=False, break_long_words=False)


def _paged(marked: Marked, meeting: Meeting) -> Marked:
    found: Marked = []
    for number, start in enumerate(range(0, len(marked), _PAGE)):
        found += marked[start : start + _PAGE]
        found += [
            ("", FURNITURE),
            (f"- {number + 1} -", FURNITURE),
            (f"\f{meeting.id} Minutes", FURNITURE),
            ("", FURNITURE),
        ]
    return found
