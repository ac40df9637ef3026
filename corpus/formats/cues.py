"""Subtitles in files: the cues of SubRip and WebVTT, leniently.

Own code, since webvtt-py 0.6 passes over cues without a number or with a comma for a point, and
pysubs2 1.8 takes notes and styles for words: what was said must not be lost without a word.
"""

import re
from dataclasses import dataclass
from html import unescape

_TIME = r"(?:(\d{1,6}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3})\d*)?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?=\s|$)")
_NUMBER = re.compile(r"\s*\d+\s*$")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_READING = re.compile(r"<rt\b[^<>]*>.*?(?:</rt>|$)", re.IGNORECASE | re.DOTALL)  # how a kanji is read, above it
_TAG = re.compile(
    r"</?(?:b|i|u|s|c|em|strong|font|span|p|ruby|rt|rb|rp|lang|br)(?:[\s.:/][^<>]*)?>|<\d[\d:.]*>"
    r"|\{\\[^{}\n]*\}|\{[a-zA-Z]:[^{}\n]*\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|quot|apos|lrm|rlm|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+([^<>]*))?>|</v>", re.IGNORECASE)
_LANGUAGE = re.compile(r"Language\s*:\s*([a-zA-Z]{2,3}(?:-\w+)*)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a cue's text. `voice` is the name in its tag; None: no tag says who speaks."""

    text: str
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen from `start` to `end` (seconds)."""

    start: float
    end: float
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The cues in the order of time; `others` are texts of the file in no cue; `language` as a header says it."""

    cues: list[Cue]
    others: list[str]
    language: str | None = None


def parse_cues(text: str) -> Subtitles:
    """The cues of a SubRip or WebVTT file; none where no line gives two times."""
    lines = text.split("\n")
    timings = [(index, match) for index, line in enumerate(lines) if "-->" in line and (match := _TIMING.match(line))]
    is_vtt = lines[0].lstrip("\ufeff \t").startswith("WEBVTT")
    starts = [_above(lines, index, is_vtt=is_vtt) for index, _ in timings] + [len(lines)]
    cues: list[Cue] = []
    others = [] if is_vtt else _blocks(lines[: starts[0]])
    for (index, match), end in zip(timings, starts[1:], strict=True):
        body, rest = _body(lines[index + 1 : end], is_vtt=is_vtt)
        others += [block for block in rest if not _NO_CUE.match(block)]
        said = tuple(_said(body))
        if said:
            times = match.groups()
            cues.append(Cue(_seconds(*times[:4]), _seconds(*times[4:]), said))
    header = "\n".join(lines[: starts[0]]) if is_vtt else ""
    language = _LANGUAGE.search(header)
    return Subtitles(sorted(cues, key=lambda cue: cue.start), others, language[1] if language else None)


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((part or "0").ljust(3, "0")) / 1000


def _above(lines: list[str], index: int, *, is_vtt: bool) -> int:
    """The first line of the cue whose times are on line `index`: its number, or its name, stands above them."""
    if not index or not lines[index - 1].strip() or "-->" in lines[index - 1]:
        return index
    named = is_vtt and (index == 1 or not lines[index - 2].strip()) and not _NO_CUE.match(lines[index - 1])
    return index - 1 if named or _NUMBER.match(lines[index - 1]) else index


def _body(lines: list[str], *, is_vtt: bool) -> tuple[str, list[str]]:
    """The text of a cue, and the blocks below it that are not part of it: in SubRip a blank line ends nothing."""
    if not is_vtt:
        return "\n".join(line for line in lines if line.strip()), []
    end = next((number for number, line in enumerate(lines) if not line), len(lines))  # captions that roll: " "
    return "\n".join(lines[:end]), _blocks(lines[end:])


def _blocks(lines: list[str]) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", "\n".join(lines)) if block.strip()]


def _said(body: str) -> list[Said]:
    """The stretches of a cue's text, its marks taken off; none where nothing is left."""
    body = _TAG.sub(lambda tag: "\n" if tag[0].lower().startswith("<br") else "", _READING.sub("", body))
    found: list[Said] = []
    voice: str | None = None
    start = 0
    for tag in [*_VOICE.finditer(body), None]:
        text = _plain(body[start : tag.start() if tag else len(body)])
        if text:
            found.append(Said(text, voice))
        if tag:
            voice = _plain(tag[1]) if tag[1] else None
            start = tag.end()
    return found


def _plain(text: str) -> str:
    text = _UNSEEN.sub("", _ENTITY.sub(lambda entity: unescape(entity[0]), text))
    return "\n".join(line for line in (" ".join(line.split(" ")).strip() for line in text.split("\n")) if line)
