from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from bot.render import EXPANDABLE_FROM, Page, answer_pages, excerpt_pages, merged
from bot.wording import LANGUAGES, WORDS
from corpus.library import Library
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.model import Answer, Form, Quote, Reason
from retrieval.wording import near_text

QUOTED = (MessageEntityType.BLOCKQUOTE, MessageEntityType.EXPANDABLE_BLOCKQUOTE)
WORDS_OF_ALL_SORTS = [
    "記録です。",
    "Доверие. ",
    "🙂",
    "👩‍🚀",
    "<b>&amp;",
    "*_`[x](y)",
    "שלום ",
    "مرحبا. ",
    "\n",
    "e\u0301",
    "a ",
]
SPOKEN = st.text(min_size=1, max_size=50) | st.lists(st.sampled_from(WORDS_OF_ALL_SORTS), min_size=1, max_size=40).map(
    "".join
)
NAMES = st.none() | st.text(min_size=1, max_size=30) | st.sampled_from(["ラヴロフ", "𠮷田🙂", "N" * 3000, "🙂" * 3000])


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    text = draw(SPOKEN) * draw(st.sampled_from([1, 1, 1, 10, 200]))
    place = st.integers(0, len(text))
    excerpt = Excerpt(
        id=draw(st.sampled_from(["csto-2020-10-07/32", "長" * 300 + "/1"])),
        text=text,
        speaker=draw(NAMES),
        role=draw(NAMES),
        record="r",
        title=draw(NAMES) or "",
        date=draw(st.sampled_from([None, "2020", "2020-10", "2020-10-07", "sometime"])),
        place=draw(NAMES),
        publisher=None,
        url=draw(st.sampled_from([None, "https://example.org/a?b=<c>"])),
        turn=1,
        start=7,
        end=7 + len(text),
    )
    spans = draw(st.lists(st.tuples(place, place).map(lambda span: (min(span), max(span))), max_size=150))
    return Quote(excerpt, tuple(spans), 0.5)


def utf_16(text: str, entity: MessageEntity) -> str:
    """What Telegram takes the entity to cover."""
    units = text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def blockquotes(page: Page) -> list[MessageEntity]:
    return [entity for entity in page.entities if entity.type in QUOTED]


@given(st.lists(quotes(), min_size=1, max_size=3), st.sampled_from(LANGUAGES))
def test_messages_stay_within_limits_and_quote_exactly(found: list[Quote], language: Language) -> None:
    pages = answer_pages(Answer("q", tuple(found)), language)
    for page in pages:
        assert 0 < len(page.text.encode("utf-16-le")) // 2 <= 4096
        assert len(page.entities) <= 100
        assert len(blockquotes(page)) == 1
    for quote in found:
        parts = [page for page in pages if page.excerpt is quote.excerpt]
        shown = [utf_16(page.text, entity) for page in parts for entity in blockquotes(page)]
        if len(shown) == 1:
            assert shown == [quote.excerpt.text]
        place = 0
        for part in shown:  # in order, each a slice of the source, nothing but white space between them
            start = quote.excerpt.text.index(part, place)
            assert not quote.excerpt.text[place:start].strip()
            place = start + len(part)
        assert not quote.excerpt.text[place:].strip()


@given(quotes(), st.sampled_from(LANGUAGES))
def test_entities_are_never_split_or_shifted(quote: Quote, language: Language) -> None:
    for page in answer_pages(Answer("q", (quote,)), language):
        length = len(page.text.encode("utf-16-le")) // 2
        spans = [(entity.offset, entity.offset + entity.length) for entity in page.entities]
        assert all(0 <= start < end <= length for start, end in spans)
        for entity in page.entities:
            assert utf_16(page.text, entity)  # decodes: no surrogate pair is cut
        for one in spans:
            for other in spans:
                apart = one[1] <= other[0] or other[1] <= one[0]
                nested = (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
                assert apart or nested


@given(quotes())
@example(Quote(Excerpt("a/1", "🙂 一。二。", None, None, "a", "", None, None, None, None, 1, 0, 7), ((2, 4),), 1.0))
def test_the_decisive_words_are_bold_within_the_quote(quote: Quote) -> None:
    text = quote.excerpt.text
    wanted = [text[start:end] for start, end in merged(quote.highlights, len(text))]
    pages = answer_pages(Answer("q", (quote,)), "en")
    bold = [
        utf_16(page.text, entity)
        for page in pages
        for entity in page.entities
        if entity.type == MessageEntityType.BOLD and entity.offset >= blockquotes(page)[0].offset
    ]
    if len(pages) == 1:
        assert bold == wanted[:97]
    else:
        assert "".join("".join(bold).split()) in "".join("".join(wanted).split())


@given(st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25)), max_size=8), st.integers(0, 20))
def test_merged_covers_the_same_places_as_marking_them_one_by_one(spans: list[tuple[int, int]], length: int) -> None:
    marked = {at for start, end in spans for at in range(max(0, start), min(end, length))}
    found = merged(spans, length)
    assert {at for start, end in found for at in range(start, end)} == marked
    assert all(before[1] < after[0] for before, after in pairwise(found))


def test_a_quote_of_the_shipped_record_as_it_looks(library: Library) -> None:
    excerpt = library.excerpt("csto-2020-10-07/79")
    (page,) = answer_pages(Answer("?", (Quote(excerpt, ((0, 5),), 0.9),)), "ja")
    assert page.text == (
        f"セルゲイ・ポスペロフ（CSTO議会会議事務局長）\n{excerpt.text}\n"
        "円卓会議「CSTO:戦略的発展の諸方針」 · 2020年10月7日 · ロシア外務省迎賓館, モスクワ · csto-2020-10-07/79"
    )
    assert [(entity.type, utf_16(page.text, entity)) for entity in page.entities] == [
        ("bold", "セルゲイ・ポスペロフ（CSTO議会会議事務局長）"),
        ("blockquote", excerpt.text),
        ("bold", excerpt.text[:5]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_narration_is_said_to_be_narration(library: Library, language: Language) -> None:
    (page,) = excerpt_pages(library.excerpt("csto-2020-10-07/1"), language)
    assert page.text.startswith(WORDS[language].narration + "\n")


def test_unknown_values_are_left_out() -> None:
    (page,) = excerpt_pages(Excerpt("a/1", "Yes.", "Ann", None, "a", "", None, None, None, None, 1, 0, 4), "en")
    assert page.text == "Ann\nYes.\na/1"


def test_the_source_is_a_link_where_it_has_an_address() -> None:
    excerpt = Excerpt("a/1", "Yes.", "Ann", "Chair", "a", "T", "2020-10-07", "P", None, "https://e.org", 1, 0, 4)
    (page,) = excerpt_pages(excerpt, "ru")
    assert page.text == "Ann, Chair\nYes.\nT · 7 октября 2020 г. · P · a/1"
    assert [(entity.type, utf_16(page.text, entity), entity.url) for entity in page.entities][-1] == (
        "text_link",
        "T",
        "https://e.org",
    )


@pytest.mark.parametrize(
    ("length", "kind"), [(EXPANDABLE_FROM, "blockquote"), (EXPANDABLE_FROM + 1, "expandable_blockquote")]
)
def test_a_long_quote_folds(length: int, kind: str) -> None:
    excerpt = Excerpt("a/1", "y" * length, "Ann", None, "a", "", None, None, None, None, 1, 0, length)
    (page,) = excerpt_pages(excerpt, "en")
    assert [entity.type for entity in blockquotes(page)] == [kind]


def test_only_a_quote_over_the_limit_is_cut_and_says_so() -> None:
    text = "Слово за словом. " * 400
    first, last = excerpt_pages(
        Excerpt("a/1", text, "Ann", None, "a", "", None, None, None, None, 1, 0, len(text)), "ru"
    )
    assert first.text.startswith("Ann  1/2\n")
    assert first.text.endswith(WORDS["ru"].continued)
    assert last.text.startswith("Ann  2/2\n")
    assert WORDS["ru"].continued not in last.text
    assert utf_16(first.text, blockquotes(first)[0]).endswith("словом.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_quotes_the_reason_is_told(language: Language) -> None:
    candidates = tuple("Очень длинное имя" * 5 for _ in range(200))
    (page,) = answer_pages(Answer("q", reason=Reason.AMBIGUOUS_SPEAKER, candidates=candidates), language)
    assert candidates[0] in page.text
    assert len(page.text.encode("utf-16-le")) // 2 <= 4096


def test_what_only_comes_near_is_marked_in_each_message(library: Library) -> None:
    excerpts = [library.excerpt(f"csto-2020-10-07/{number}") for number in (27, 46)]
    near = tuple(Quote(excerpt, (), 0.15) for excerpt in excerpts)
    for language in LANGUAGES:
        said, *pages = answer_pages(Answer("?", reason=Reason.NOT_ANSWERED, near=near), language)
        assert said.excerpt is None
        assert near_text(language) in said.text
        assert [page.excerpt for page in pages] == excerpts
        for page in pages:
            assert page.text.startswith(WORDS[language].no_answer + "\n")
            assert utf_16(page.text, blockquotes(page)[0]) == page.excerpt.text if page.excerpt else False


def test_names_lead_and_the_silent_are_named_last(library: Library) -> None:
    quoted = tuple(Quote(library.excerpt(f"csto-2020-10-07/{number}"), (), 0.9) for number in (25, 46))
    first, *_ = answer_pages(Answer("?", quoted, form=Form.WHO), "en")
    assert first.text == "アレクサンドル・パンキン · スタニスラフ・ザス"
    *pages, last = answer_pages(Answer("?", quoted, form=Form.EACH, silent=("Ivan Orlov",)), "en")
    assert len(pages) == 2
    assert last.text == "Ivan Orlov does not speak to this."
