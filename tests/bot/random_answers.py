"""Answers made at random from records made at random, and what must hold of every message that shows one."""

import random
from collections.abc import Iterator

from telegram import MessageEntity

from bot.references import deep_link
from bot.render import Page, answer_pages, linked
from bot.wording import LANGUAGES
from corpus.model import Excerpt
from retrieval.model import Answer, Quote

QUOTED = ("blockquote", "expandable_blockquote")
BITS = (
    *("記録です。", "署名した、", "Доверие. ", "а также ", "Peace, ", "a", "!? ", "\n", "\n\n", " \t ", "\u3000"),
    *("🙂", "👩\u200d🚀", "👨\u200d👩\u200d👧", "🇯🇵", "👍🏽", "1\ufe0f\u20e3", "𠮷", "𝔘"),
    *("e\u0301", "か\u3099", "\u0e01\u0e33", "a" + "\u0300" * 9, "\u00ad", "\ufeff"),
    *("שלום ", "مرحبا. ", "\u202eabc\u202c", "\u2067x\u2069", "\u200f"),
    *("<b>&amp;</b>", "*_`[x](y)~|>#+-=.!\\"),
)


def random_text(chance: random.Random, longest: int) -> str:
    """Of any script, with and without white space, never blank."""
    length = chance.choice((3, 30, 300, longest))
    some = chance.sample(BITS, chance.randint(1, len(BITS)))
    return "".join(chance.choice(some) for _ in range(chance.randint(1, length))).strip() or "x"


def random_answer(chance: random.Random) -> tuple[Answer, str]:
    """One to three quotes with highlights, from one record each; and the records' texts, one after another."""
    source = ""
    quotes = []
    for _ in range(chance.randint(1, 3)):
        words = random_text(chance, 1200)
        start = len(source) + 1
        source += f"\n{words}"
        places = sorted(chance.randint(0, len(words)) for _ in range(2 * chance.choice((0, 1, 3, 120))))
        known = [random_text(chance, 300) if chance.random() < 0.8 else None for _ in range(6)]
        excerpt = Excerpt(
            id=chance.choice(("csto-2020-10-07/32", "長" * 300 + "/1")),
            text=words,
            speaker=known[0],
            role=known[1],
            record="r",
            title=known[2] or "",
            date=chance.choice((None, "2020", "2020-10-07", "sometime")),
            place=known[3],
            publisher=known[4],
            url=chance.choice((None, "https://example.org/a?b=<c>&d")),
            turn=1,
            start=start,
            end=start + len(words),
            locator=known[5],
        )
        quotes.append(Quote(excerpt, tuple(zip(places[::2], places[1::2], strict=True)), chance.random()))
    return Answer("q", tuple(quotes)), source


def shown(answer: Answer, chance: random.Random) -> list[Page]:
    """The messages as they are sent, with the link to their passage."""
    pages = answer_pages(answer, chance.choice(LANGUAGES))
    return [linked(page, lambda passage: deep_link("onrecord_bot", passage)) for page in pages]


def faults(answer: Answer, pages: list[Page], source: str) -> Iterator[str]:
    """What is wrong with the messages that show `answer`; nothing where all is well."""
    for page in pages:
        yield from faults_of_message(page)
    for quote in answer.quotes:
        yield from faults_of_quote(quote, [page for page in pages if page.excerpt is quote.excerpt], source)


def faults_of_message(page: Page) -> Iterator[str]:
    """By the limits of Telegram, in UTF-16 units."""
    units = page.text.encode("utf-16-le")
    spans = [(entity.offset, entity.offset + entity.length) for entity in page.entities]
    if not 0 < len(units) // 2 <= 4096:
        yield f"{len(units) // 2} units"
    if len(spans) > 100:
        yield f"{len(spans)} entities"
    for first, last in spans:
        if not 0 <= first < last <= len(units) // 2:
            yield f"an entity from {first} to {last} of {len(units) // 2}"
        if any(0 < at < len(units) // 2 and 0xDC <= units[2 * at + 1] <= 0xDF for at in (first, last)):
            yield f"an entity splits a character at {first} or {last}"
    open_until: list[int] = []
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        while open_until and open_until[-1] <= first:
            open_until.pop()
        if open_until and last > open_until[-1]:
            yield f"entities cross: {first}…{last} goes on after {open_until[-1]}"
        open_until.append(last)
    if sum(entity.type in QUOTED for entity in page.entities) != 1:
        yield "not one quotation"


def faults_of_quote(quote: Quote, pages: list[Page], source: str) -> Iterator[str]:
    """The quoted spans, one after another, are the source's bytes; the bold ones among them are the highlights'."""
    at, end = quote.excerpt.start, quote.excerpt.end
    marked = {place for first, last in quote.highlights for place in range(first, last)}
    for page in pages:
        (quoted,) = (entity for entity in page.entities if entity.type in QUOTED)
        shown = covered(page.text, quoted)
        at += len(source[at:end]) - len(source[at:end].lstrip()) if len(pages) > 1 else 0
        if source[at : at + len(shown)].encode() != shown.encode():
            yield f"the source says {source[at : at + len(shown)]!r}, the message {shown!r}"
            return
        for bold in page.entities:
            if bold.type == "bold" and bold.offset >= quoted.offset and bold is not quoted:
                before = len(covered(page.text, MessageEntity("bold", quoted.offset, bold.offset - quoted.offset)))
                first = at - quote.excerpt.start + before
                if not marked.issuperset(range(first, first + len(covered(page.text, bold)))):
                    yield f"bold at {first}, which is not highlighted"
        at += len(shown)
    if source[at:end].strip():
        yield f"not shown: {source[at:end]!r}"


def covered(text: str, entity: MessageEntity) -> str:
    """What Telegram takes `entity` to cover."""
    units = text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
