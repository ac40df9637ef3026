import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from embeddings.static import bundled_folder
from embeddings.unigram import UnigramTokenizer, certain, substring_hashes

FOLDER = bundled_folder()
LIBRARY = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
OURS = UnigramTokenizer(FOLDER)

SAMPLES = [
    "",
    " ",
    "　　",
    "a",
    "What did the minister say about air defence?",
    "  two  spaces,\tone tab\nand a line ",
    "大臣は国連憲章について何と述べましたか？",
    "ﾊﾝｶｸのｶﾀｶﾅと㍿、①②③、ＡＢＣ１２３",
    "Что министр сказал об Уставе ООН и о терроризме?",
    "Ёжик, подъезд — «кавычки»… №5",
    "안전 보장에 대해 무엇을 말했습니까?",
    "部长对气候变化说了什么？",
    "ماذا قال الوزير عن الأمن؟",
    "รัฐมนตรีพูดอะไรเกี่ยวกับน้ำ",
    "Größe, façade, Łódź, İstanbul, naïve ½ ﬁn",
    "😀👍🏽👩‍👩‍👧 🇯🇵 emoji",
    "か\u3099e\u0301 й\u0306 decomposed",
    "\x00\x01\x1f\x7f\x85 controls \u200b\u200d\ufeff",
    "\r\n\r\n",
    "<unk> <s> </s> extra_token_id_1",
    "𠮷野家𠮷𠮷𠮷𓀀𓀁𓀂",
    "▁ ▁already▁ marked",
    "©️ #️⃣ n\u0303\u0303",
]


def by_library(text: str) -> list[int]:
    ids: list[int] = LIBRARY.encode(text, add_special_tokens=False).ids
    return ids


def ours(text: str) -> list[int]:
    ids = OURS.ids(text)
    return by_library(text) if ids is None else ids.tolist()


@pytest.mark.parametrize("text", SAMPLES)
def test_ids_are_those_of_the_library(text: str) -> None:
    assert ours(text) == by_library(text)


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_ids_of_any_text_are_those_of_the_library(text: str) -> None:
    assert ours(text) == by_library(text)


ALPHABET = (
    "aeé ▁か\u3099がｶﾞﾊﾟ日本語の国連мирЁй\u0306\u0301\u200d\ufe0f\u0e33\u0604\u0e40กا\u064b가\u1100\u1161"
    "\r\n\t\u3000①㍿ﬁ…!?。、<unk>"
)


@given(st.text(alphabet=ALPHABET, max_size=40))
@example("a\u0301\u0302")
@example("\x00")
@example("a\x00b\x00")
@example("\u0604a")
@settings(max_examples=200, deadline=None)
def test_ids_of_awkward_neighbours_are_those_of_the_library(text: str) -> None:
    assert ours(text) == by_library(text)


@given(st.lists(st.sampled_from(SAMPLES), max_size=6), st.sampled_from(["", " ", "。", "-"]))
@settings(max_examples=100, deadline=None)
def test_ids_of_mixed_languages_are_those_of_the_library(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    assert ours(text) == by_library(text)


def test_plain_questions_need_no_library() -> None:
    plain = [sample for sample in SAMPLES if certain(sample)]
    assert {
        "大臣は国連憲章について何と述べましたか？",
        "Ёжик, подъезд — «кавычки»… №5",
        "😀👍🏽👩‍👩‍👧 🇯🇵 emoji",
    } <= set(plain)


def test_clusters_that_the_library_looks_up_whole_are_left_to_it() -> None:
    assert OURS.ids("cafe\u0301") is None


@given(st.text(max_size=30), st.integers(1, 8))
def test_substring_hashes_know_equal_substrings(text: str, longest: int) -> None:
    hashes = substring_hashes(text, longest)
    for row, column in np.ndindex(*hashes.shape):
        part = text[column : column + row + 1]
        assert hashes[row, column] == substring_hashes(part, len(part))[-1, 0]


WORDS = st.lists(st.text("aб平ー々é\u0301▁\ufdfa𓀀 1", max_size=6) | st.sampled_from(SAMPLES), max_size=12)


@given(WORDS)
def test_words_segmented_together_are_as_each_by_itself(words: list[str]) -> None:
    fresh = UnigramTokenizer(FOLDER)
    for found in (fresh.ids_of_words(words), fresh.ids_of_words(words[::-1])[::-1]):
        assert [one if one is None else one.tolist() for one in found] == [
            one if one is None else one.tolist() for one in map(OURS.ids, words)
        ]


def test_no_piece_of_the_model_reaches_over_a_space() -> None:
    assert not [piece for piece in LIBRARY.get_vocab() if "▁" in piece[1:]]
