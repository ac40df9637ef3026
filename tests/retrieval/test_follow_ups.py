"""A conversation takes up what was asked before, and of whom; or asks whom the user means."""

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

import pytest

from corpus.model import RecordSummary, Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.choosing import choose
from retrieval.conversation import Conversation, next_question
from retrieval.model import Answer, Candidate, Form, Reason, Scope
from retrieval.question import Understood
from retrieval.wording import reason_text

PEOPLE = [
    ("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"), ("Minister of Fisheries",), ("east",)),
    ("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"), ("Foreign Minister",), ("east",)),
    ("brandt", "Emil Brandt", (), ("Deputy Foreign Minister",), ("east",)),
    ("john", "John Baker", (), ("Harbour Master",), ("east",)),
    ("mary", "Mary Baker", (), ("Representative of Norway",), ("west",)),
    ("chair", "The Chair", (), (), ("east", "west")),
    ("mizuno", "水野誠", (), ("知事",), ("east",)),
    ("aoyama", "青山恵", (), ("議長",), ("east",)),
    ("tove", "Tove Holm", (), ("Secretary of the Fleet Board",), ("west",)),
]
ROSTER = Roster(
    [SpeakerSummary(Speaker(id_, name, aliases), roles, records, 1, 1) for id_, name, aliases, roles, records in PEOPLE]
)


def after(*said: str, records: Sequence[RecordSummary] = (), scope: Scope | None = None) -> Understood:
    """What the last of these is understood to ask, within `scope`, after the others, of `records`."""
    conversation, understood = Conversation(), Understood("")
    for place, words in enumerate(said, 1):
        if scope and place == len(said):
            conversation = replace(conversation, scope=scope)
        understood, conversation = next_question(conversation, words, ROSTER, lambda: records)
    return understood


def ids(understood: Understood) -> list[str]:
    return [speaker.id for speaker in understood.speakers or ()]


FIRST = "What did Keller say about the harbour?"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("And Orlov?", ["orlov"]),
        ("What about Orlov?", ["orlov"]),
        ("and orlov", ["orlov"]),
        ("Orlov?", ["orlov"]),
        ("And what did Orlov say?", ["orlov"]),
        ("And Foreign Minister Orlov?", ["orlov"]),
        ("And the foreign minister?", ["orlov"]),
        ("А Орлов?", ["orlov"]),
        ("А что сказал Орлов?", ["orlov"]),
        ("А министр иностранных дел?", ["orlov"]),
        ("では、オルロフさんは？", ["orlov"]),
        ("水野知事は？", ["mizuno"]),
        ("では知事は？", ["mizuno"]),
        ("では議長は？", ["aoyama"]),
        ("And Orlov and Brandt?", ["orlov", "brandt"]),
        ("And Mary Baker?", ["mary"]),
        ("And the Fleet Board?", ["tove"]),
        ("What did Orlov say about it?", ["orlov"]),
        ("Что Орлов сказал об этом?", ["orlov"]),
        ("オルロフさんはそれについて何と述べましたか", ["orlov"]),
    ],
)
def test_another_speaker_is_asked_about_the_same(said: str, who: list[str]) -> None:
    understood = after(FIRST, said)
    assert (understood.reason, ids(understood), understood.text) == (None, who, "the harbour?")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("And about fish?", "fish"),
        ("what about fish?", "fish"),
        ("А о рыбе?", "рыбе"),
        ("では魚については？", "魚"),
        ("魚については？", "魚"),
        ("What did she say about fish?", "fish?"),
        ("Что она сказала о рыбе?", "рыбе?"),
    ],
)
def test_the_same_speaker_is_asked_about_another_thing(said: str, text: str) -> None:
    understood = after(FIRST, said)
    assert (ids(understood), understood.text) == (["keller"], text)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("What about Brandt on fish?", ["brandt"]),
        ("And how about Orlov and Brandt on fish?", ["orlov", "brandt"]),
        ("And Brandt on fish?", ["brandt"]),
        ("А что насчёт Орлова о рыбе?", ["orlov"]),
        ("What about the case against Orlov?", ["keller"]),
    ],
)
def test_another_speaker_is_asked_about_another_thing(said: str, who: list[str]) -> None:
    understood = after(FIRST, said)
    assert ids(understood) == who
    assert "harbour" not in understood.text


YEARS = [RecordSummary(f"of-{year}", "Board", year, *[None] * 5, 1, 1, 1, 0, "") for year in ("2018", "2019", "2020")]
IN_2020 = "In 2020, what did Keller say about the harbour?"


@pytest.mark.parametrize(
    ("said", "who", "text"),
    [
        ("What did she say about fish in 2019?", ["keller"], "fish"),
        ("And about fish in 2019?", ["keller"], "fish"),
        ("What about fish in 2019?", ["keller"], "fish"),
        ("А о рыбе в 2019 году?", ["keller"], "рыбе"),
        ("彼女は2019年に魚について何と述べましたか", ["keller"], "魚"),
        ("2019年の魚については？", ["keller"], "魚"),
        ("What did she say about it in 2019?", ["keller"], "the harbour"),
        ("What did she say in 2019?", ["keller"], "the harbour"),
        ("Что она сказала об этом в 2019 году?", ["keller"], "the harbour"),
        ("彼女は2019年に何と述べましたか", ["keller"], "the harbour"),
        ("And Orlov in 2019?", ["orlov"], "the harbour"),
        ("А Орлов в 2019 году?", ["orlov"], "the harbour"),
    ],
)
def test_another_time_takes_the_place_of_the_last(said: str, who: list[str], text: str) -> None:
    understood = after(IN_2020, said, records=YEARS)
    assert understood.occasion is not None
    assert (understood.occasion.since, ids(understood), understood.text.rstrip(" ?")) == ("2019", who, text)


def test_a_follow_up_without_a_time_keeps_the_last_and_one_of_a_time_without_records_does_not() -> None:
    for said in ("What did she say about fish?", "And about fish?", "What did she say about it?", "And Orlov?"):
        occasion = after(IN_2020, said, records=YEARS).occasion
        assert occasion is not None, said
        assert occasion.since == "2020", said
    assert after(IN_2020, "What did she say about fish in 1999?", records=YEARS).occasion is None
    for said in ("What did she say about it in 1999?", "And Orlov in 1999?"):
        assert after(IN_2020, said, records=YEARS).reason is Reason.EMPTY_LIBRARY, said


@pytest.mark.parametrize(
    "said",
    [
        "How many ships were built?",
        "Who spoke about fish?",
        "Сколько судов построено?",
        "船は何隻造られましたか",
        "taxes on rent",
    ],
)
def test_a_question_of_its_own_takes_up_nothing(said: str) -> None:
    assert after(FIRST, said) == after(said)


def test_her_deputy_is_found_by_office_or_said_to_be_unclear() -> None:
    assert ids(after("What did Orlov say about the harbour?", "What about his deputy?")) == ["brandt"]
    for said in ("What about her deputy?", "А её заместитель?", "彼女の秘書は？", "And her husband?"):
        assert after(FIRST, said).reason is Reason.UNCLEAR_SPEAKER, said


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("What did he say about his deputy?", "his deputy?"),
        ("Что он сказал про его заместителя?", "его заместителя?"),
    ],
)
def test_what_is_said_about_his_deputy_is_said_by_nobody_else(said: str, text: str) -> None:
    understood = after("What did Orlov say about the harbour?", said)
    assert (understood.reason, ids(understood), understood.text) == (None, ["orlov"], text)


def test_a_question_of_its_own_may_end_in_his_deputy() -> None:
    said = "Who appointed the minister and his deputy?"
    assert after("What did Orlov say about the harbour?", said) == after(said)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "And Napoleon?",
            "And Francis?",
            "And P. Napoleon?",
            "А Наполеон?",
            "А Китаев?",
            "А министр магии?",
            "And the NATO secretary-general?",
        ),
        *("では山田知事は？", "山田さんは？", "山田たろうは？", "では小池　晃は？", "田中康夫は？"),
    ],
)
def test_a_stranger_is_not_taken_for_a_topic(said: str) -> None:
    assert after(FIRST, said).reason is Reason.UNKNOWN_SPEAKER


@pytest.mark.parametrize(
    "said", ["2", "２", "no. 2", "the second", "Mary", "Mary Baker", "mary baker", "Norway", "from Norway"]
)
def test_an_ambiguous_name_is_asked_back_and_the_question_goes_on(said: str) -> None:
    asked = after("What did Baker say about bread?")
    assert asked.reason is Reason.AMBIGUOUS_SPEAKER
    assert [one.label for one in asked.candidates] == [
        "John Baker (Harbour Master)",
        "Mary Baker (Representative of Norway)",
    ]
    understood = after("What did Baker say about bread?", said)
    assert (understood.reason, ids(understood), understood.text) == (None, ["mary"], "bread?")
    assert ids(after(FIRST, "And Baker?", said)) == ["mary"]
    assert after(FIRST, "And Baker?", said).text == "the harbour?"


@pytest.mark.parametrize("said", ["What about Syria?", "And South Korea?", "А Афганистан?", "А Россия?"])
def test_a_country_is_not_taken_for_a_stranger(said: str) -> None:
    understood = after(FIRST, said)
    assert (understood.reason, ids(understood)) == (None, ["keller"])
    assert understood.text.split()[0][:3] in said


@pytest.mark.parametrize(
    "said",
    [
        "Who criticised her?",
        "Did anyone thank her?",
        "What did they say about her?",
        "Кто её критиковал?",
        "Что о ней говорили?",
        "彼女を批判したのは誰ですか",
        "彼女について何と言われていますか",
    ],
)
def test_what_is_said_of_the_last_speaker_is_said_by_others(said: str) -> None:
    understood = after(FIRST, said)
    assert (understood.speakers, [one.id for one in understood.but]) == (None, ["keller"])
    assert ("the harbour" if understood.form is Form.WHO else "Anna Keller") in understood.text
    assert after(said).but == ()


def test_a_pronoun_may_be_whom_another_speaks_to() -> None:
    assert ids(after(FIRST, "What did Orlov say to her?")) == ["orlov"]
    assert ids(after(FIRST, "What did she say about him?")) == ["keller"]
    for said in ("What about her?", "And about her?", "А о ней?"):  # a topic, whoever that is
        assert (ids(after(FIRST, said)), after(FIRST, said).but) == (["keller"], ()), said


@pytest.mark.parametrize(
    "said", ["her view on fish", "And her opinion about fish?", "Её мнение о рыбе", "彼女の魚についての見解は"]
)
def test_her_view_is_the_last_speakers(said: str) -> None:
    understood = after(FIRST, said)
    assert ids(understood) == ["keller"]
    assert understood.text.rstrip("?") in ("fish", "рыбе", "魚")


@pytest.mark.parametrize("said", ["more details", "подробнее", "詳しく教えてください", "次"])
def test_more_of_the_same_may_be_asked_in_other_words(said: str) -> None:
    assert after(FIRST, said).goes_on


def test_anothers_question_is_about_the_same() -> None:
    understood = after(FIRST, "オルロフさんの質問は？")
    assert (ids(understood), understood.text) == (["orlov"], "the harbour?")


@pytest.mark.parametrize(
    "said", ["What about Covid?", "What about Brexit?", "What about Moscow?", "And Moscow?", "А Москва?"]
)
def test_a_thing_or_a_town_is_not_taken_for_a_stranger(said: str) -> None:
    understood = after(FIRST, said)
    assert (understood.reason, ids(understood)) == (None, ["keller"])


@pytest.mark.parametrize("said", ["What about Turkov?", "What about Francis Smith?", "And Schmidt?"])
def test_what_is_known_as_a_persons_name_is_a_strangers(said: str) -> None:
    assert after(FIRST, said).reason is Reason.UNKNOWN_SPEAKER


@pytest.mark.parametrize(
    "said",
    ["And the minister of transport?", "What about the prime minister?", "And the president of Italy?", "А президент?"],
)
def test_an_office_that_nobody_holds_is_not_taken_for_a_topic(said: str) -> None:
    assert after(FIRST, said).reason is Reason.UNKNOWN_SPEAKER


@pytest.mark.parametrize(
    ("said", "who", "text"),
    [
        ("What about the foreign minister on fish?", ["orlov"], "fish"),
        ("the foreign minister on fish", ["orlov"], "fish"),
        ("А министр иностранных дел о рыбе?", ["orlov"], "рыбе"),
        ("では知事は税について？", ["mizuno"], "税"),
    ],
)
def test_an_office_is_asked_about_another_thing(said: str, who: list[str], text: str) -> None:
    understood = after(FIRST, said)
    assert (ids(understood), understood.text.rstrip("?")) == (who, text)


@pytest.mark.parametrize(
    "said",
    ["no, orlov", "No, I meant Orlov", "sorry, Orlov", "Нет, Орлов", "я имел в виду Орлова", "いや、オルロフさん"],
)
def test_a_correction_asks_the_other_the_same(said: str) -> None:
    understood = after(FIRST, said)
    assert (ids(understood), understood.text) == (["orlov"], "the harbour?")


OFFERED = [
    SpeakerSummary(Speaker("zas", "Stanislav Zas", ("スタニスラフ・ザス", "Станислав Зась")), (), (), 1, 1),
    SpeakerSummary(Speaker("petr-novak", "Petr Novak"), ("Senator",), (), 1, 1),
]


def picked(said: str) -> str | None:
    """The id of whom `said` picks of those offered."""
    choice = choose(said, [Candidate(one.speaker, *one.roles) for one in OFFERED], Roster(OFFERED))
    return choice and choice.speaker.id


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("the first", "zas"),
        ("Second one, please", "petr-novak"),
        ("второй", "petr-novak"),
        ("最初の人", "zas"),
        ("Yes, Zas", "zas"),
        ("I meant Zas.", "zas"),
        ("Покажи Зася", "zas"),
        ("ザスさんの発言", "zas"),
        ("ザスでお願いします", "zas"),
        ("petr", "petr-novak"),
        ("petr-novak", "petr-novak"),
        ("the senator", "petr-novak"),
    ],
)
def test_one_of_those_offered_is_picked(said: str, who: str) -> None:
    assert picked(said) == who


@pytest.mark.parametrize(
    "said",
    [
        "Second World War?",
        "Who spoke first?",
        "первая помощь",
        "вторник",
        "No",
        "NATO",
        "Zas on the coronavirus?",
        "Zas and fish",
        "ザスはコロナについて",
        "что сказал Зась?",
    ],
)
def test_what_says_more_picks_nobody(said: str) -> None:
    assert picked(said) is None


def test_an_offer_leaves_a_new_subject_alone() -> None:
    conversation = Conversation("bread", (ROSTER.summaries[0].speaker,), offered=(ROSTER.summaries[1].speaker,))
    understood, _ = next_question(conversation, "Brandt on the first ferry?", ROSTER)
    assert (ids(understood), understood.text) == (["brandt"], "the first ferry?")
    understood, _ = next_question(conversation, "Orlov on fish?", ROSTER)
    assert (ids(understood), "bread" in understood.text) == (["orlov"], False)


@pytest.mark.parametrize("said", ["3", "0", "Baker", "What did Keller say about bread?"])
def test_what_picks_nobody_is_a_message_of_its_own(said: str) -> None:
    assert ids(after("What did Baker say about bread?", said)) in ([], ["keller"])


def test_the_chair_of_each_record_is_somebody_else() -> None:
    asked = after("What did the Chair say about order?")
    assert asked.reason is Reason.AMBIGUOUS_SPEAKER
    assert {one.record for one in asked.candidates if one.speaker.id == "chair"} == {"east", "west"}
    understood = after("What did the Chair say about order?", "west")
    assert (ids(understood), understood.record, understood.text) == (["chair"], "west", "order?")


def test_an_office_that_is_set_in_the_scope_is_told_apart() -> None:
    conversation = Conversation(scope=Scope(speaker="The Chair"))
    asked, conversation = next_question(conversation, "order", ROSTER)
    assert asked.reason is Reason.AMBIGUOUS_SPEAKER
    west = next(number for number, one in enumerate(asked.candidates, 1) if one.record == "west")
    understood, _ = next_question(conversation, str(west), ROSTER)
    assert (understood.reason, ids(understood), understood.record, understood.text) == (
        None,
        ["chair"],
        "west",
        "order",
    )


def test_namesakes_are_told_apart_by_records_that_limit_nothing() -> None:
    held = ("Harbour Master",)
    people = [SpeakerSummary(Speaker(id_, "John Baker"), held, (id_, f"{id_}-2"), 1, 1) for id_ in ("east", "west")]
    roster = Roster(people)
    _, conversation = next_question(Conversation(), "What did Baker say about bread?", roster)
    understood, _ = next_question(conversation, "2", roster)
    assert (ids(understood), understood.record) == (["west"], None)


@pytest.mark.parametrize(
    "said", ["and in 2019?", "What else?", "more", "what did she say about it?", "And about fish?"]
)
def test_a_follow_up_is_asked_of_whom_the_user_has_set_since(said: str) -> None:
    understood = after(FIRST, said, records=YEARS, scope=Scope(speaker="orlov"))
    assert (ids(understood), understood.goes_on) == (["orlov"], False)


def test_only_one_heard_from_now_on_leaves_the_deputy_of_another_unheard() -> None:
    for said in ("What did Orlov say about the harbour?", FIRST):
        assert ids(after(said, "And his deputy?", scope=Scope(speaker="mary"))) == ["mary"]
    assert ids(after(FIRST, "What did Orlov say?", "And his deputy?", scope=Scope(speaker="orlov"))) == ["brandt"]


def test_who_has_said_what_is_still_the_one_who_is_called_so() -> None:
    assert ids(after("What did Keller say?", "What did she say about it?")) == ["keller"]


def test_more_is_wanted_of_whom_the_user_had_set_before() -> None:
    understood = after(FIRST, "What else?", scope=Scope(speaker="keller"))
    assert (ids(understood), understood.goes_on) == (["keller"], True)


@pytest.mark.parametrize("said", ["and " * 21 + "x y z", "Keller" + "、" * 24 + "x y z", "ケラー" + "。" * 24 + "x"])
def test_words_and_marks_over_and_over_are_read_at_once(said: str) -> None:
    begun = process_time()  # once each more of them took twice as long
    after(FIRST, said)
    assert process_time() - begun < 1


def test_candidates_are_shown_a_line_each() -> None:
    answer = Answer("?", reason=Reason.AMBIGUOUS_SPEAKER, candidates=tuple(f"Name {number}" for number in range(30)))
    shown = reason_text(answer, "en").splitlines()
    assert shown[1] == "1. Name 0"
    assert shown[-1] == "…"


CHAIR = "What did the Chair say about the harbour?"


@pytest.mark.parametrize(("number", "record"), [("1", "east"), ("2", "west")])
def test_an_office_that_was_chosen_is_not_asked_back_again(number: str, record: str) -> None:
    understood = after(CHAIR, number, FIRST, "What did the Chair say about the ferries?")
    assert (understood.reason, ids(understood), understood.record) == (None, ["chair"], record)


def test_the_last_choice_holds_and_only_for_the_same_several() -> None:
    baker = "What did Baker say about the harbour?"
    assert ids(after(baker, "1", CHAIR, "1", baker)) == ["john"]
    assert ids(after(CHAIR, "2", baker, "2", CHAIR, baker)) == ["mary"]
    assert after(baker, "1", CHAIR).reason is Reason.AMBIGUOUS_SPEAKER


def test_of_another_meeting_an_office_is_asked_back() -> None:
    understood = after(CHAIR, "2", "What did the Chair say about the ferries in 2019?", records=YEARS)
    assert understood.reason is Reason.AMBIGUOUS_SPEAKER
