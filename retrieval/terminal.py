"""An answer as it stands in a terminal, wrapped and coloured; elsewhere plain, a quote keeping its own lines."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from retrieval.language import Language, language_of
from retrieval.model import Answer, Quote
from retrieval.wording import near_text, reason_text, silent_text, who_text

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.model import Excerpt

NARRATION: dict[Language, str] = {
    "en": "Narration, nobody's words",
    "ja": "地の文（発言者なし）",
    "ru": "Текст от редакции, ничьи слова",
}
NO_ANSWER: dict[Language, str] = {"en": "not an answer", "ja": "答えではありません", "ru": "не ответ"}
SEE: dict[Language, str] = {"en": "to see", "ja": "読むには", "ru": "прочесть"}
READ_ON: dict[Language, str] = {"en": "read on", "ja": "続きを読む", "ru": "читать дальше"}
BAR = "  │ "
Span = tuple[int, int]
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line to show: a bar before it when it is quoted, and styles (as rich names them) on slices of it."""

    text: str
    styles: tuple[tuple[str, int, int], ...] = ()
    quoted: bool = False


def answer_lines(answer: Answer) -> Iterator[Line]:
    """The lines of `answer`: its quotes with their attribution, or why there is none and what comes near."""
    language = language_of(answer.question)
    if not answer.quotes:
        yield _styled(reason_text(answer, language), "yellow")
        yield from near_lines(answer, language)
    if lead := who_text(answer):
        yield _styled(lead, "bold")
        yield Line("")
    for quote in answer.quotes:
        yield from quote_lines(quote, language)
    if silent := silent_text(answer, language):
        yield _styled(silent, "yellow")


def near_lines(answer: Answer, language: Language) -> Iterator[Line]:
    """The passages that come near, each marked as no answer."""
    if answer.near:
        yield _styled(near_text(language), "dim")
        yield Line("")
    for quote in answer.near:
        yield _styled(f"({NO_ANSWER[language]})", "dim")
        yield from quote_lines(quote, language)


def offer_lines(answer: Answer) -> Iterator[Line]:
    """The command that shows what somebody else says to it, for each who does."""
    see = SEE[language_of(answer.question)]
    for one in answer.others:
        command = shlex.join(["onrecord", "ask", answer.question, "--speaker", one.name])
        yield _styled(f"  {see}: {command}", "dim")


def quote_lines(quote: Quote, language: Language) -> Iterator[Line]:
    """One quote: who, the words with the decisive sentence marked, where, and how to read on."""
    yield from excerpt_lines(quote.excerpt, quote.highlights, language, quote.matches)
    yield _styled(f"  {READ_ON[language]}: onrecord show {quote.excerpt.id} --context 2", "dim")
    yield Line("")


def excerpt_lines(
    excerpt: "Excerpt", highlights: Iterable[Span], language: Language, matches: Iterable[Span] = ()
) -> Iterator[Line]:
    """One passage under its speaker, with its place in the source."""
    if excerpt.speaker is None:
        yield _styled(NARRATION[language], "italic")
    else:
        who = "  ".join(filter(None, (excerpt.speaker, excerpt.role)))
        yield Line(who, (("bold", 0, len(excerpt.speaker)),))
    marks = [("bold yellow", *span) for span in highlights]
    yield from _quoted(excerpt.text, (*marks, *(("underline", *span) for span in matches)))
    yield _styled("  " + source_line(excerpt), "dim")


def source_line(excerpt: "Excerpt") -> str:
    """Title, date, place, locator and passage id, as far as they are known."""
    known = (excerpt.title, excerpt.date, excerpt.place, excerpt.locator, excerpt.id)
    return " · ".join(filter(None, known))


def show(lines: Iterable[Line], console: "Console | None") -> None:
    """Print `lines` on `console`; on standard output as they are, when there is none."""
    for line in lines:
        if console is None:
            click.echo((BAR if line.quoted else "") + line.text)
        else:
            _show_on(console, line)


def _styled(text: str, style: str) -> Line:
    return Line(text, ((style, 0, len(text)),))


def _quoted(text: str, marks: Sequence[tuple[str, int, int]]) -> Iterator[Line]:
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        inside = tuple(
            (style, max(first, start) - start, min(last, end) - start)
            for style, first, last in marks
            if first < end and last > start
        )
        yield Line(paragraph, inside, quoted=True)
        start = end + 1


def _show_on(console: "Console", line: Line) -> None:
    from rich.text import Text

    text = Text(line.text.translate(_CONTROLS))  # a record must not command the terminal
    for style, start, end in line.styles:
        text.stylize(style, start, end)
    if not line.quoted:
        console.print(text, soft_wrap=True)
        return
    for row in text.wrap(console, max(20, console.width - len(BAR))):
        row.rstrip()
        console.print(Text.assemble((BAR, "cyan"), row), soft_wrap=True)
