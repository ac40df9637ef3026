"""Who is named in a question to be spoken of, to, or beside another is not the one whose words are wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from corpus.wordlist import wordlist
from retrieval.conversation import Conversation, next_question
from retrieval.model import Form, Reason, Scope
from retrieval.question import understand

PEOPLE = (
    ("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"), "Minister for the Environment"),
    ("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"), "Foreign Minister"),
    ("smith", "Peter Smith", ("ピーター・スミス",), "Deputy Minister for the Environment"),
)
ROSTER = Roster([SpeakerSummary(Speaker(id_, name, also), (role,), ("r",), 1, 1) for id_, name, also, role in PEOPLE])


def who(question: str) -> list[str]:
    return [one.id for one in understand(question, ROSTER, Scope()).speakers or ()]


@pytest.mark.parametrize(
    "question",
    [
        "Was Orlov mentioned?",
        "Why was Orlov criticised?",
        "Has Orlov been praised?",
        "Orlov was criticised",
        "Did anyone quote Orlov?",
        "What did the others say of Orlov?",
        "What was said about Orlov's plan?",
        "quotes mentioning Orlov",
        "praise for Orlov",
        "Упоминался ли Орлов?",
        "Был ли раскритикован Орлов?",
        "О чём спросили Орлова?",
        "Что спросили у Орлова о рыбе?",
        "критика в адрес Орлова",
        "благодарность Орлову",
        "Что ответили Орлову?",
        "オルロフは批判されましたか",
        "オルロフは誰に批判されましたか",
        "オルロフが批判された理由",
        "オルロフに何と言いましたか",
        "オルロフに何を質問しましたか",
        "オルロフの名前は出ましたか",
        "オルロフの提案に反対した人",
        "オルロフを引用した発言",
        "Was wurde über Orlov gesagt?",
        "Wer hat Orlov erwähnt?",
        "Qui a mentionné Orlov ?",
        "Qu'a-t-on dit sur Orlov ?",
        "¿Quién mencionó a Orlov?",
        "谁批评了Orlov",
        "关于Orlov说了什么",
    ],
)
def test_what_is_said_of_somebody_is_asked_of_all(question: str) -> None:
    assert who(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "Did Keller quote Orlov?",
        "What did Keller tell Orlov about fish?",
        "What did Keller ask Orlov?",
        "How did Keller describe Orlov?",
        "What does Keller think of Orlov?",
        "What does Keller think about Orlov's plan?",
        "Did Keller say that Orlov lied?",
        "What did Keller say before Orlov spoke?",
        "What did Keller answer to Orlov's question?",
        "When Orlov asked about fish, what did Keller answer?",
        "Was Orlov criticised by Keller?",
        "Orlov was criticised by Keller",
        "Что Келлер ответила Орлову?",
        "Что Келлер ответила на вопрос Орлова?",
        "Что говорила Келлер, когда Орлов спросил о рыбе?",
        "ケラーはオルロフに何と答えましたか",
        "ケラーはオルロフをどう評価していますか",
        "ケラーはオルロフの発言をどう思いますか",
        "オルロフの質問にケラーは何と答えましたか",
        "オルロフが質問した際、ケラーは何と答えましたか",
        "オルロフの発言に対するケラーの反応",
        "ケラーによるオルロフ批判",
        "Was hält Keller von Orlov?",
        "Was hat Keller zu Orlov gesagt?",
        "¿Qué dijo Keller sobre Orlov?",
        "Keller对Orlov说了什么",
    ],
)
def test_of_two_only_the_one_who_speaks_is_heard(question: str) -> None:
    assert who(question) == ["keller"]


@pytest.mark.parametrize(
    "question",
    [
        "What did Orlov say about fish?",
        "Has Orlov defended the plan?",
        "What has Orlov called for?",
        "Quote Orlov on fish",
        "Can you quote Orlov on fish?",
        "Ask Orlov about fish",
        "A question to Orlov",
        "Что предложено Орловым?",
        "Кто был назван Орловым лжецом?",
        "Кто был раскритикован Орловым?",
        "who is called a liar by Orlov",
        "спроси Орлова о рыбе",
        "オルロフを検索",
        "オルロフに聞きたい",
        "オルロフは批判されるべきだと述べましたか",
        "Was sagte Orlov über Fisch?",
        "Qu'a dit Orlov sur le poisson ?",
        "Orlov关于鱼说了什么",
    ],
)
def test_who_speaks_is_heard(question: str) -> None:
    assert who(question) == ["orlov"]


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did the foreign minister tell Keller?", "orlov"),
        ("Did the foreign minister quote Keller?", "orlov"),
        ("What did Keller tell the foreign minister?", "keller"),
        ("外務大臣はケラーに何と言いましたか", "orlov"),
        ("ケラーは外務大臣に何と言いましたか", "keller"),
        ("Что министр иностранных дел сказал Келлер?", "orlov"),
    ],
)
def test_an_office_speaks_or_is_spoken_to(question: str, speaker: str) -> None:
    assert who(question) == [speaker]


@pytest.mark.parametrize(
    "question",
    [
        "Compare Keller with Orlov on fish",
        "How does Keller differ from Orlov?",
        "Did Keller say the same as Orlov?",
        "What did Keller say about fish and Orlov about ships?",
        "Сравни Келлер с Орловым",
        "ケラーとオルロフを比較して",
    ],
)
def test_those_who_are_compared_are_both_heard(question: str) -> None:
    assert who(question) == ["keller", "orlov"]


@pytest.mark.parametrize(
    "question",
    [
        "Who cited Orlov?",
        "Which speakers name Orlov?",
        "who called Orlov a liar",
        "Who interrupted Orlov?",
        "Кто сослался на Орлова?",
        "オルロフの名前を出したのは誰",
    ],
)
def test_who_says_something_of_another_leads_with_the_name(question: str) -> None:
    understood = understand(question, ROSTER, Scope())
    assert (understood.speakers, understood.form) == (None, Form.WHO)
    assert understand("Who appointed Orlov?", ROSTER, Scope()).form is Form.QUOTES


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller's deputy say about fish?",
        "What did the deputy of Keller say about fish?",
        "What did Keller's deputy Peter Smith say about fish?",
        "ケラーの次官は魚について何と述べたか",
        "ケラーの秘書スミスは魚について何と述べましたか",
    ],
)
def test_a_deputy_is_found_by_office_or_by_the_name_beside(question: str) -> None:
    assert who(question) == ["smith"]


@pytest.mark.parametrize(
    "question",
    [
        "What did Orlov's successor say about fish?",
        "What did the spokesman for Orlov say?",
        "что сказал заместитель Орлова о рыбе",
        "オルロフの後任は何と言いましたか",
    ],
)
def test_another_than_the_one_named_is_not_heard_in_the_name(question: str) -> None:
    assert understand(question, ROSTER, Scope()).reason is Reason.UNCLEAR_SPEAKER


def test_what_somebody_says_of_a_deputy_is_not_the_deputys() -> None:
    assert who("What did Orlov say about Keller's deputy?") == ["orlov"]
    assert who("What was said about Keller's deputy?") == []
    assert who("что сказал заместитель Келлер") == ["keller"]  # who is a deputy herself


WORDS = sorted(
    wordlist(
        """
        Keller Orlov Келлер Орлову Орлова ケラー オルロフ the minister deputy 's of to with by except but not and her
        him who mentioned did say was criticised what about , ? что сказал кто кроме о на был назван заместитель его
        は が を に の と 以外 について 誰 批判された 何と述べましたか in 2019 since 2020 last year 去年 6月 から まで
        According по словам
        """
    )
)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([" ", ""]))
def test_any_words_are_understood_after_any(words: list[str], between: str) -> None:
    conversation = Conversation("fish", tuple(one.speaker for one in ROSTER.summaries[:1]))
    understood, after = next_question(conversation, between.join(words), ROSTER)
    assert isinstance(next_question(after, "And Orlov?", ROSTER)[0].text, str)
    people = {one.speaker for one in ROSTER.summaries}
    assert people.issuperset((*understood.but, *(understood.speakers or ())))
