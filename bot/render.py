"""Answer → messages: text and entities. Pure; nothing is ever parsed as HTML or Markdown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from telegram import MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from bot.pieces import Span, pieces, units
from bot.wording import WORDS, attribution, clipped, date_text
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.model import Answer, Quote
from retrieval.wording import near_text, reason_text, silent_text, who_text

EXPANDABLE_FROM = 700  # UTF-16 units: what a phone shows without scrolling, about
SHOWN_OF_A_NAME = 200  # code points; what stands beside a quote may be clipped, a quote never
_BESIDE_HIGHLIGHTS = 5  # entities: note, speaker, blockquote, two links


@dataclass(frozen=True, slots=True)
class Page:
    """One message. `entities` count UTF-16 units; `excerpt` and `part` say what it shows of which passage.

    `id_at` is where the passage's id stands in the text, in UTF-16 units; `further_ids` are those of passages shown
    besides, and where they stand.
    """

    text: str
    entities: tuple[MessageEntity, ...] = ()
    excerpt: Excerpt | None = None
    part: int = 0
    is_last_part: bool = True
    id_at: Span | None = None
    further_ids: tuple[tuple[str, Span], ...] = ()


@dataclass(slots=True)
class Draft:
    """A message being written; its entities count code points."""

    text: str = ""
    entities: list[MessageEntity] = field(default_factory=list)

    def write(self, text: str, kind: MessageEntityType | None = None, url: str | None = None) -> int:
        """Add `text`, marked as `kind`; where it starts."""
        start = len(self.text)
        self.text += text
        if kind and text:
            self.mark(start, len(self.text), kind, url)
        return start

    def mark(self, start: int, end: int, kind: MessageEntityType, url: str | None = None) -> None:
        """Mark a slice as `kind`."""
        self.entities.append(MessageEntity(kind, start, end - start, url=url))

    def in_utf_16(self) -> tuple[MessageEntity, ...]:
        """The entities as Telegram counts them, outer before inner."""
        return tuple(MessageEntity.adjust_message_entities_to_utf_16(self.text, self.entities))


def answer_pages(answer: Answer, language: Language) -> list[Page]:
    """`answer` as messages, best quote first, at least one; each within Telegram's limits.

    A quote alone that is over the limit is cut into parts, each an exact slice of the source. What only
    comes near is marked as no answer in its own message.
    """
    if not answer.quotes:
        near = [page for quote in answer.near for page in quote_pages(quote, language, WORDS[language].no_answer)]
        said = (reason_text(answer, language), near_text(language) if near else None)
        return [_word_page("\n\n".join(filter(None, said))), *near]
    quoted = [page for quote in answer.quotes for page in quote_pages(quote, language)]
    lead, silent = who_text(answer), silent_text(answer, language)
    before, after = ([_word_page(text)] if text else [] for text in (lead, silent))
    return [*before, *quoted, *after]


def _word_page(text: str) -> Page:
    """A message of our own words, as far as it fits."""
    start, end = pieces(text, MessageLimit.MAX_TEXT_LENGTH)[0]
    return Page(text[start:end])


def quote_pages(quote: Quote, language: Language, note: str = "") -> list[Page]:
    """One quote under its speaker, its decisive sentences in bold, above where it stands."""
    return excerpt_pages(quote.excerpt, language, quote.highlights, note)


def excerpt_pages(excerpt: Excerpt, language: Language, highlights: Iterable[Span] = (), note: str = "") -> list[Page]:
    """One passage under its speaker, above where it stands: one message, or the parts of a long one; above, `note`."""
    spans = pieces(excerpt.text, _room(excerpt, language) - (units(note) + 1 if note else 0))
    marked = merged(highlights, len(excerpt.text))
    return [_page(excerpt, language, marked, spans, part, note) for part in range(len(spans))]


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """`spans` within 0…`length`, in order, disjoint, never empty."""
    found: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def _page(
    excerpt: Excerpt, language: Language, marked: Sequence[Span], spans: Sequence[Span], part: int, note: str
) -> Page:
    start, end = spans[part]
    draft = Draft()
    if note:
        draft.write(note, MessageEntityType.ITALIC)
        draft.write("\n")
    _write_header(draft, excerpt, language, part, len(spans))
    words = excerpt.text[start:end]
    kind = MessageEntityType.BLOCKQUOTE
    if units(words) > EXPANDABLE_FROM:
        kind = MessageEntityType.EXPANDABLE_BLOCKQUOTE
    offset = draft.write(words, kind) - start
    for first, last in _inside(marked, start, end):
        draft.mark(first + offset, last + offset, MessageEntityType.BOLD)
    is_last = part == len(spans) - 1
    id_at = write_footer(draft, excerpt, language, "" if is_last else WORDS[language].continued)
    return Page(draft.text, draft.in_utf_16(), excerpt, part, is_last, in_units(draft.text, id_at))


def linked(page: Page, link: Callable[[str], str | None]) -> Page:
    """The same page with each passage's id leading to what `link` makes of it, where it makes something."""
    ids = list(page.further_ids)
    if page.excerpt and page.id_at:
        ids.insert(0, (page.excerpt.id, page.id_at))
    links = [
        MessageEntity(MessageEntityType.TEXT_LINK, start, end - start, url=url)
        for passage, (start, end) in ids
        if (url := link(passage))
    ]
    return replace(page, entities=(*page.entities, *links)[: MessageLimit.MESSAGE_ENTITIES])


def in_units(text: str, span: Span) -> Span:
    """A slice in code points, in UTF-16 units."""
    return units(text[: span[0]]), units(text[: span[1]])


def _inside(marked: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """What lies of `marked` within the slice, at most as many as a message may have."""
    cut = [(max(first, start), min(last, end)) for first, last in marked if first < end and last > start]
    yield from cut[: MessageLimit.MESSAGE_ENTITIES - _BESIDE_HIGHLIGHTS]


def _room(excerpt: Excerpt, language: Language) -> int:
    """UTF-16 units that a message has for the words of the passage, whichever part of it they are."""
    draft = Draft()
    parts = len(excerpt.text)
    _write_header(draft, excerpt, language, parts, parts)
    write_footer(draft, excerpt, language, WORDS[language].continued)
    return MessageLimit.MAX_TEXT_LENGTH - units(draft.text)


def _write_header(draft: Draft, excerpt: Excerpt, language: Language, part: int, parts: int) -> None:
    draft.write(one_line(attribution(excerpt, language), 2 * SHOWN_OF_A_NAME), MessageEntityType.BOLD)
    draft.write(f"  {part + 1}/{parts}\n" if parts > 1 else "\n")


def write_footer(draft: Draft, excerpt: Excerpt, language: Language, remark: str) -> Span:
    """Below a quote: title, date, place, locator, id and `remark`, the title linked where the source has an address.

    Returns where the id stands.
    """
    title = one_line(excerpt.title)
    date = date_text(excerpt.date, language) if excerpt.date else ""
    passage_id = one_line(excerpt.id)
    where = (one_line(known or "") for known in (excerpt.place, excerpt.locator))
    draft.write("\n")
    for number, text in enumerate(filter(None, (title, one_line(date), *where))):
        draft.write(text, MessageEntityType.TEXT_LINK if excerpt.url and not number else None, excerpt.url)
        draft.write(" · ")
    start = draft.write(passage_id)
    draft.write(f" · {remark}" if remark else "")
    return start, start + len(passage_id)


def one_line(text: str, length: int = SHOWN_OF_A_NAME) -> str:
    """`text` without line breaks and runs of white space, clipped. Never for a quote."""
    return clipped(" ".join(text.split()), length)
