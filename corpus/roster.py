"""Lists of people who are present, which give nobody the floor: rolls, participants, "Moderator: Jane Roe"."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from corpus.headings import Candidate, Form
from corpus.identities import fold, surname
from corpus.labels import Label, Shape, parse_label
from corpus.lines import LIST_ITEM, Line, width
from corpus.manner import Possible
from corpus.roles import has_cjk
from corpus.signatures import addresses

_SAID_ENDS = ("。", ".", "!", "?", "！", "？", "…", "」", "”", '"', "»", ":", "：", ",", "、", ";", "；")
_SENTENCE_ENDS = ("。", ".", "!", "?", "！", "？")
_LONGEST_ENTRY = 60  # columns of a line in a list of people
_LONG_LIST = 4  # entries that are a list also where blank lines stand between them
_BETWEEN_ENTRIES = re.compile(r"[;；]\s*|(?<=[)）])[、,]\s*")
_STAGED = re.compile(r"[。.!?！？」][（(〔\[][^（）()]{1,20}[)）〕\]]$")  # …いたします。（拍手）
_MEMBER_END = re.compile(r"君$")


@dataclass(slots=True)
class Parts:
    """Who is said to be present, and who takes which part ("moderator" → Jane Roe; the part is folded)."""

    labels: list[Label] = field(default_factory=list)
    takers: dict[str, str] = field(default_factory=dict)


_ONE_HOLDS = re.compile(
    r"[○◯〇]?\s*(?P<part>(?:the )?(?:acting )?(?:president|chair(?:man|woman|person)?|moderator|host"
    r"|(?<=the )speaker|presiding officer)|議長|委員長|座長|司会者?|председател[а-яё]+|ведущ[а-яё]+|модератор"
    r"|부?(?:의장|위원장)|사회자)(?:\s?[（(]| (?=[가-힣]{2,4}(?:\u3000|\s{2}|$)))",
    re.IGNORECASE,
)
_SEVERAL_HOLD = re.compile(r"moderator|host|司会者?|ведущ[а-яё]+|модератор|사회자")


def without_parts(lines: list[Line], candidates: list[Candidate], parts: Parts) -> list[Candidate]:
    """The candidates but for "Moderator: Jane Roe" and "Speakers: Jane Roe, Mayor; …", which are noted in `parts`.

    Who takes a part is told above all that is spoken; further below the chair calls the next speaker.
    """
    by_line = {one.line: one for one in candidates}
    times = Counter(part_key(one.label.role) for one in candidates if _is_part(one) and one.label.role)
    kept: list[Candidate] = []
    spoken = False
    for one in candidates:
        if _lists_people(lines, one, parts):
            continue
        below = by_line.get(one.line + 1) if times[part_key(one.label.role or "")] > 1 else None
        if spoken or not _names_taker(lines, one, parts, below.label if below else None):
            kept.append(one)
            spoken = spoken or _is_spoken(lines, one)
    return kept


def _is_part(one: Candidate) -> bool:
    return one.form is Form.COLON and not one.label.name and bool(one.label.role)


def _is_spoken(lines: list[Line], one: Candidate) -> bool:
    """Whether something said follows a label: "Chair: Good morning.", but not "Place: Geneva"."""
    if one.whole or one.label.shape is Shape.PRINTED:
        return False
    rest = lines[one.line].text[one.length :].strip()
    if rest:
        return rest.endswith(_SAID_ENDS) or width(rest) > _LONGEST_ENTRY
    return one.line + 1 < len(lines) and lines[one.line + 1].text.endswith(_SENTENCE_ENDS)


def _entries(lines: list[Line], one: Candidate) -> list[Label | None]:
    """The people after "Speakers:" or "Moderator:"; none where what follows is said."""
    rest = lines[one.line].text[one.length :].strip()
    if not _is_part(one) or not rest or len(rest) > 2000 or rest.endswith("."):
        return []
    return [parse_label(entry) for entry in _BETWEEN_ENTRIES.split(rest)]


def _lists_people(lines: list[Line], one: Candidate, parts: Parts) -> bool:
    """Whether `one` is "Speakers: Jane Roe, Mayor; …"; they are noted."""
    labels = _entries(lines, one)
    if len(labels) < 2 or not all(label and label.name and label.role for label in labels):
        return False
    parts.labels += [label for label in labels if label]
    return True


def _names_taker(lines: list[Line], one: Candidate, parts: Parts, below: Label | None) -> bool:
    """Whether `one` is "Moderator: Jane Roe", whom the next label `below` does not give the floor; she is noted."""
    if not _entries(lines, one):
        return False
    label = parse_label(lines[one.line].text[one.length :].strip())
    if not label or not label.name or label.shape is Shape.ONE_WORD or (below and _is_same(label.name, below.name)):
        return False
    key = part_key(one.label.role or "")
    parts.labels.append(label)
    parts.takers[key] = label.name if parts.takers.get(key, label.name) == label.name else ""  # two: neither
    return True


def _is_same(name: str, other: str | None) -> bool:
    if not other:
        return False
    return fold(other) in (fold(name), surname(name)) or (has_cjk(name) and fold(name).startswith(fold(other)))


def part_key(part: str) -> str:
    """The key under which who takes a part is kept: "The Chair" and "chair" are one."""
    return fold(part).removeprefix("the ")


def hold_part(line: str, name: str, held: dict[str, str]) -> None:
    """Notes in `held` that `name` is the part that `line` opens with: from "The PRESIDENT (Ms. Roe):" on she is it.

    One chair follows another; of two moderators "Moderator:" is neither.
    """
    if match := _ONE_HOLDS.match(line):
        part = part_key(match["part"])
        two = _SEVERAL_HOLD.fullmatch(part) and held.get(part, name) != name
        held[part] = "" if two else name


def roster(lines: list[Line], candidates: list[Possible], reasons: Collection[int]) -> set[int]:
    """The first lines of those headings that stand in a list: what is right above or below them is no speech."""
    whole = [
        one for one in candidates if one.candidate.form is Form.WHOLE and one.candidate.label.shape is not Shape.PRINTED
    ]
    firsts = {one.first for one in whole}
    times = Counter(lines[one.first].text for one in whole)
    found = _long_lists(lines, whole)
    reached = -1  # the last line of a list
    for one in whole:
        above, below = one.first - 1, one.last + 1
        close = above >= 0 and not lines[one.first].apart and above not in reasons
        close_below = below < len(lines) and not lines[below].apart and below not in reasons
        after_entry = close and _is_unfinished(lines[above])
        before_entry = close_below and is_entry(lines[below])
        goes_on = reached == above >= 0 and not lines[one.first].apart
        names_below = below in firsts and not lines[below].apart
        once = times[lines[one.first].text] == 1
        if after_entry or goes_on or names_below or (before_entry and once):
            found.add(one.first)
            reached = one.last
    return found


def _long_lists(lines: list[Line], whole: list[Possible]) -> set[int]:
    """The headings in runs of several with nothing said between them, blank lines or not."""
    found: set[int] = set()
    run: list[Possible] = []
    for one in [*whole, None]:
        if one and run and (one.first == run[-1].last + 1 or _between_entries(lines, run[-1].last + 1, one.first)):
            run.append(one)
            continue
        if len(run) >= _LONG_LIST:
            after = run[-1].last + 1
            last_speaks = (
                after < len(lines) and not is_entry(lines[after]) and not _MEMBER_END.search(lines[run[-1].first].text)
            )
            found.update(entry.first for entry in (run[:-1] if last_speaks else run))
        run = [one] if one else []
    return found


def _between_entries(lines: list[Line], first: int, after: int) -> bool:
    """Whether a single line stands here, which is of the list though it does not look like a name."""
    return after == first + 1 and len(lines[first].text) <= 30 and _is_unfinished(lines[first])


def is_entry(line: Line) -> bool:
    """Whether a line reads like one of a list of people, not like something said."""
    return width(line.text) <= _LONGEST_ENTRY and _is_unfinished(line)


def _is_unfinished(line: Line) -> bool:
    """Whether a line neither ends like something said, nor greets, nor is of a list of things."""
    said = line.text.endswith(_SAID_ENDS) or _STAGED.search(line.text)
    return not (said or LIST_ITEM.match(line.text) or addresses(line.text))
