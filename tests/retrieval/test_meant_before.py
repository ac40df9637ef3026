"""Questions that are like those with somebody left out, spoken of or a time in them, and ask for something else."""

from datetime import date

import pytest

from corpus.model import RecordSummary, Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.conversation import Conversation, next_question
from retrieval.model import Form, Scope
from retrieval.question import Understood, understand

PEOPLE = (
    ("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"), "Minister for the Environment"),
    ("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"), "Foreign Minister"),
    ("smirnov", "Сергей Смирнов", ("Sergey Smirnov",), "Chair"),
    ("white", "Helen White", (), "Mayor"),
    ("young", "Will Young", (), ""),
    ("yoshida", "吉田 信夫", (), ""),
)
DATES = [f"{date.today().year - back}-03-05" for back in range(8)]  # some of last year, whichever that is
ROSTER = Roster([SpeakerSummary(Speaker(id_, name, also), (role,), ("r",), 1, 1) for id_, name, also, role in PEOPLE])
RECORDS = [
    RecordSummary(
        made, "Plenary session", made, "en", *[None] * 4, speakers=3, turns=3, passages=9, asides=0, sha256=""
    )
    for made in DATES
]


def asked(question: str) -> Understood:
    return understand(question, ROSTER, Scope(), records=lambda: RECORDS)


def who(question: str) -> set[str]:
    return {one.id for one in asked(question).speakers or ()}


def after(first: str, said: str) -> Understood:
    _, conversation = next_question(Conversation(), first, ROSTER)
    return next_question(conversation, said, ROSTER)[0]


@pytest.mark.parametrize(
    "question",
    [
        "Keller's party line",
        "Was Keller quoted as saying that fish are healthy?",
        "Wer ist laut Keller schuld?",
        "Wessen Plan unterstützt Keller?",
        "Von wem sprach Keller?",
        "Qui, selon Keller, est responsable ?",
        "Qui est-ce que Keller critique ?",
        "Qui a été critiqué par Keller ?",
        "¿Quién es responsable según Keller?",
        "Chi è responsabile secondo Keller?",
        "Il discorso di Keller sul pesce",
        "哪些国家Keller提到了",
        "誰にケラーは感謝しましたか",
        "誰についてケラーは話しましたか",
        "ケラーに質問したい 魚について",
        "ケラーに答えてほしい",
        "ケラーを引用してください",
        "ケラーをお願いします",
        "ケラーは批判されたことをどう言いましたか",
        "ケラーは選ばれた理由をどう説明しましたか",
    ],
)
def test_who_is_asked_is_asked_still(question: str) -> None:
    assert who(question) == {"keller"}


@pytest.mark.parametrize(
    "question",
    [
        "Что Орлову не нравится в бюджете?",
        "Что нужно Орлову?",
        "Зачем Орлову рыба?",
        "Что упомянул Орлов?",
        "Что, кроме рыбы, критикует министр иностранных дел?",
        "Что Орлову известно о рыбе?",
        "Принадлежат ли Орлову эти слова?",
        "Вопрос Орлову о рыбе",
        "ОБРАЩЕНИЕ К ОРЛОВУ",
        "Спроси у Орлова про рыбу",
        "хочу спросить у Орлова про рыбу",
        "не Орлов ли сказал о рыбе?",
        "а не Орлов?",
        "Not Orlov's plan",
    ],
)
def test_a_case_or_a_not_does_not_take_out_who_is_asked(question: str) -> None:
    understood = asked(question)
    assert [one.id for one in understood.speakers or ()] == ["orlov"]
    assert understood.but == ()


@pytest.mark.parametrize(
    "question",
    [
        "Does Keller speak more about fish than Orlov?",
        "Did Keller vote for the bill but Orlov against?",
        "Why does Keller support quotas whereas Orlov opposes them?",
        "ケラーは賛成したがオルロフが反対した",
    ],
)
def test_both_sides_of_a_contrast_are_asked(question: str) -> None:
    assert who(question) == {"keller", "orlov"}


def test_a_name_cut_short_is_not_left_out() -> None:
    understood = asked("Apart from Orlov's plan, what did Keller mention?")
    assert "Orlov's plan" in understood.text
    assert [one.id for one in understood.speakers or ()] == ["keller"]


def test_all_but_one_in_german() -> None:
    assert [one.id for one in asked("Was sagten alle außer Keller?").but] == ["keller"]


def test_a_given_name_may_be_a_word_that_asks() -> None:
    assert who("Will Young on fish") == {"young"}
    assert who("When Orlov asked about fish, what did Keller answer?") == {"keller"}


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say about last year's catch?",
        "What did Keller say about last year?",
        "What did Keller say since last year?",
        "Last year's budget: what did Keller say about it?",
        "What did Keller say in March madness?",
        "What did Keller say in March–April?",
        "去年の予算についてケラーは何と言いましたか",
        "昨年度の決算についてケラーは何と言いましたか",
        "ケラーは今年末までに何をすると言いましたか",
        "去年より魚は増えたとケラーは言いましたか",
        "5年前に決まったことについてケラーは何と言いましたか",
        "ケラーは3月に始まる制度について何と言いましたか",
        "ケラーは、3月に新しい制度が始まると言いましたか",
        "2018年から2021年までの漁獲量についてケラーは何と言いましたか",
    ],
)
def test_a_time_that_is_spoken_of_is_not_when_it_was_said(question: str) -> None:
    assert asked(question).occasion is None


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say last year about fish?",
        "What did Orlov mention this year?",
        "What did Keller say in March about fish?",
        "What did Keller say in March?",
        "去年ケラーは魚について何と言いましたか",
        "昨年の会議でケラーは何と言いましたか",
        "ケラーは3月に魚について何と言いましたか",
    ],
)
def test_a_time_of_speaking_is(question: str) -> None:
    assert asked(question).occasion is not None


@pytest.mark.parametrize(
    ("said", "speaker", "text"),
    [
        ("Not Keller, Orlov", "orlov", "fish?"),
        ("now the mayor", "white", "fish?"),
        ("ok, the mayor", "white", "fish?"),
        ("Что ей ответил Орлов?", "orlov", "Что ей ответил ?"),
        ("Согласен ли с ней Орлов?", "orlov", "Согласен ли с ней ?"),
        ("彼女を引用して", "keller", None),
    ],
)
def test_of_a_follow_up_who_is_named_is_asked(said: str, speaker: str, text: str | None) -> None:
    understood = after("What did Keller say about fish?", said)
    assert [one.id for one in understood.speakers or ()] == [speaker]
    assert text is None or understood.text == text


def test_a_pronoun_for_whom_others_accuse_or_answer_is_not_who_is_asked() -> None:
    assert after("Что сказал Орлов о рыбе?", "Его обвинили?").speakers is None
    assert after("Что сказал Орлов о рыбе?", "Чем ему ответили?").speakers is None


def test_what_is_important_to_somebody_is_not_asked_of_all_others() -> None:
    assert after("What did Orlov say about fish?", "What is important to him about meat?").but == ()


def test_other_countries_are_a_topic() -> None:
    understood = after("ケラーは魚について何と言いましたか", "他の国は？")
    assert [one.id for one in understood.speakers or ()] == ["keller"]
    assert after("ケラーは魚について何と言いましたか", "他の人は？").form is Form.EACH


def test_a_name_that_begins_another_word_after_a_dot_stays_in_the_question() -> None:
    assert "・エヴァーツ条約" in asked("吉田・エヴァーツ条約の成立年は何年ですか").text


def test_all_that_is_asked_may_be_what_was_said() -> None:
    assert asked("tell me what Keller said").text == ""
    assert asked("tell me what Keller thinks about fish").text == "fish"


@pytest.mark.parametrize("said", ["Not Orlov", "except Orlov", "кроме Орлова", "オルロフ以外は"])
def test_of_two_who_were_asked_the_one_who_is_not_left_out_stays(said: str) -> None:
    understood = after("What did Keller and Orlov say about fish?", said)
    assert ([one.id for one in understood.speakers or ()], understood.text) == (["keller"], "fish?")


@pytest.mark.parametrize("said", ["Anyone but Keller?", "and everybody except Keller?", "А все, кроме Келлер?"])
def test_everybody_but_one_is_asked_the_last_question(said: str) -> None:
    understood = after("What did Keller say about fish?", said)
    assert (understood.text, understood.form, [one.id for one in understood.but]) == ("fish?", Form.EACH, ["keller"])
