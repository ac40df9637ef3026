"""Lines that stand where the labels of a file do and name nobody known for a speaker: nobody says what follows."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.asides import TIME
from corpus.common_words import is_common_word
from corpus.floor import Heading
from corpus.headings import Form
from corpus.lines import UNSEEN, Line
from corpus.stamps import leading_stamp, without_stamp

_FEWEST = 2  # labels beside a time that show how a file sets them
_MANY = 5  # of them make a chat, where so large a share of what opens with a time has one
_IN_A_CHAT = 0.9
_WRITER = re.compile(
    r"(?:[+(~]?\d[\d\s()+.\u2010-\u2015-]{5,24}|~\s?[^:：]{1,40}|[^\s:：]{1,30}(?: to \w+)?)[:：](?=\s|$)"
)
_OPENING = re.compile(
    r"((?![\da-zа-яё])[^:：.!?。！？\n]{1,12}(?:\.\s[^:：.!?。！？\n]{1,20})?(?:\s?[（(][^\W\d_][^()（）\d]{1,25}[)）])?)[:：](?=\s|[^\x00-\x7f])"
)
_PEOPLE = re.compile(
    r"(?:public|press|media|citizens|participants?|guests?|delegates|questions?|answers?)$|участник|вопрос|ответ"
    r"|(?:参加者|出席者|登壇者|質問|回答)$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d+(?::\d+)*")
_HALF_OF_DAY = re.compile(r"\s?[AaPp]\.?[Mm]\.?")
_HAS_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_LONGEST = 60  # characters of a line that is nothing but a label and a time


def below_times(lines: list[Line], reasons: Mapping[int, str]) -> list[Line]:
    """`lines`, those right below a time that has its line to itself set apart by it, as by a blank line."""
    return [replace(line, apart=True) if reasons.get(index - 1) == TIME else line for index, line in enumerate(lines)]


def unlabelled(lines: Sequence[Line], headings: Mapping[int, Heading]) -> set[int]:
    """The lines that stand where a file's labels with a time do, and are none: whoever spoke before does not say them.

    "10:05 - +44 7700 900123: Who is this?", or what the program itself tells: "10:06 - Jane Roe left". In a
    transcript that tells the time at every paragraph, one without a label is still of whoever has the floor; not
    where the day is told at each, too, as of a message.
    """
    before = {index: stamp for index, line in enumerate(lines) if (stamp := leading_stamp(line.text))}
    beside = {index: way for index, line in enumerate(lines) if (way := _set_beside(line.text))}
    labels = {index for index in headings if headings[index].form is not Form.TIMED} & before.keys()
    ways = {_way(lines[index].text[: before[index]]) for index in labels}
    before = {index: stamp for index, stamp in before.items() if _way(lines[index].text[:stamp]) in ways}
    alone = {index for index in headings if headings[index].form is Form.TIMED} & beside.keys()
    times = Counter(beside[index] for index in alone)
    same = {index for index, way in beside.items() if times[way] >= _FEWEST}  # "See you at 10:30" is said
    found = same - headings.keys() if len(alone) >= len(same) / 2 else set()
    if len(labels) >= max(_MANY, len(before) * _IN_A_CHAT):
        return found | (before.keys() - headings.keys())
    short = any(" " not in lines[index].text[before[index] : headings[index].length].rstrip() for index in labels)
    others = before.keys() - headings.keys()
    dated = {index for index in others if _HAS_DAY.search(lines[index].text[: before[index]])}
    named = {index for index in others if _names_writer(lines[index].text[before[index] :], as_a_word=short)}
    return found | named | dated if len(labels) >= _FEWEST else found


def unheard_of(lines: Sequence[Line], headings: Mapping[int, Heading]) -> set[int]:
    """The paragraphs that open as with a label before a colon, which is none to the reader, again and again.

    "Flat 14 (Roe): …": so does one that ends in a word in brackets, though it stands there once. "Firstly: …" is said.
    """
    if sum(one.form is Form.COLON for one in headings.values()) < _FEWEST:
        return set()
    others = (index for index, line in enumerate(lines) if line.apart and index not in headings)
    openings = {index: match[1] for index in others if (match := _OPENING.match(lines[index].text))}
    times = Counter(openings.values())
    labels = {index: one for index, one in openings.items() if times[one] > 1 or one.endswith((")", "）"))}
    return {index for index, one in labels.items() if not _is_word(one)}


def not_accepted(lines: Sequence[Line], headings: Mapping[int, Heading], labels: Collection[int]) -> set[int]:
    """The lines that a document sets as its labels, at the offsets `labels`, and that are none to the reader.

    None of them where two thirds and more are none: then the document sets terms so, or a list of something else.
    """
    set_so = {index for index, line in enumerate(lines) if line.start in labels} if labels else set()
    accepted = set_so & headings.keys()
    return set_so - accepted if len(accepted) >= _FEWEST and len(accepted) * 3 >= len(set_so) else set()


def _is_word(opening: str) -> bool:
    """Whether a label would be a word of the language: "Politics", "First point", "Example (Berlin)", 結論."""
    first = re.split(r"[\s（(]", opening)[0]
    if _PEOPLE.match(first):
        return False
    return (opening.isalpha() and opening[0].isupper()) or is_common_word(first) or is_common_word(opening)


def _names_writer(text: str, *, as_a_word: bool) -> bool:
    """Whether a label opens `text`; "Firstly: …" is one only where a word is a label elsewhere, and "Note: …" never."""
    match = _WRITER.match(text)
    word = match[0].rstrip(":：") if match else ""
    return bool(word) and not (word.isalpha() and word[0].isupper() and not as_a_word) and not is_common_word(word)


def _set_beside(text: str) -> str | None:
    """How a line sets a time beside other words, whatever the time is: "Jane Roe  10:02 AM" → "|  0m"."""
    words = without_stamp(text) if len(text) <= _LONGEST else None
    before, _, after = text.partition(words or "\n")
    return _way(f"{before}|{after}") if words else None


def _way(time: str) -> str:
    return _HALF_OF_DAY.sub("m", _NUMBERS.sub("0", time.lstrip(UNSEEN)))
