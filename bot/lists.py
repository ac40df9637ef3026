"""Long lists, a page at a time: who speaks, what is on record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render import one_line
from bot.replies import REPLIES
from bot.wording import WORDS, date_text
from corpus.model import RecordSummary, SpeakerSummary
from retrieval.language import Language

LINES_A_PAGE = 12
SHOWN_OF_A_LINE = 150  # code points: twelve lines of the longest letters are one message


@dataclass(frozen=True, slots=True)
class ListPage:
    """Page `number` (from 0) of `count`, as a message."""

    text: str
    number: int
    count: int


def speakers_page(speakers: Sequence[SpeakerSummary], number: int, language: Language) -> ListPage | None:
    """Page `number` of who speaks, those with most passages first; None where there is no such page."""
    ordered = sorted(speakers, key=lambda one: -one.passages)
    return _page(REPLIES[language].speakers, [speaker_line(one, language) for one in ordered], number, language)


def records_page(records: Sequence[RecordSummary], number: int, language: Language) -> ListPage | None:
    """Page `number` of what is on record, newest first; None where there is no such page."""
    ordered = sorted(records, key=lambda one: one.date or "", reverse=True)
    return _page(REPLIES[language].records, [record_line(one, language) for one in ordered], number, language)


def speaker_line(one: SpeakerSummary, language: Language) -> str:
    """The name, the role last held, the number of passages."""
    role = one.roles[-1] if one.roles else ""
    named = " — ".join(filter(None, (one_line(one.speaker.name, 60), one_line(role, 60))))
    return f"{named} · {REPLIES[language].passages.format(count=one.passages)}"


def record_line(one: RecordSummary, language: Language) -> str:
    """The title, the date, the place, the id."""
    date = date_text(one.date, language) if one.date else ""
    fields = (one_line(one.title, 60), one_line(date, 20), one_line(one.place or "", 30), one_line(one.id, 30))
    return " · ".join(filter(None, fields))


def _page(title: str, lines: Sequence[str], number: int, language: Language) -> ListPage | None:
    count = max(1, -(-len(lines) // LINES_A_PAGE))
    if not 0 <= number < count:
        return None
    shown = [f"• {one_line(line, SHOWN_OF_A_LINE)}" for line in lines[number * LINES_A_PAGE :][:LINES_A_PAGE]]
    where = REPLIES[language].page.format(number=number + 1, count=count)
    head = f"{title} ({len(lines)})" + (f", {where}" if count > 1 else "")
    return ListPage("\n".join((head, *(shown or [WORDS[language].holds_nothing]))), number, count)
