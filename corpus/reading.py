"""A plain text into turns, passages and asides."""

from bisect import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus import asides
from corpus.doubts import collapsed
from corpus.floor import Evidence, Heading, accepted_headings
from corpus.furniture import furniture
from corpus.headings import Form, find_candidates
from corpus.korean_labels import not_read
from corpus.lines import Line, is_wrapped, split_lines
from corpus.minuted import is_minuted, opens_with_outcome
from corpus.model import Aside, Doubt, Passage, Speaker, Turn
from corpus.outside import back_matter, fixed_reasons
from corpus.passages import cut, paragraphs
from corpus.roster import hold_part, part_key
from corpus.signatures import DATE_LINE, Signature, is_of_letter, opens_letter, signature_at
from corpus.titles import (
    LONGEST_TITLE,
    PRESIDING,
    asks,
    changes_chair,
    closes_by_words,
    closes_meeting,
    has_stops,
    is_decorated,
    is_section_title,
    is_title_between,
    presider,
)
from corpus.unknown_labels import below_times, not_accepted, unheard_of, unlabelled

DATELINE = "dateline"
_NO_LABELS = (Form.QUESTION, Form.ANSWER, Form.WHOLE, Form.EVENT)
_ONE_PARAGRAPH = (None, "――", "──", "——", "―", "─")  # a dash, or bold, that marks a question and only it


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read; offsets are code points of that text."""

    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    asides: tuple[Aside, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Stretch:
    """The lines that one holder of the floor speaks, between two changes."""

    speaker: Speaker | None
    role: str | None
    heading: str | None
    start: int
    lines: list[Line] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)  # positions in `lines` before which an aside stands
    answerer: "_Stretch | None" = None  # whose floor it is again after this one paragraph


def read_speech(
    text: str,
    record_id: str,
    known: Sequence[Speaker] = (),
    roles: dict[str, str] | None = None,
    labels: Collection[int] = (),
) -> Reading:
    """Who says what in `text`.

    `known` are speakers given beforehand, `roles` their roles by `Speaker.id` where these are given too; `labels`
    are the offsets of lines that the document sets beside, or above, what is said.
    Every visible character of `text` belongs to exactly one passage or aside.
    """
    lines = split_lines(text)
    of_pages = furniture(text, lines)
    evidence = Evidence(known)
    read = [line for index, line in enumerate(lines) if index not in of_pages]
    scribe = _Scribe(read, evidence, roles or {}, frozenset(labels))
    scribe.turn_pages([lines[index] for index in sorted(of_pages)])
    scribe.read()
    return scribe.finish(text, record_id)


class _Scribe:
    """Goes through the lines once, in order, and keeps who has the floor."""

    def __init__(self, lines: list[Line], evidence: Evidence, roles: dict[str, str], labels: frozenset[int]) -> None:
        self._lines = lines
        self._evidence = evidence
        self._given_roles = roles
        candidates = find_candidates(lines)
        self._reasons = fixed_reasons(lines, candidates)
        lines = self._lines = below_times(lines, self._reasons)
        self._presiders = {index: name for index, line in enumerate(lines) if (name := presider(line.text)) is not None}
        self._reasons |= dict.fromkeys(self._presiders, asides.STAGE)
        minuted = {index for index, line in enumerate(lines) if _is_minuted(line)} - self._reasons.keys()
        candidates = [one for one in candidates if one.line not in self._reasons and one.line not in minuted]
        self._headings = {one.first: one for one in accepted_headings(lines, candidates, evidence, self._reasons)}
        last = max(self._headings, default=-1)
        self._reasons |= back_matter(lines, self._reasons, last)
        self._beside_answers: tuple[Speaker, bool] | None = None
        self._nobodys = unlabelled(lines, self._headings) | not_accepted(lines, self._headings, labels)
        self._nobodys |= not_read(lines, self._headings)
        self._talk = self._is_talk()
        read_out = {index for index in minuted if index and lines[index - 1].text.endswith((":", "："))}
        self._nobodys |= (minuted - read_out) | unheard_of(lines, self._headings) if self._talk else set()
        self._has_stops = has_stops(lines, self._headings)
        self._asides: list[Aside] = []
        self._doubts: list[Doubt] = []
        for index, reason in evidence.doubts:
            self._doubt(index, reason)
        self._page_starts: set[int] = set()  # the lines above which a page ends
        self._stretches = [_Stretch(None, None, None, lines[0].start if lines else 0)]

    def turn_pages(self, furniture: list[Line]) -> None:
        """Sets aside the lines that belong to the pages, which are not among those that are read."""
        self._asides += [Aside(line.start, line.end, asides.FURNITURE) for line in furniture]
        starts = [line.start for line in self._lines]
        self._page_starts = {bisect(starts, line.end) for line in furniture}

    def read(self) -> None:
        index = 0
        while index < len(self._lines):
            index = self._take(index)

    def _take(self, index: int) -> int:
        """Reads line `index`, and gives the next line to read."""
        self._notice(index)
        reason = self._reasons.get(index)
        if reason:
            return self._set_aside(index, index, reason)
        signature = self._signature(index)
        if signature:
            return self._sign(signature)
        heading = self._headings.get(index)
        if heading:
            return self._give_floor(heading)
        if index in self._nobodys:
            self._stretches.append(_Stretch(None, None, None, self._lines[index].start))
        return self._listen(index)

    def _notice(self, index: int) -> None:
        """Marks what line `index` tells of the page and of the chair."""
        if self._evidence.named_parts and changes_chair(self._lines[index].text):
            self._evidence.named_parts.clear()
        if index in self._presiders:
            self._evidence.named_parts[PRESIDING] = self._presiders[index]
        if index not in self._page_starts:
            return
        floor = self._stretches[-1]
        floor.breaks.add(len(floor.lines))
        if floor.speaker and index not in self._headings and index not in self._reasons:
            self._doubt(index, "goes on over a page break under the speaker of the page before")

    def _listen(self, index: int) -> int:
        """Reads a line that changes nothing of itself: a title, or what is said."""
        line, floor = self._lines[index], self._stretches[-1]
        if not floor.lines and floor.heading and DATE_LINE.match(line.text):
            return self._set_aside(index, index, DATELINE)
        if floor.lines and self._talk and line.apart and asides.is_in_brackets(line.text):
            return self._set_aside(index, index, asides.STAGE)
        if below := self._title_between(index):
            return self._set_aside(index, below - 1, asides.HEADING)
        if self._is_title(index):
            return self._set_aside(index, index, asides.HEADING)
        closed = floor.lines and closes_by_words(floor.lines[-1].text)
        if floor.speaker and (closed or closes_meeting(line.text)):
            self._stretches.append(_Stretch(None, None, None, line.start))
        elif floor.lines and floor.answerer:
            self._stretches.append(_Stretch(floor.answerer.speaker, floor.answerer.role, None, line.start))
        self._speak(line)
        return index + 1

    def _is_talk(self) -> bool:
        """Whether most labels stand right before what is said, not above it as above a speech of many paragraphs."""
        whole = sum(one.form in (Form.WHOLE, Form.EVENT) for one in self._headings.values())
        return len(self._headings) > 1 and whole * 2 < len(self._headings)

    def _is_title(self, index: int) -> bool:
        above = self._lines[index - 1] if index else None
        below = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if self._changes_floor(index + 1) and not is_decorated(self._lines[index].text):
            return False
        return is_section_title(above, self._lines[index], below)

    def _title_between(self, index: int) -> int | None:
        """The line below the title that begins at line `index`, if one stands there above a change of the floor."""
        floor = self._stretches[-1]
        if not (self._has_stops and floor.speaker and floor.lines):
            return None
        ahead = range(index + 1, index + LONGEST_TITLE + 1)
        below = next((at for at in ahead if self._changes_floor(at)), len(self._lines))
        found = is_title_between(self._lines[index - 1], self._lines[index:below], self._lines[below : below + 1])
        return below if found else None

    def _changes_floor(self, index: int) -> bool:
        return index in self._headings or index in self._nobodys

    def _speak(self, line: Line) -> None:
        self._stretches[-1].lines.append(line)

    def _set_aside(self, first: int, last: int, reason: str) -> int:
        self._asides += [Aside(line.start, line.end, reason) for line in self._lines[first : last + 1]]
        self._stretches[-1].breaks.add(len(self._stretches[-1].lines))
        return last + 1

    def _give_floor(self, heading: Heading) -> int:
        first, last = self._lines[heading.first], self._lines[heading.last]
        speaker, role = self._who(heading)
        printed = " ".join(line.text for line in self._lines[heading.first : heading.last])
        printed = f"{printed} {last.text[: heading.length]}".strip()
        answerer = self._answerer() if heading.form is Form.QUESTION and heading.label.role in _ONE_PARAGRAPH else None
        self._stretches.append(_Stretch(speaker, role, printed or None, first.start, answerer=answerer))
        for line in self._lines[heading.first : heading.last]:
            self._asides.append(Aside(line.start, line.end, asides.HEADING))
        label = last.text[: heading.length].rstrip()
        if label:
            self._asides.append(Aside(last.start, last.start + len(label), asides.HEADING))
        rest = last.text[heading.length :]
        if rest.strip():
            start = last.end - len(rest.lstrip())
            self._speak(Line(start, last.end, rest.strip(), last.indent, apart=False))
        return heading.last + 1

    def _answerer(self) -> _Stretch | None:
        """Who answers a question that is set apart without a word, and speaks on without a heading."""
        named = next((stretch for stretch in reversed(self._stretches) if stretch.speaker), None)
        if named:
            return named
        speaker, role = self._sole_speaker()
        return _Stretch(speaker, role, None, 0) if speaker else None

    def _who(self, heading: Heading) -> tuple[Speaker | None, str | None]:
        label = heading.label
        if heading.form is Form.QUESTION or not heading.sure:
            return None, None
        if heading.form is Form.ANSWER:
            return self._sole_speaker()
        name = label.name or self._evidence.named_parts.get(part_key(label.role or "")) or label.role
        if name is None:
            return None, None
        if label.name is None and name == label.role:
            self._doubt(heading.first, "only an office or a part is printed: whose it was is not known")
        elif " " not in name and self._evidence.namesakes(name) > 1:
            self._doubt(heading.first, "two or more bear this name")
        speaker = self._evidence.people.admit(name, label.role, label.courtesy)
        role = label.role if label.role != name else None
        if role:
            self._evidence.roles[speaker.id] = role
            if label.name:
                hold_part(self._lines[heading.last].text, label.name, self._evidence.named_parts)
        return speaker, self._given_roles.get(speaker.id) or role or self._evidence.roles.get(speaker.id)

    def _doubt(self, index: int, reason: str) -> None:
        line = self._lines[index]
        self._doubts.append(Doubt(line.start, line.end, reason))

    def _sole_speaker(self) -> tuple[Speaker | None, str | None]:
        speakers = self._evidence.people.speakers
        if len(speakers) != 1:
            return None, None
        if self._beside_answers is None or self._beside_answers[0] != speakers[0]:
            self._beside_answers = speakers[0], self._speaks_beside_answers(speakers[0])
        if self._beside_answers[1]:
            return None, None
        return speakers[0], self._given_roles.get(speakers[0].id) or self._evidence.roles.get(speakers[0].id)

    def _speaks_beside_answers(self, speaker: Speaker) -> bool:
        """Whether the speaker has labels among others', or above an answer, or is said to ask, so that the answers are
        somebody else's: "MR. SMITH: Objection. THE COURT: Overruled. A. At home."."""
        headings = list(self._headings.values())
        labels = [one for one in headings if one.form not in _NO_LABELS]
        find = self._evidence.people.find
        own = {one.first for one in labels if one.label.name and find(one.label.name) == speaker}
        above = any(one.first in own and below.form is Form.ANSWER for one, below in pairwise(headings))
        asked = map(asks, (line.text for line in self._lines)) if own else ()
        return bool(own) and (len(own) < len(labels) or above or any(name and find(name) == speaker for name in asked))

    def _signature(self, index: int) -> Signature | None:
        """The signature at line `index`, if what stands there signs what was said before."""
        floor = self._stretches[-1]
        if not floor.lines:
            return None
        heading = self._headings.get(index)
        if heading and heading.form is not Form.WHOLE:
            return None
        signature = signature_at(self._lines, index)
        if not signature or not signature.label.name or self._opens_speech(index, signature):
            return None
        signer = self._evidence.people.find(signature.label.name)
        same = floor.speaker is not None and signer == floor.speaker
        if floor.speaker is None and not any(map(is_of_letter, floor.lines)):
            return None  # a title, and the parties to a case below it
        follows = self._next_spoken(signature.last + 1)
        ends = follows is None or follows in self._headings
        if signature.dated:
            return signature if same or ends or floor.speaker is None else None
        unsigned_letter = floor.speaker is None and floor.heading is None and opens_letter(floor.lines[0])
        return signature if ends and (same or unsigned_letter) else None

    def _opens_speech(self, index: int, signature: Signature) -> bool:
        """Whether what looks like a signature under a date is the heading of the speech below it."""
        floor, below = self._stretches[-1], signature.last + 1
        if floor.speaker or signature.last == index or below >= len(self._lines) or opens_letter(floor.lines[0]):
            return False
        heading = self._headings.get(signature.last)
        set_off = self._lines[signature.last].apart or not self._lines[below].apart
        return bool(heading and heading.form is Form.WHOLE and set_off and below not in self._reasons)

    def _next_spoken(self, index: int) -> int | None:
        while index < len(self._lines) and index in self._reasons:
            index += 1
        return index if index < len(self._lines) else None

    def _sign(self, signature: Signature) -> int:
        floor = self._stretches[-1]
        if floor.speaker is None and signature.label.name and len(self._stretches) == 1:
            floor.speaker = self._evidence.people.admit(signature.label.name)
            floor.role = self._given_roles.get(floor.speaker.id) or signature.label.role
        self._set_aside(signature.first, signature.last, asides.SIGNATURE)
        after = signature.last + 1
        if after < len(self._lines):
            self._stretches.append(_Stretch(None, None, None, self._lines[after].start))
        return after

    def finish(self, text: str, record_id: str) -> Reading:
        wrapped = is_wrapped(self._lines)
        turns: list[Turn] = []
        passages: list[Passage] = []
        for stretch in self._stretches:
            if not stretch.lines:
                continue
            number = len(turns) + 1
            end = stretch.lines[-1].end
            start = stretch.start if stretch.heading else stretch.lines[0].start
            speaker = stretch.speaker.id if stretch.speaker else None
            turns.append(Turn(number, speaker, stretch.role, stretch.heading, start, end))
            for first, last in _slices(text, stretch, wrapped=wrapped):
                passages.append(Passage(f"{record_id}/{len(passages) + 1}", record_id, number, first, last))
        speaking = {turn.speaker for turn in turns}
        speakers = tuple(speaker for speaker in self._evidence.people.speakers if speaker.id in speaking)
        asides_ = tuple(sorted(self._asides, key=lambda one: one.start))
        return Reading(speakers, tuple(turns), tuple(passages), asides_, collapsed(self._doubts))


def _slices(text: str, stretch: _Stretch, *, wrapped: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    edges = sorted({0, *stretch.breaks, len(stretch.lines)})
    for first, last in pairwise(edges):
        for paragraph in paragraphs(stretch.lines[first:last], wrapped=wrapped):
            found += cut(text, paragraph[0].start, paragraph[-1].end)
    return found


def _is_minuted(line: Line) -> bool:
    return is_minuted(line.text) if line.apart else opens_with_outcome(line.text)
