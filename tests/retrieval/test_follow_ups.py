"""A conversation takes up what was asked before, and of whom; or asks whom the user means."""

import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.conversation import Conversation, next_question
from retrieval.model import Answer, Reason
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


def after(*said: str) -> Understood:
    """What the last of these is understood to ask, after the others."""
    conversation, understood = Conversation(), Understood("")
    for words in said:
        understood, conversation = next_question(conversation, words, ROSTER)
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


@pytest.mark.parametrize("said", ["And Napoleon?", "А Наполеон?", "では山田知事は？", "山田さんは？"])
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


@pytest.mark.parametrize("said", ["3", "0", "Baker", "What did Keller say about bread?"])
def test_what_picks_nobody_is_a_message_of_its_own(said: str) -> None:
    assert ids(after("What did Baker say about bread?", said)) in ([], ["keller"])


def test_the_chair_of_each_record_is_somebody_else() -> None:
    asked = after("What did the Chair say about order?")
    assert asked.reason is Reason.AMBIGUOUS_SPEAKER
    assert {one.record for one in asked.candidates if one.speaker.id == "chair"} == {"east", "west"}
    understood = after("What did the Chair say about order?", "west")
    assert (ids(understood), understood.record, understood.text) == (["chair"], "west", "order?")


def test_candidates_are_shown_a_line_each() -> None:
    answer = Answer("?", reason=Reason.AMBIGUOUS_SPEAKER, candidates=tuple(f"Name {number}" for number in range(30)))
    shown = reason_text(answer, "en").splitlines()
    assert shown[1] == "1. Name 0"
    assert shown[-1] == "…"
