"""Which lines of a text stand outside the record, as their neighbours show."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus import asides
from corpus.headings import Candidate, Form
from corpus.lines import Line, is_broken_off

_SURE = 3  # the weight of a label, and the lines with words beyond doubt that it opens, together
_INITIALS = re.compile(r"[A-ZА-ЯЁ]{2}$")
_IN_WORDS = (asides.PROMOTION, asides.LINK, asides.BYLINE, asides.PUBLISHER)  # what speech may recall


def fixed_reasons(lines: list[Line], candidates: Sequence[Candidate]) -> dict[int, str]:
    """The lines that are no part of the record whoever has the floor, by index.

    `candidates` are the labels with which lines may open: what is said after one is no appeal and no byline.
    """
    reasons: dict[int, str] = {}
    fixed = [asides.line_reason(line.text) for line in lines]
    speech = _labelled(lines, candidates, fixed)
    times = [index for index, reason in enumerate(fixed) if reason == asides.TIME]
    speech |= {index for index in times if _is_of_sentence(lines, index)} | _answers(lines, candidates, times)
    fixed = [None if index in speech else reason for index, reason in enumerate(fixed)]
    under_link_title = False
    for index, line in enumerate(lines):
        reason = fixed[index]
        if reason is None and index not in speech and _alone(lines, index, reasons, fixed):
            reason = asides.appeal_reason(line.text)
        under_link_title = under_link_title and not line.apart
        if reason is None and under_link_title:
            reason = asides.LINK
        if reason:
            reasons[index] = reason
            under_link_title = under_link_title or asides.is_link_title(line.text)
    return reasons


def _is_of_sentence(lines: list[Line], index: int) -> bool:
    """Whether a time alone on its line is a piece of the sentence around it: "We meet at / 10:30 / as planned"."""
    return index > 0 and not lines[index].apart and is_broken_off(lines[index - 1])


def _answers(lines: list[Line], candidates: Sequence[Candidate], times: list[int]) -> set[int]:
    """Those of `times` that are all that stands between a label and the next one: "Low: / 10:30 / Roe: Where?"."""
    labels = {one.line: one.length == len(lines[one.line].text) for one in candidates if one.form is Form.COLON}
    return {index for index in times if labels.get(index - 1) and (index + 1 in labels or index + 1 == len(lines))}


def _labelled(lines: list[Line], candidates: Sequence[Candidate], fixed: list[str | None]) -> set[int]:
    """The lines that open with a speaker's label, though by their words they could stand outside the record."""
    opens = [one for one in candidates if 0 < one.length < len(lines[one.line].text)]
    doubtful = [one for one in opens if fixed[one.line] or asides.appeal_reason(lines[one.line].text)]
    among = {one.line for one in doubtful}
    said = Counter(_key(one) for one in opens if one.line not in among)
    return {one.line for one in doubtful if _is_speech(one, lines[one.line].text, fixed[one.line], said)}


def _key(one: Candidate) -> str:
    return one.label.name or one.label.role or one.form


def _is_speech(one: Candidate, text: str, reason: str | None, said: Counter[str]) -> bool:
    """Whether a label and what follows it are a speaker and speech; `said`: how often each label opens plain speech."""
    if reason == asides.PROMOTION:  # "PR: …" where others are initials, too
        return bool(_INITIALS.match(_key(one))) and any(map(_INITIALS.match, said))
    times, label, rest = said[_key(one)], text[: one.length], text[one.length :]
    if reason not in (None, *_IN_WORDS) or one.weight + times < _SURE:
        return False
    if reason == asides.BYLINE:
        return times > 0 and not asides.names_author(rest)
    return times > 0 or not asides.is_publishers(label)


def _alone(lines: list[Line], index: int, reasons: dict[int, str], fixed: list[str | None]) -> bool:
    """Whether nothing that is said stands right above, or right below."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index].apart or index - 1 in reasons or below is None or below.apart or fixed[index + 1] is not None


def back_matter(lines: list[Line], reasons: dict[int, str], last_heading: int) -> dict[int, str]:
    """The lines at the end that are the publisher's, not the record's, by index.

    They are those after the last keyword line or byline below the last heading, when these few
    lines end the file; or a last paragraph that describes the publication.
    """
    found: dict[int, str] = {}
    marks = [
        index for index, why in reasons.items() if why in (asides.KEYWORDS, asides.BYLINE) and index > last_heading
    ]
    first = max(marks, default=-1) + 1
    after = [index for index in range(first, len(lines)) if index not in reasons]
    late = first > len(lines) // 2
    if marks and late and len(after) <= 4:
        found.update(dict.fromkeys(after, asides.PUBLISHER))
    last = next((index for index in range(len(lines) - 1, last_heading, -1) if index not in reasons), None)
    if last and last not in found and lines[last].apart and asides.is_about_publication(lines[last].text):
        found[last] = asides.PUBLISHER
    return found
