"""Subtitles as a record: what was said in cues becomes paragraphs of one speaker, placed by time code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.asides import STAGE
from corpus.composing import Composer, Metadata
from corpus.decode import decode
from corpus.errors import RecordError
from corpus.formats.cue_labels import Labels, Opening, opening
from corpus.formats.cues import Cue, Said, parse_cues
from corpus.formats.joining import PAUSE, columns_in, ends_sentence, is_paragraph, joined
from corpus.labels import Shape
from corpus.model import Record, Speaker
from corpus.printed import speaker_of
from corpus.source_file import SourceFile

LARGEST = 32_000_000  # bytes: some hundred hours
NO_CUE = "not in a cue"
_STAGE = re.compile(
    r"^[^\S\n]*(?:(?:[-‐–—]|>{2,3})\s*)?"
    r"(?:\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|[♪♫♬][^\n]*|[#＃]\s[^\n]*|[^\n]*[♪♫♬])[^\S\n]*$",
    re.MULTILINE,
)
_ABOVE = re.compile(r"^([(（][^\n]{1,40}[)）])\n", re.MULTILINE)  # a name on a line of its own
_DASHED = re.compile(r"^[-‐‑–—]\s*\S", re.MULTILINE)


def read_subtitles(source: SourceFile) -> Iterator[Record]:
    """The record in a SubRip or WebVTT file; each passage's locator is the time at which its paragraph begins.

    Who speaks is said by tags and labels; a label holds until the next one or a sign of change, a
    tag only for its cue. Raises RecordError.
    """
    data = source.whole()
    if len(data) > LARGEST:
        raise RecordError(f"{source.path} is larger than {LARGEST // 1_000_000} MB: split it into files of some hours")
    subtitles = parse_cues(decode(data, str(source.path), source.encoding))
    if not subtitles.cues:
        raise RecordError(f"{source.path} holds no cue with times and words: give SubRip or WebVTT, or name it .txt")
    composer = Composer(source.id, source.sidecar, Metadata(language=subtitles.language), source.path.stem)
    cues = _unrolled(subtitles.cues)
    scribe = _Scribe(composer, _labels(cues, source.sidecar.speakers))
    for text in subtitles.others:
        composer.set_aside(text, NO_CUE)
    for cue in cues:
        scribe.write(cue)
        if composer.is_full:
            scribe.end_paragraph()
            yield composer.record()
    scribe.end_paragraph()
    if not composer.is_empty:
        yield composer.record()
    elif composer.part_id == source.id:
        raise RecordError(f"{source.path} holds no words, only sounds: there is nothing to quote in it")


def _labels(cues: list[Cue], known: Sequence[Speaker]) -> Labels:
    untagged = [_ABOVE.sub(r"\1", said.text) for cue in cues for said in cue.said if said.voice is None]
    firsts = [text.partition("\n")[0] for text in untagged if not _STAGE.match(text)]
    return Labels([line for text in untagged for line in text.split("\n")], known, firsts)


def time_code(seconds: float) -> str:
    """ "00:12:31"."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """The cues less the line that each repeats from the one before, where most do: captions that roll up."""
    rolled = [cues[0]]
    count = 0
    for before, cue in pairwise(cues):
        last = before.said[-1].text.rpartition("\n")[2]
        first, newline, rest = cue.said[0].text.partition("\n")
        repeats = first == last and cue.start <= before.end + 0.1
        count += repeats
        left = Said(rest, cue.said[0].voice) if newline else None
        rolled.append(Cue(cue.start, cue.end, (*((left,) if left else ()), *cue.said[1:])) if repeats else cue)
    return [cue for cue in rolled if cue.said] if count * 3 > len(cues) else cues


@dataclass(slots=True)
class _Scribe:
    """Goes through the cues in order and keeps whose words the paragraph is that is being written."""

    composer: Composer
    labels: Labels
    _pieces: list[str] = field(default_factory=list)
    _width: int = 0
    _start: float = 0
    _end: float = 0
    _in_voice: str | None = None  # whose tag gave the floor
    _doubted: bool = False

    def write(self, cue: Cue) -> None:
        """The words of `cue`, under whoever says them."""
        if self._pieces and cue.start - self._end > PAUSE:
            self.end_paragraph()
        for said in cue.said:
            if said.voice is not None:
                self._give_to_voice(said.voice)
            elif self._in_voice is not None:  # a tag holds no longer than its cue
                self._nobody()
            for stage, text in _parted(said.text, self.labels):
                if stage:
                    self.end_paragraph()
                    self.composer.set_aside(text, STAGE)
                elif said.voice is not None:
                    for line in text.split("\n"):
                        self._say(line, cue)
                else:
                    self._read_lines(text, cue)
        self._end = max(self._end, cue.end) if self._pieces else cue.end

    def end_paragraph(self) -> None:
        """Writes what was gathered."""
        if self._pieces:
            self.composer.say(joined(self._pieces), time_code(self._start))
            if self._doubted:
                self.composer.doubt("what stands before a colon may be a speaker's name: read as words")
        self._pieces, self._width, self._doubted = [], 0, False

    def _read_lines(self, text: str, cue: Cue) -> None:
        dialogue = len(_DASHED.findall(text)) > 1
        for line in text.split("\n"):
            one = opening(line)
            if self.labels.accepts(one):
                self._give_to_label(one)
                self._say(one.rest, cue)
            elif one.changes and (dialogue or not _DASHED.match(line) or self._sentence_ended()):
                self._nobody()
                self._say(one.plain, cue)
            else:
                may_be_name = self.labels.may_be_name(one)
                if may_be_name:  # better nobody's words than another's
                    self._nobody()
                self._doubted |= may_be_name or (one.label is not None and one.label.shape is not Shape.PRINTED)
                self._say(line, cue)

    def _sentence_ended(self) -> bool:
        return not self._pieces or ends_sentence(self._pieces[-1])

    def _say(self, text: str, cue: Cue) -> None:
        if not text.strip():
            return
        if not self._pieces:
            self._start = cue.start
            self._end = cue.end
        self._pieces.append(text)
        self._width += columns_in(text)
        if is_paragraph(self._width, text):
            self.end_paragraph()

    def _give_to_voice(self, voice: str) -> None:
        if voice != self._in_voice:
            self.end_paragraph()
            speaker, role = speaker_of(voice)
            self.composer.give_floor(speaker, role, voice)
            self._in_voice = voice

    def _give_to_label(self, one: Opening) -> None:
        self.end_paragraph()
        speaker, role = self.labels.who(one)
        self.composer.give_floor(speaker, role, one.printed)
        self._in_voice = None

    def _nobody(self) -> None:
        self.end_paragraph()
        self.composer.give_floor(None)
        self._in_voice = None


def _parted(text: str, labels: Labels) -> Iterator[tuple[bool, str]]:
    """The lines of `text` by whether they are words or tell of sounds: "[Applause]", "（拍手）", "♪ …"."""
    start = 0
    for match in _STAGE.finditer(text):
        if match.end() < len(text) and labels.accepts(opening(match[0].strip())):  # a name above what is said
            continue
        if before := text[start : match.start()].strip():
            yield False, before
        yield True, match[0].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield False, rest
