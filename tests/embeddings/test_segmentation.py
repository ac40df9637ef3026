import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.segmentation import BatchSegmenter
from embeddings.static import Ids, Span, bundled_folder, load_static
from embeddings.unigram import UnigramTokenizer

OURS = load_static()
TOKENIZER = UnigramTokenizer(bundled_folder())
SEGMENTER = BatchSegmenter(TOKENIZER)

PARAGRAPHS = [
    "大臣は国連憲章について何と述べましたか？　私から、各国の安全保障（防衛）に関する共同宣言について御説明します。",
    "What did the minister say about air defence? He said: nothing new, and that 3.5% is enough.",
    "Что министр сказал об Уставе ООН и о терроризме? Ёжик, подъезд — «кавычки»… №5",
    "안전 보장에 대해 무엇을 말했습니까? 部长对气候变化说了什么？ Größe, façade, Łódź, naïve",
    "ماذا قال الوزير عن الأمن؟ รัฐมนตรีพูดอะไรเกี่ยวกับน้ำ मंत्री ने क्या कहा",
]
ODD = [
    "",
    " ",
    "a",
    "▁",
    "▁ ▁already▁ marked",
    "  two  spaces,\tone tab\nand a line ",
    "ends in a tab\t",
    "ﾊﾝｶｸのｶﾀｶﾅと㍿、①②③、ＡＢＣ１２３",
    "😀👍🏽👩‍👩‍👧 🇯🇵 emoji ©️ #️⃣",
    "か\u3099e\u0301 й\u0306 n\u0303\u0303 decomposed",
    "\x00\x01\x1f\x7f\x85 controls \u200b\u200d\ufeff\u00ad",
    "\r\n\r\n",
    "one\rtwo\r\nthree",
    "<unk> <s> </s> extra_token_id_1",
    "𠮷野家𠮷𠮷𠮷𓀀𓀁𓀂 𓀀 𓀀",
    "𓀀",
    "broken \ud83d end",
    "あ" * 300,
    "加盟各国の安全保障に関する共同宣言。" * 1500,
]
LETTERS = st.sampled_from("".join(PARAGRAPHS + ODD[:-3]).replace("\r", "") + "   😀𓀀\x00\u0301\u3099")
TEXT = st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=30))


def assert_as_the_library(texts: list[str], spans: list[list[Span]]) -> None:
    ids, parts = OURS.cut_piece_ids(texts, spans)
    reference = list(OURS._cut_by_library([text.encode(errors="replace").decode() for text in texts], spans))
    assert len(ids) == len(parts) == len(texts)
    for mine, cut, (theirs, firsts) in zip(ids, parts, reference, strict=True):
        assert_same(mine, theirs)
        wanted = np.split(theirs, firsts[1:])
        assert len(cut) == len(wanted)
        for part, other in zip(cut, wanted, strict=True):
            assert_same(part, other)


def assert_same(mine: Ids, theirs: Ids) -> None:
    assert mine.dtype == theirs.dtype
    assert mine.tolist() == theirs.tolist()


def spans_at(text: str, cuts: list[int]) -> list[Span]:
    """Slices of the text between the cuts, some empty, or only every second one so that there are gaps."""
    places = sorted(cut % (len(text) + 1) for cut in cuts)
    return list(pairwise(places))[:: 1 + len(cuts) % 2]


@given(st.lists(st.tuples(TEXT, st.lists(st.integers(0, 60), max_size=7)), max_size=8))
@settings(max_examples=150, deadline=None)
def test_ids_and_cuts_of_any_texts_are_those_of_the_library(drawn: list[tuple[str, list[int]]]) -> None:
    assert_as_the_library([text for text, _ in drawn], [spans_at(text, cuts) for text, cuts in drawn])


@pytest.mark.parametrize("text", PARAGRAPHS + ODD)
def test_a_cut_at_every_character(text: str) -> None:
    few = min(len(text), 400)
    assert_as_the_library([text], [[(at, at + 1) for at in range(few)]])


def test_many_texts_of_many_lengths() -> None:
    rng = random.Random(0)
    pool = "".join(PARAGRAPHS)
    starts = [rng.randrange(len(pool)) for _ in range(1500)]
    texts = PARAGRAPHS + ODD + [pool[start : start + rng.randrange(200)] for start in starts]
    spans = [spans_at(text, [rng.randrange(1000) for _ in range(rng.randrange(6))]) for text in texts]
    assert_as_the_library(texts, spans)


def test_ids_are_those_of_the_search_text_by_text() -> None:
    found = SEGMENTER.segment(PARAGRAPHS)
    for text, one in zip(PARAGRAPHS, found, strict=True):
        ids = TOKENIZER.ids(text)
        assert one is None or (ids is not None and one.ids.tolist() == ids.tolist())


@pytest.mark.parametrize(
    "text", [*PARAGRAPHS[1:2], "大臣は国連憲章について、何と述べましたか？", "😀 and 𓀀𓀀", "รัฐมนตรีกล่าว？"]
)
def test_usual_texts_need_no_library(text: str) -> None:
    assert SEGMENTER.segment([text])[0] is not None


@pytest.mark.parametrize("text", ["", " a", "a ", "a  b", "a\u3000 b", "㍿", "e\u0301", "a\r\nb", "あ" * 30_000])
def test_texts_whose_length_or_edges_change_are_left_to_the_library(text: str) -> None:
    assert SEGMENTER.segment([text]) == [None]


def test_starts_tile_the_text() -> None:
    [found] = SEGMENTER.segment([PARAGRAPHS[1]])
    assert found is not None
    assert found.starts[0] == -1
    assert (np.diff(found.starts) > 0).all()
    assert found.starts[-1] < len(PARAGRAPHS[1])
