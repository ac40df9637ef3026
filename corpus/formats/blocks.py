"""The blocks of a document, and how they are written down so that its speakers are found again.

Readers of formats (HTML, DOCX, ODT, PDF) say what they see: paragraphs with bold runs, headings,
list items, a label beside what is said, text that is nobody's. What each means for who speaks is
decided here, once the whole document is known.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.composing import clean
from corpus.formats.manuscript import Manuscript
from corpus.labels import Shape, parse_label
from corpus.lines import UNSEEN
from corpus.roles import is_role

LONGEST_LABEL = 90
_ABBREVIATED = 3  # letters of a word that a point may shorten
TABLE = "table"
AFFILIATION = "affiliation"
TEXT_BOX = "text box"
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = re.compile(f"[\u00ad{UNSEEN}]")
_AFFILIATION = re.compile(r"[(（][^()（）]{2,60}[)）]$")
_PART = re.compile(r"[QA](?=\s)")
_BRACKETED = re.compile(r"【[^【】]{1,40}】(?=\s?[^\s:：])")
_COUNTRY = re.compile(r"\s?(?:[(（][^()（）]{2,60}[)）]\s?){1,2}[:：]")  # after a bold name
_OFFICE = re.compile(r",\s(?P<office>[^\W\d_A-ZА-ЯЁ][^.:;!?()]{4,120})(?=[.:]\s)")
_GOES_ON = re.compile(  # as a sentence does, no office: "a senator", "minister of roads, said"
    r"^(?:an?|the|une?|una?|eine?)\s|,\s(?!(?:de|du|des|del|chargée?|auprès|of|for|and|et|y|und|für|im|in)\b|d[’'])"
)
_LEADS_IN = (":", "：", ";", "；")
_ENDS = (".", "。", "．", "!", "！", "?", "？")
_LABELLED = re.compile(r"(?P<label>[^:：\n]{1,90})[:：]")
_ASKS = ("?", "？")


class Kind(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    LABEL = "label"  # a speaker's name beside, or above, what the next paragraph says
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set in one weight; a newline breaks the line."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `reason` is given for an aside; `locator` is where it stands in the source.

    `later` gives further locators, with the offsets in the block's text from which on they hold.
    """

    kind: Kind
    runs: tuple[Run, ...]
    reason: str = ""
    locator: str | None = None
    later: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether every visible character is bold."""
        return all(run.bold for run in self.runs if run.text.strip())


@dataclass(slots=True)
class Blocks:
    """Collects the blocks of a document, in reading order."""

    found: list[Block] = field(default_factory=list)
    locator: str | None = None

    def add(self, kind: Kind, runs: Iterable[Run], reason: str = "") -> None:
        """A block; one without a visible character leaves no trace."""
        tidy = tuple(tidied(runs))
        if tidy:
            self.found.append(Block(kind, tidy, reason, self.locator))

    def set_aside(self, text: str, reason: str) -> None:
        """Text that nobody says."""
        self.add(Kind.ASIDE, [Run(text)], reason)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be read in the document."""
        return all(block.kind is Kind.ASIDE for block in self.found)

    def shown(self) -> list[Block]:
        """The blocks found; what stands in text boxes is not aside where there is nothing else."""
        if not self.is_empty:
            return self.found
        return [replace(one, kind=Kind.PARAGRAPH, reason="") if one.reason == TEXT_BOX else one for one in self.found]


def tidied(runs: Iterable[Run]) -> Iterator[Run]:
    """`runs` with single spaces, none at the ends of lines; neighbours of one weight joined; empty ones left out."""
    joined: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", clean(run.text)))
        before = joined[-1] if joined else Run("\n")
        if before.text[-1] in " \n":
            text = text.lstrip(" ") if before.text[-1] == " " else text.lstrip(" \n")
        if not text:
            continue
        bold = before.bold if not text.strip() else run.bold
        if joined and before.bold == bold:
            joined[-1] = Run(before.text + text, bold)
        else:
            joined.append(Run(text, bold))
    while joined and not joined[-1].text.rstrip():
        joined.pop()
    if joined:
        joined[-1] = Run(joined[-1].text.rstrip(), joined[-1].bold)
    for run in joined:
        yield Run(re.sub(r" ?\n[ \n]*", "\n", run.text), run.bold)


def written(blocks: Sequence[Block]) -> Manuscript:
    """`blocks` as a manuscript: a blank line between them, marks where bold or a column says who speaks."""
    blocks = [_unsaid(block, index, blocks) for index, block in enumerate(blocks)]
    manner = _Manner.of(blocks)
    manuscript = Manuscript(names=list(_names(blocks)))
    above: Block | None = None
    for block in blocks:
        if above is not None:
            _part(manuscript, above, block)
        for after, locator in ((0, block.locator), *block.later):
            manuscript.place(locator, after)
        if block.kind is Kind.ASIDE:
            manuscript.set_aside(block.text, block.reason)
        else:
            _write(manuscript, block, above, manner)
        above = block
    return manuscript


def _unsaid(block: Block, index: int, blocks: Sequence[Block]) -> Block:
    """`block`, set aside where nobody says it: a table that does not open the document, a party below a name."""
    if block.kind is not Kind.PARAGRAPH or index == 0:
        return block
    if block.reason == TABLE and index * 3 > len(blocks):
        return replace(block, kind=Kind.ASIDE)
    above = blocks[index - 1]
    named = above.kind in (Kind.LABEL, Kind.HEADING) or (above.kind is Kind.PARAGRAPH and "\n" not in above.text)
    if _AFFILIATION.match(block.text) and named and len(above.text) <= LONGEST_LABEL:
        label = parse_label(above.text)
        return replace(block, kind=Kind.ASIDE, reason=AFFILIATION) if label and label.name else block
    return block


def _names(blocks: Sequence[Block]) -> Iterator[str]:
    """The names in labels, and in lists of who takes part; of single words, which may be a term's, such as recur."""
    texts = Counter(block.text.replace("\n", ", ") for block in blocks if block.kind is Kind.LABEL)
    for text, times in texts.items():
        label = parse_label(text)
        if label and label.name and (times > 1 or label.shape >= Shape.FULL_NAME):
            yield label.name
    for row in (row for block in blocks if block.reason == TABLE for row in block.text.split("\n")):
        label = parse_label(row.replace("\t", ", ")) if "\t" in row and len(row) <= 2 * LONGEST_LABEL else None
        if label and label.name and label.shape is Shape.NAME_AND_ROLE:
            yield label.name


def _part(manuscript: Manuscript, above: Block, block: Block) -> None:
    if above.kind is Kind.LABEL and block.kind is not Kind.ASIDE:
        manuscript.mark(" " if above.text.endswith((":", "：")) else ": ", "\n")
    elif above.kind is Kind.ASIDE:
        manuscript.mark("", "\n\n")
    elif block.kind is Kind.ASIDE:
        manuscript.mark("\n\n", "\n\n")
    else:
        manuscript.write("\n" if block.kind is Kind.ITEM and _is_listed(block, above) else "\n\n")


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a document uses bold: whether it tells anything, and whether it marks questions."""

    bold: bool
    questions: bool
    lettered: bool

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "_Manner":
        said = [block for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.ITEM)]
        visible = sum(len(run.text) for block in said for run in block.runs)
        heavy = sum(len(run.text) for block in said for run in block.runs if run.bold)
        whole = [text for block in blocks if (text := _set_apart(block))]
        asked = sum(text.endswith(_ASKS) for text in whole)
        letters = sum(block.text.startswith("Q ") for block in said)
        return cls(heavy * 10 <= visible * 7, asked > 1 and asked * 2 >= len(whole), letters > 1)


def _set_apart(block: Block) -> str | None:
    """The text of a paragraph that is bold throughout and is no label, or of a heading that asks."""
    text = block.text
    if block.kind is Kind.HEADING:
        return text if text.endswith(_ASKS) else None
    bold = block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.is_bold
    return text if bold and len(text) > 8 and not parse_label(text) else None


def _write(manuscript: Manuscript, block: Block, above: Block | None, manner: _Manner) -> None:
    if manner.questions and manner.bold and _set_apart(block):
        _write_question(manuscript, block.text)
        return
    if block.kind is Kind.LABEL:
        _write_label(manuscript, block.text)
        return
    if block.kind is Kind.HEADING:
        manuscript.mark("## ")
        manuscript.write(block.text.replace("\n", " "))
        return
    if block.kind is Kind.ITEM and above is not None and _is_listed(block, above):
        manuscript.mark("- ")
    if block.is_bold and manner.bold and _tells_office(block.text):
        manuscript.label()
    above_line: list[Run] | None = None
    for line in _lines(block.runs):
        if above_line is not None:
            _break(manuscript, above_line, line, marked=manner.bold)
        _write_line(manuscript, line, manner)
        above_line = line


def _tells_office(text: str) -> bool:
    """Whether a line in bold must be of somebody: an office, or a name with one; no "Ukraine"."""
    label = parse_label(text) if len(text) <= LONGEST_LABEL else None
    return label is not None and label.shape in (Shape.FLOOR, Shape.OFFICE, Shape.NAME_AND_ROLE)


def _write_question(manuscript: Manuscript, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        manuscript.mark("\n" if number else "", "\n" if number else "")
        manuscript.mark("――")
        manuscript.write(line)


def _write_label(manuscript: Manuscript, text: str) -> None:
    """A label on several lines is read as one: a name, and the office below it."""
    manuscript.label()
    for number, line in enumerate(text.split("\n")):
        manuscript.mark(", " if number else "", "\n" if number else "")
        manuscript.write(line)


def _is_listed(item: Block, above: Block) -> bool:
    """Whether a list item goes with what leads it in, and is not what somebody says."""
    labelled = _LABELLED.match(item.text)
    if item.runs[0].bold or _PART.match(item.text) or (labelled and parse_label(labelled["label"])):
        return False
    return above.kind is Kind.ITEM or above.text.endswith(_LEADS_IN) or not item.text.endswith(_ENDS)


def _lines(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *more = run.text.split("\n")
        line.append(Run(first, run.bold))
        for text in more:
            yield line
            line = [Run(text, run.bold)]
    yield line


def _break(manuscript: Manuscript, above: list[Run], line: list[Run], *, marked: bool) -> None:
    """A bold line over one that is not is a heading: the reading sees it set apart."""
    apart = marked and all(run.bold for run in above if run.text) and not any(run.bold for run in line if run.text)
    manuscript.mark("\n\n" if apart else "\n", "\n")


def _write_line(manuscript: Manuscript, line: list[Run], manner: _Manner) -> None:
    line = _with_country([run for run in line if run.text])
    text = "".join(run.text for run in line)
    label = line[0] if line else Run("")
    part = _PART.match(text)
    bracketed = _BRACKETED.match(text)
    if bracketed and parse_label(bracketed[0]):
        manuscript.write(bracketed[0])
        manuscript.mark("：")
        manuscript.write(text[bracketed.end() :])
    elif part and ((part[0] == "Q" and manner.lettered) or label.text.strip() == part[0]):
        manuscript.write(part[0])
        manuscript.mark(":")
        manuscript.write(text[1:])
    elif manner.bold and _is_bold_label(line):
        words = _without_stop(label.text.strip())
        before, after = label.text.split(words)[0], label.text[label.text.index(words) + len(words) :]
        manuscript.write(before)
        manuscript.mark("**")
        manuscript.write(words)
        manuscript.mark("**")
        manuscript.write(after + "".join(run.text for run in line[1:]))
    else:
        manuscript.write(text)


def _is_bold_label(line: list[Run]) -> bool:
    """Whether a line opens with bold words that may be a label, or is bold; those before a comma are a part of one."""
    label = line[0] if line else Run("")
    if line[1:] and label.text.rstrip().endswith(","):
        return False
    return label.bold and bool(label.text.strip()) and len(label.text) <= (LONGEST_LABEL if line[1:] else 400)


def _without_stop(label: str) -> str:
    """ "Председательствующий." without the point, which is none of the name's: "Орлов С. И.", "John Low Jr."."""
    plain = label.removesuffix(".")
    last = plain.rpartition(" ")[2]
    return plain if len(last) > _ABBREVIATED and parse_label(plain) else label


def _with_country(line: list[Run]) -> list[Run]:
    """ "**Mr. Smith** (Canada): I…", "**M. Jean Roe**, ministre. Je…" with the whole label bold, as meant."""
    text = "".join(run.text for run in line[1:])
    more = _COUNTRY.match(text) or _office_after(text) if line and line[0].bold else None
    if more is None:
        return line
    return [Run(line[0].text + more[0], bold=True), Run(text[more.end() :])]


def _office_after(text: str) -> re.Match[str] | None:
    """The office that follows a bold name after a comma, up to the point that ends the label."""
    office = _OFFICE.match(text)
    return office if office and is_role(office["office"]) and not _GOES_ON.search(office["office"]) else None
