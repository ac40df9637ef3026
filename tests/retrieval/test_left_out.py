"""Whose words a question leaves out are never the answer to it."""

import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.answer import answer, answer_understood
from retrieval.conversation import Conversation, next_question
from retrieval.model import Form, Reason, Scope
from retrieval.question import Understood, understand
from retrieval.search import Searcher

KELLER = Speaker("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"))
ORLOV = Speaker("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"))
ROSTER = Roster([KELLER, ORLOV, Speaker("brandt", "Emil Brandt")])


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("What did everyone except Orlov say about fish?", Form.EACH),
        ("What did everybody but Orlov say about fish?", Form.EACH),
        ("What did the other speakers besides Orlov say about fish?", Form.EACH),
        ("Who besides Orlov spoke about fish?", Form.WHO),
        ("Apart from Orlov, who mentioned fish?", Form.WHO),
        ("who but orlov spoke of fish", Form.WHO),
        ("Что сказали все, кроме Орлова, о рыбе?", Form.EACH),
        ("Кто, помимо Орлова, говорил о рыбе?", Form.WHO),
        ("オルロフ以外の人は魚について何と言いましたか", Form.EACH),
        ("オルロフさんを除く全員は魚について何と述べましたか", Form.EACH),
        ("オルロフ以外に魚に触れたのは誰", Form.WHO),
    ],
)
def test_all_but_one_are_asked(question: str, form: Form) -> None:
    understood = understand(question, ROSTER, Scope())
    assert (understood.speakers, understood.but, understood.form) == (None, (ORLOV,), form)
    assert understood.text.rstrip("?") in ("fish", "рыбе", "魚")


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller, not Orlov, say about fish?",
        "Not Orlov, what did Keller say about fish?",
        "Что сказала Келлер, а не Орлов, о рыбе?",
        "オルロフではなくケラーは魚について何と言いましたか",
    ],
)
def test_one_is_asked_and_not_the_other(question: str) -> None:
    assert understand(question, ROSTER, Scope()).speakers == (KELLER,)


@pytest.mark.parametrize(
    "question",
    [
        "Did Keller not say that fish is good?",
        "What did Keller say besides Orlov's plan?",
        "Did nobody but Keller speak of fish?",
        "Никто, кроме Келлер, не говорил о рыбе?",
    ],
)
def test_nobody_is_left_out_by_the_way(question: str) -> None:
    assert understand(question, ROSTER, Scope()).but == ()


@pytest.mark.parametrize(
    "question",
    [
        "What did everyone except the governor say about fish?",
        "everybody but the governor on fish",
        "Кто, кроме губернатора, говорил о рыбе?",
        "知事以外の人は魚について何と言いましたか",
        "知事を除く全員は魚について何と述べましたか",
    ],
)
def test_an_office_is_left_out(question: str) -> None:
    governor = Speaker("mizuno", "水野誠")
    known = [SpeakerSummary(governor, ("知事",), ("r",), 1, 1), SpeakerSummary(KELLER, ("Member",), ("r",), 1, 1)]
    understood = understand(question, Roster(known), Scope())
    assert (understood.speakers, understood.but) == (None, (governor,))


def then(*said: str) -> Understood:
    conversation, understood = Conversation(), Understood("")
    for words in said:
        understood, conversation = next_question(conversation, words, ROSTER)
    return understood


@pytest.mark.parametrize(
    ("said", "form", "but"),
    [
        ("And the others?", Form.EACH, (KELLER,)),
        ("What did the others say about it?", Form.EACH, (KELLER,)),
        ("everyone else?", Form.EACH, (KELLER,)),
        ("And besides Orlov?", Form.EACH, (KELLER, ORLOV)),
        ("Who else?", Form.WHO, (KELLER,)),
        ("who else mentioned it", Form.WHO, (KELLER,)),
        ("А остальные?", Form.EACH, (KELLER,)),
        ("А кроме неё?", Form.EACH, (KELLER,)),
        ("Кто ещё?", Form.WHO, (KELLER,)),
        ("ほかの人は？", Form.EACH, (KELLER,)),
        ("他の人は何と言っていますか？", Form.EACH, (KELLER,)),
        ("ケラー以外は？", Form.EACH, (KELLER,)),
        ("ほかに誰が言っていますか", Form.WHO, (KELLER,)),
    ],
)
def test_the_others_are_asked_the_same(said: str, form: Form, but: tuple[Speaker, ...]) -> None:
    understood = then("What did Keller say about fish?", said)
    assert (understood.speakers, understood.text, understood.form) == (None, "fish?", form)
    assert understood.but == but


def test_those_left_out_stay_so_until_they_are_asked() -> None:
    said = ("What did everyone except Orlov say about fish?", "And about ships?")
    assert (then(*said).speakers, then(*said).but) == (None, (ORLOV,))
    assert (then(*said, "And Orlov?").speakers, then(*said, "And Orlov?").but) == ((ORLOV,), ())


def test_a_short_name_is_left_out_too(searcher: Searcher) -> None:
    found = answer(searcher, "ザス以外の人はテロについて何と言いましたか")
    assert (found.form, "スタニスラフ・ザス" in found.names) == (Form.EACH, False)


def test_whoever_is_left_out_is_not_quoted(searcher: Searcher) -> None:
    first = answer(searcher, "Who spoke about terrorism?").names[0]
    others = answer(searcher, f"Who besides {first} spoke about terrorism?").names
    assert others
    assert first not in others
    people = tuple(one.speaker for one in searcher.roster.summaries)
    nobody = answer_understood(searcher, "?", Understood("カレーの作り方", but=people[:1]), Scope())
    assert nobody.reason is Reason.NOT_BY_OTHERS
