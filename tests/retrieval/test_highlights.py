"""What is marked in a quote: the sentence that decides and the words that match, in true offsets, in any language."""

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from embeddings.static import load_static
from embeddings.stem_rows import StemRows
from retrieval.alignment import matching_words, words_asked
from retrieval.answer import answer
from retrieval.prepare import index
from retrieval.question_rows import QuestionRows
from retrieval.search import Searcher
from tests.retrieval.conftest import Onrecord

ENCODER = load_static()
ROWS = QuestionRows(ENCODER, StemRows(), lambda stems: set())
ODD = [
    "𠮷野家",
    "🙂",
    "👩‍🚀",
    "e\u0301tat",
    "が",
    "か\u3099",
    "\r\n",
    "\n",
    "\u2028",
    "。",
    ". ",
    " ",
    "tax",
    "港",
    "налог",
]
TEXTS = st.lists(st.sampled_from(ODD) | st.text(max_size=8), max_size=20).map("".join)


@pytest.mark.parametrize(
    ("question", "decides", "word"),
    [
        ("CSTOの憲章はいつ、どこで調印されましたか？", "キシニョフで調印しました", "調印"),
        ("Who spoke about the threat of artificial intelligence and 5G being used for crime?", "人工知能や5G", "脅威"),
        ("Why should the public know more about the organisation?", "知ってもらわなくてはなりません", "組織"),
        ("joint meeting of defence ministers in Moscow in September", "9月にモスクワ", "モスクワ"),
        ("Кто говорил о биологической безопасности?", "生物学的安全をめぐる問題", "生物学的安全"),
        ("Что Панкин сказал о Белоруссии?", "ベラルーシにおいてもそうです", "ベラルーシ"),
        ("Сколько модельных законов приняла Парламентская ассамблея?", "65のモデルとなる法令", "法令"),
    ],
)
def test_the_sentence_that_decides_and_its_words_are_marked(
    searcher: Searcher, question: str, decides: str, word: str
) -> None:
    quote = answer(searcher, question).quotes[0]
    text = quote.excerpt.text
    assert decides in "".join(text[start:end] for start, end in quote.highlights)
    assert word in [text[start:end] for start, end in quote.matches]


@given(TEXTS, TEXTS)
def test_words_are_marked_within_odd_texts(question: str, text: str) -> None:
    found = matching_words(ENCODER, words_asked(ROWS, question), text, (0, len(text)))
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(text[start:end].strip() for start, end in found)


SPOKEN = [
    "🙂 𠮷野さん、港の税は\n二パーセントです。\r\n舟は春に払います。👩‍🚀",
    "L\u2019e\u0301tat du po\u0302rt 🙂: the harbour tax is two per cent. The pier stands.",
    "Портовы\u0438\u0306 налог 🙂 — два процента. 𠮷 Пирс стоит.",
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("odd") / "library"
    text = "".join(SPOKEN)
    starts = [sum(map(len, SPOKEN[:place])) for place in range(len(SPOKEN) + 1)]
    spans = list(pairwise(starts))
    record = Record(
        "odd",
        "Odd",
        text,
        speakers=(Speaker("a", "Ada"),),
        turns=(Turn(0, "a", None, None, 0, len(text)),),
        passages=tuple(Passage(f"odd/{number}", "odd", 0, *span) for number, span in enumerate(spans)),
    )
    with Library.open(folder) as library:
        library.add(record)
        index(library)
    opened = Searcher.open(folder)
    yield opened
    opened.library.close()


@pytest.mark.parametrize(
    ("question", "decides"),
    [
        ("港の税は何パーセントですか", "二パーセントです"),
        ("How high is the harbour tax?", "harbour tax is two per cent."),
        ("Какой портовый налог?", "налог"),
    ],
)
def test_offsets_hold_past_surrogate_pairs_line_breaks_and_combining_marks(
    odd: Searcher, question: str, decides: str
) -> None:
    found = answer(odd, question)
    marked = [quote.excerpt.text[start:end] for quote in found.quotes for start, end in quote.highlights]
    assert any(decides in words for words in marked), found
    for quote in found.quotes:
        for start, end in quote.matches:
            assert any(first <= start < end <= last for first, last in quote.highlights)


def test_json_carries_what_is_marked(onrecord: Onrecord) -> None:
    given_answer = json.loads(onrecord("ask", "CSTOの憲章はいつ、どこで調印されましたか？", "--json").stdout)
    quote = given_answer["quotes"][0]
    marked = [quote["text"][start:end] for start, end in quote["highlights"]]
    words = [quote["text"][start:end] for start, end in quote["matches"]]
    assert "キシニョフで調印しました" in marked[0]
    assert "調印" in words
    assert quote["highlights"][1:] == quote["matches"]
