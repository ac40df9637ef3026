"""From lines to passages, and from passages to sentences."""

import pytest

from corpus.lines import split_lines
from corpus.passages import LONGEST, cut, paragraphs, sentences


def blocks(text: str, *, wrapped: bool = False) -> list[str]:
    found = paragraphs(split_lines(text), wrapped=wrapped)
    return [text[lines[0].start : lines[-1].end] for lines in found]


@pytest.mark.parametrize("mark", ["ー", "-", "・", "• ", "1. ", "(1) ", "一、", "① ", "* "])
def test_list_items_stay_with_their_lead_in(mark: str) -> None:
    text = f"The tasks are these.\n\n{mark}first\n{mark}second\n\nThat is all.\n"
    assert blocks(text) == [f"The tasks are these.\n\n{mark}first\n{mark}second", "That is all."]


def test_a_dash_that_opens_a_reply_is_no_list() -> None:
    assert blocks("— Да, согласен.\nОн вышел.\n— Нет.") == ["— Да, согласен.", "Он вышел.", "— Нет."]


def test_a_paragraph_too_long_is_cut_evenly_at_sentence_ends() -> None:
    text = "This is one sentence of the speech. " * 100
    parts = cut(text, 0, len(text.rstrip()))
    lengths = [end - start for start, end in parts]
    assert len(parts) == 3 or len(parts) == 4
    assert max(lengths) <= LONGEST
    assert max(lengths) - min(lengths) < 200
    assert all(text[start:end].endswith("speech.") for start, end in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith met Dr. Lee at 3.5 p.m. on Monday. They spoke.", 2),
        ("The U.N. Security Council met. We left the U.S. We won!", 3),
        ("He said: “Yes.” Then he left. “No!” she cried.", 3),
        ("Art. 5 of the treaty applies. See No. 7 and fig. 2.", 2),
        ("Встреча прошла в 2020 г. в Москве. Т.е. мы согласны. И т.д. Россия готова.", 4),
        ("Об этом сказал С. В. Громов. Он прав.", 2),
        ("今日は。明日は？「はい。」と言った。（そうです。）次へ。", 5),
        ("執行書記のC.N.レベジェフおよびV.I.ノロフが参加しています。次です!", 2),
        ("次の課題:\n-充実\n-完成", 3),
        ("A line that\nwraps is one. Two.", 2),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected, [text[start:end] for start, end in sentences(text)]
