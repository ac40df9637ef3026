"""What was found of a quotation → messages: text and entities. Pure; nothing is ever parsed as HTML or Markdown."""

from collections.abc import Iterator
from dataclasses import replace

from telegram.constants import MessageEntityType, MessageLimit

from bot.pieces import Span, pieces, units
from bot.render import SHOWN_OF_A_NAME, Draft, Page, in_units, one_line, write_footer
from bot.wording import WORDS, attribution, clipped
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.verify import Finding, Verdict
from retrieval.verify_match import Difference, Slice
from retrieval.verify_report import Report
from retrieval.verify_wording import NOTHING, change_text, remarks, verdict_text

DIFFERENCES_SHOWN = 12
SHOWN_OF_A_DIFFERENCE = 80  # code points
SHOWN_OF_WORDS = 120  # code points of what was pasted, where there are several quotations
SHOWN_OF_A_LINE = 300
ROOM_FOR_DIFFERENCES = 2600  # UTF-16 units above the quote
MARKED = 60  # entities within the quotes


def report_pages(report: Report, language: Language) -> list[Page]:
    """`report` as messages, one for each quotation, each within Telegram's limits."""
    return [_page(report, finding, language) for finding in report.findings]


def _page(report: Report, finding: Finding, language: Language) -> Page:
    draft = Draft()
    if len(report.findings) > 1:
        words = " ".join(report.text[finding.piece.start : finding.piece.end].split())
        draft.write(clipped(words, SHOWN_OF_WORDS) + "\n", MessageEntityType.ITALIC)
    for line in (verdict_text(finding, language), *remarks(finding, report.aside, language)):
        draft.write(one_line(line, SHOWN_OF_A_LINE) + "\n")
    if finding.verdict is not Verdict.NOT_FOUND:
        for difference in finding.differences[:DIFFERENCES_SHOWN]:
            if units(draft.text) < ROOM_FOR_DIFFERENCES:
                _write_difference(draft, report.text, difference, language)
    shown: list[tuple[Excerpt, Span]] = []
    for excerpt, spans in _passages(finding):
        id_at, whole = _write_passage(draft, excerpt, spans, _changed(finding, excerpt), language)
        shown += [(excerpt, in_units(draft.text, id_at))] if id_at else []
        if not whole:
            break
    page = Page(draft.text.rstrip("\n"), draft.in_utf_16())
    if not shown:
        return page
    (first, id_at), *further = shown
    return replace(page, excerpt=first, id_at=id_at, further_ids=tuple((one.id, span) for one, span in further))


def _write_difference(draft: Draft, text: str, difference: Difference, language: Language) -> None:
    """`number: ~8~ → 7`, the pasted words struck out, the record's underlined."""
    draft.write(f"• {change_text(difference.change, language)}: ")
    pasted = " ".join(text[difference.start : difference.end].split())
    if pasted:
        draft.write(clipped(pasted, SHOWN_OF_A_DIFFERENCE), MessageEntityType.STRIKETHROUGH)
    else:
        draft.write(NOTHING[language])
    draft.write(" → ")
    original = [part for part in difference.original if part.text]
    for part in original[:1]:
        draft.write(part.text[:SHOWN_OF_A_DIFFERENCE], MessageEntityType.UNDERLINE)
        draft.write("…" if len(part.text) > SHOWN_OF_A_DIFFERENCE or len(original) > 1 else "")
    draft.write("\n" if original else NOTHING[language] + "\n")


def _passages(finding: Finding) -> Iterator[tuple[Excerpt, list[Span]]]:
    """Each passage that the words touch, in order, with the slices that they take of it."""
    found: dict[str, tuple[Excerpt, list[Span]]] = {}
    for match in finding.matches:
        for part in match.slices:
            found.setdefault(part.excerpt.id, (part.excerpt, []))[1].append((part.start, part.end))
    yield from found.values()


def _changed(finding: Finding, excerpt: Excerpt) -> list[Slice]:
    parts = (part for difference in finding.differences for part in difference.original)
    return [part for part in parts if part.excerpt.id == excerpt.id and part.start < part.end]


def _write_passage(
    draft: Draft, excerpt: Excerpt, spans: list[Span], changed: list[Slice], language: Language
) -> tuple[Span | None, bool]:
    """The passage under its speaker, as far as there is room; where its id stands, and whether all was written."""
    around = Draft()
    _write_speaker(around, excerpt, language)
    write_footer(around, excerpt, language, WORDS[language].continued)
    room = MessageLimit.MAX_TEXT_LENGTH - units(draft.text) - units(around.text) - 2
    start, end = 0, len(excerpt.text)
    if units(excerpt.text) > room:
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
    whole = units(excerpt.text[start:end]) <= room
    if not whole:
        if room < SHOWN_OF_WORDS:
            return None, False
        first, last = pieces(excerpt.text[start:end], room)[0]
        start, end = start + first, start + last
    _write_speaker(draft, excerpt, language)
    offset = draft.write(excerpt.text[start:end], MessageEntityType.BLOCKQUOTE) - start
    for part in changed[:MARKED]:
        first, last = max(part.start, start), min(part.end, end)
        if first < last:
            draft.mark(first + offset, last + offset, MessageEntityType.UNDERLINE)
    id_at = write_footer(draft, excerpt, language, "" if whole else WORDS[language].continued)
    draft.write("\n")
    return id_at, whole


def _write_speaker(draft: Draft, excerpt: Excerpt, language: Language) -> None:
    draft.write("\n")
    draft.write(one_line(attribution(excerpt, language), 2 * SHOWN_OF_A_NAME), MessageEntityType.BOLD)
    draft.write("\n")
