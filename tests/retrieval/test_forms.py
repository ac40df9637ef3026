"""What kind of answer a question wants, and what is left of it to search for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.forms import form_of, without_form
from retrieval.frames import subject_of
from retrieval.model import Form


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Who spoke about the fish market?", "the fish market?"),
        ("who talked about ferries", "ferries"),
        ("WHO MENTIONED FERRIES?", "FERRIES?"),
        ("Which of the speakers talked about ferries?", "ferries?"),
        ("Who else mentioned ferries?", "ferries?"),
        ("Tell me who spoke about ferries", "ferries"),
        ("Who said what about ferries", "ferries"),
        ("Who thanked the harbour master?", "Who thanked the harbour master?"),
        ("Whose words are these: the pier stands", "the pier stands"),
        ("魚市場について話したのは誰ですか", "魚市場"),
        ("誰が魚市場について話しましたか", "魚市場"),
        ("魚市場に言及したのはだれ", "魚市場"),
        ("どの発言者が魚市場に触れましたか", "魚市場"),
        ("家賃は上がると述べたのは誰", "家賃は上がる"),
        ("魚市場について誰が何と言ったか", "魚市場"),
        ("Кто говорил о рыбном рынке?", "рыбном рынке?"),
        ("кто упоминал паромы", "паромы"),
        ("Кто из выступавших говорил о паромах?", "паромах?"),
        ("Чьи это слова: пирс стоит", "пирс стоит"),
        ("Кем была поднята тема рыбного рынка?", "рыбного рынка?"),
    ],
)
def test_a_question_may_ask_who_it_was(question: str, subject: str) -> None:
    assert form_of(question) is Form.WHO
    assert subject_of(without_form(question, Form.WHO)) == subject


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What did each speaker say about ferries?", "ferries?"),
        ("what did every speaker say about ferries", "ferries"),
        ("What did everyone say about ferries?", "ferries?"),
        ("What have all the participants said about ferries?", "ferries?"),
        ("The views of each speaker on ferries", "ferries"),
        ("各発言者は魚市場について何と述べましたか", "魚市場"),
        ("魚市場について、それぞれ何と言っていますか", "魚市場"),
        ("魚市場について発言者全員の見解は", "魚市場"),
        ("魚市場に関する各氏の発言", "魚市場"),
        ("Что каждый из выступавших сказал о паромах?", "паромах?"),
        ("Что сказал каждый о паромах?", "паромах?"),
        ("Что говорили все участники о паромах?", "паромах?"),
    ],
)
def test_a_question_may_ask_each(question: str, subject: str) -> None:
    assert form_of(question) is Form.EACH
    assert subject_of(without_form(question, Form.EACH)) == subject


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match?",
        "Who signed the charter?",
        "Who is the harbour master?",
        "What is needed by all member states?",
        "How many ferries were built?",
        "円卓会議を開催したのは誰ですか",
        "市長は誰に感謝しましたか",
        "みんなの広場はどこですか",
        "Кто подписал устав?",
        "Сколько паромов построено?",
    ],
)
def test_any_other_question_wants_quotes(question: str) -> None:
    assert form_of(question) is Form.QUOTES


@given(st.text(max_size=200))
def test_a_form_is_found_in_any_text(text: str) -> None:
    assert isinstance(without_form(text, form_of(text)), str)
