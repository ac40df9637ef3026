"""Patterns that are compiled late find what the same expression finds when it is compiled at once."""

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.pattern import RUSSIAN_LETTERS, Alternatives, Pattern

PARTS = (
    (r"(?i)\bwho (?P<en>\w+)", ("who",)),
    (r"(?i)кто [а-яё]+", RUSSIAN_LETTERS),
    (r"誰が?", ("誰",)),
    (r"(?i)who|誰", ()),
)
LATE = [Pattern(source, needs) for source, needs in PARTS]
AT_ONCE = [re.compile(source) for source, _ in PARTS]
TEXTS = st.lists(st.sampled_from(["who", "WHO", " ", "said", "кто", "КТО", "говорил", "誰", "が", ".", "ё"])).map(
    "".join
)


@given(TEXTS)
def test_a_pattern_finds_what_its_expression_finds(text: str) -> None:
    for late, now in zip(LATE, AT_ONCE, strict=True):
        assert str(late.search(text)) == str(now.search(text))
        assert str(late.match(text)) == str(now.match(text))
        assert str(late.fullmatch(text)) == str(now.fullmatch(text))
        assert list(map(str, late.finditer(text))) == list(map(str, now.finditer(text)))
        assert late.findall(text) == now.findall(text)
        assert late.sub("-", text) == now.sub("-", text)


@given(TEXTS)
def test_alternatives_find_what_one_expression_of_all_finds(text: str) -> None:
    joined = re.compile("|".join(re.sub(r"^\(\?i\)(.*)", r"(?i:\1)", source) for source, _ in PARTS))
    for found, expected in (
        (Alternatives(*LATE).search(text), joined.search(text)),
        (Alternatives(*LATE).match(text), joined.match(text)),
    ):
        assert (found and found.span()) == (expected and expected.span())


def test_what_is_not_needed_is_not_compiled() -> None:
    broken = Pattern("(", needs=("who",))
    assert broken.search("誰が") is None
