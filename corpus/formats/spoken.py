"""The words of one speech as data holds them: paragraphs, and what stands among them that nobody said."""

import re

from corpus.asides import HEADING, ORNAMENT, STAGE, line_reason
from corpus.composing import Composer, clean
from corpus.lines import Line, is_wrapped, split_lines
from corpus.passages import paragraphs

_LABEL = re.compile(r"\s*(?P<label>[○〇◯](?:[^\s（(]|[（(][^（）()]{1,60}[)）]){1,80})(?:[ \u3000]+|(?=\n)|$)")
_STAGE_LINE = re.compile(r"〔[^〔\n]{1,300}[〕）)]$")


def write_words(composer: Composer, text: str, locator: str | None = None, *, labelled: bool = False) -> None:
    """Writes `text` paragraph by paragraph; stage directions and rules, alone on their line, are set aside.

    Where the source is known to name the speaker (`labelled`), the label before the words is set
    aside as well: "○議長（石川良一君）　これより…".
    """
    text = clean(text)
    label = _LABEL.match(text) if labelled else None
    if label:
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
