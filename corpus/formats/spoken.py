"""The words of one speech as data holds them: paragraphs, and what stands among them that nobody said."""

import re

from corpus.asides import HEADING, ORNAMENT, STAGE, line_reason
from corpus.composing import Composer, clean
from corpus.labels import Shape, parse_label
from corpus.lines import Line, is_wrapped, split_lines
from corpus.passages import paragraphs

_LABEL = re.compile(
    r"\s*(?P<label>[○〇◯](?P<who>(?:[^\s（(。、！？]|[（(][^（）()。]{1,60}[)）]){1,80}))(?:[ \u3000]+|(?=\n)|$)"
)
_STAGE_LINE = re.compile(r"〔[^〔\n]{1,300}[〕）)]$")


def write_words(composer: Composer, text: str, locator: str | None = None, *, speaker: str | None = None) -> None:
    """Writes `text` paragraph by paragraph; stage directions and rules, alone on their line, are set aside.

    Where the source names the `speaker` beside the words, the label before them is set aside as
    well: "○議長（石川良一君）　これより…".
    """
    text = clean(text)
    label = _LABEL.match(text) if speaker else None
    if label and speaker and _is_label(label["who"], speaker):
        composer.set_aside(label["label"], HEADING)
        text = text[label.end() :]
    if "\n" not in text.strip():
        _write(composer, text, locator)
        return
    waiting: list[Line] = []
    lines = split_lines(text)
    wrapped = is_wrapped(lines)
    for line in lines:
        if aside_reason(line.text):
            _say(composer, text, waiting, locator, wrapped=wrapped)
            waiting = []
            _write(composer, line.text, locator)
        else:
            waiting.append(line)
    _say(composer, text, waiting, locator, wrapped=wrapped)


def _is_label(printed: str, speaker: str) -> bool:
    """Whether `printed` is who has the floor: somebody of this name, or with an office; not 〇年の時点で."""
    if speaker[:2] in printed:
        return True
    label = parse_label(printed)
    return label is not None and label.shape >= Shape.FLOOR and (label.name is None or speaker[0] in printed)


def aside_reason(line: str) -> str | None:
    """Why nobody said `line`: a stage direction, a rule; None: words."""
    line = line.strip()
    if _STAGE_LINE.match(line):
        return STAGE
    reason = line_reason(line)
    return reason if reason == ORNAMENT or (reason == STAGE and not line[0].isalnum()) else None


def _write(composer: Composer, line: str, locator: str | None) -> None:
    reason = aside_reason(line)
    if reason:
        composer.set_aside(line, reason)
    else:
        composer.say(line, locator)


def _say(composer: Composer, text: str, lines: list[Line], locator: str | None, *, wrapped: bool) -> None:
    for paragraph in paragraphs(lines, wrapped=wrapped):
        composer.say(text[paragraph[0].start : paragraph[-1].end], locator)
