import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.conversation import Conversation, next_question
from retrieval.forms import form_of
from retrieval.model import Form, Reason, Scope
from retrieval.question import LONGEST_QUESTION, understand

KELLER = Speaker("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"))
ORLOV = Speaker("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"))
JOHN, MARY = Speaker("john", "John Baker"), Speaker("mary", "Mary Baker")
ROSTER = Roster([KELLER, ORLOV, JOHN, MARY])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What did Keller say about the harbour?", "the harbour?"),
        ("What did Minister Keller say about the harbour?", "the harbour?"),
        ("What is Keller's position on the harbour?", "the harbour?"),
        ("Что Келлер сказала о гавани?", "гавани?"),
        ("ケラー環境大臣は港について何と述べましたか", "港"),
        ("アンナ・ケラーさんの港についての見解は？", "港"),
    ],
)
def test_a_named_speaker_limits_the_search_and_leaves_the_text(question: str, text: str) -> None:
    understood = understand(question, ROSTER, Scope())
    assert understood.speakers == (KELLER,)
    assert understood.text == text


def test_a_question_for_who_said_it_is_not_limited_to_whom_it_names() -> None:
    assert understand("Who thanked Keller?", ROSTER, Scope()).speakers is None
    assert understand("ケラー大臣に感謝したのは誰ですか", ROSTER, Scope()).speakers is None


def test_a_question_that_names_two_hears_both() -> None:
    assert set(understand("Did Keller and Orlov agree on fish?", ROSTER, Scope()).speakers or ()) == {KELLER, ORLOV}


def test_an_ambiguous_name_is_asked_back() -> None:
    understood = understand("What did Baker say about bread?", ROSTER, Scope())
    assert understood.reason is Reason.AMBIGUOUS_SPEAKER
    assert {one.speaker for one in understood.candidates} == {JOHN, MARY}
    assert understand("bread", ROSTER, Scope(speaker="Baker")).reason is Reason.AMBIGUOUS_SPEAKER


def test_the_scope_goes_before_the_question() -> None:
    understood = understand("What did Keller say about fish?", ROSTER, Scope(speaker="Орлов"))
    assert (understood.speakers, understood.text) == ((ORLOV,), "fish?")


def test_a_stranger_is_unknown() -> None:
    assert understand("fish", ROSTER, Scope(speaker="Napoleon")).reason is Reason.UNKNOWN_SPEAKER
    assert understand("What did Napoleon say about fish?", ROSTER, Scope()).speakers is None


@pytest.mark.parametrize("question", ["", "   ", "？！", "🙂🙃", "\n\t"])
def test_a_question_without_words_is_empty(question: str) -> None:
    assert understand(question, ROSTER, Scope()).reason is Reason.EMPTY_QUESTION


def test_a_question_is_read_up_to_a_length() -> None:
    assert len(understand("港" * 10 * LONGEST_QUESTION, ROSTER, Scope()).text) <= LONGEST_QUESTION


@pytest.mark.parametrize("said", ["And Orlov?", "А Орлов?", "では、オルロフさんは？"])
def test_a_follow_up_takes_up_the_subject(said: str) -> None:
    _, conversation = next_question(Conversation(), "What did Keller say about the harbour?", ROSTER)
    understood, after = next_question(conversation, said, ROSTER)
    assert understood.speakers == (ORLOV,)
    assert "harbour" in understood.text
    assert after.subject == conversation.subject


def test_a_whole_question_is_no_follow_up() -> None:
    _, conversation = next_question(Conversation(), "What did Keller say about the harbour?", ROSTER)
    understood, after = next_question(conversation, "What did Orlov say about taxes on fish?", ROSTER)
    assert understood == understand("What did Orlov say about taxes on fish?", ROSTER, Scope())
    assert after.subject == understood.text == "taxes on fish?"


@pytest.mark.parametrize(
    "question",
    [
        "What did Keller say?",
        "Keller",
        "Что сказала Келлер?",
        "ケラーは何と言いましたか",
        "ケラー大臣は何を話しましたか？",
        "ケラーの発言",
        "ケラーさんの発言は？",
    ],
)
def test_a_question_may_only_ask_what_somebody_said(question: str) -> None:
    understood = understand(question, ROSTER, Scope())
    assert (understood.text, understood.speakers, understood.reason) == ("", (KELLER,), None)


@pytest.mark.parametrize("question", ["Who?", "кто", "何ですか", "誰か？", "how"])
def test_a_question_word_alone_is_no_question(question: str) -> None:
    assert understand(question, ROSTER, Scope()).reason is Reason.EMPTY_QUESTION


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Keller say about Orlov?", [KELLER]),
        ("Что Келлер сказала об Орлове?", [KELLER]),
        ("ケラー大臣はオルロフさんについて何と述べましたか", [KELLER]),
        ("Whom did Keller thank?", [KELLER]),
        ("Кого поблагодарила Келлер?", [KELLER]),
        ("What is said about Keller?", []),
        ("Who criticised Keller and Orlov?", []),
        ("Кто согласен с Орловым?", []),
        ("ケラーさんについて何と言われていますか", []),
        ("What did each speaker say about fish?", []),
        ("What did Keller, Orlov and John Baker say about fish?", [KELLER, ORLOV, JOHN]),
        ("What was Keller saying about fish?", [KELLER]),
        ("Is Keller in favour of the tunnel?", [KELLER]),
        ("When was Keller asked about fish?", [KELLER]),
        ("Who is Keller?", []),
        ("Is Keller right about fish, according to Orlov?", [ORLOV]),
        ("Who is Keller, according to Orlov?", [ORLOV]),
    ],
)
def test_who_is_only_spoken_about_is_not_asked(question: str, who: list[Speaker]) -> None:
    assert list(understand(question, ROSTER, Scope()).speakers or ()) == who


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Whose proposal did Keller oppose?", [KELLER]),
        ("Which ministers did Keller criticise?", [KELLER]),
        ("Who is Keller blaming for the fish?", [KELLER]),
        ("Who was praised by Keller for the tunnel?", [KELLER]),
        ("Tell me who Keller thanked for the tunnel", [KELLER]),
        ("ケラー大臣が批判したのは誰ですか", [KELLER]),
        ("Who, according to Keller, has to pay for the tunnel?", [KELLER]),
        ("Кто, по словам Орлова, должен платить за туннель?", [ORLOV]),
        ("Кто, согласно Орлову, должен платить за туннель?", [ORLOV]),
        ("Чьё предложение поддержал Орлов?", [ORLOV]),
        ("С чьими словами Келлер согласилась?", [KELLER]),
        ("ケラー大臣は誰がトンネルを掘るべきだと述べましたか", [KELLER]),
        ("ケラー大臣によると、誰がトンネルを掘りますか", [KELLER]),
        ("ケラーさんは誰の提案に反対しましたか", [KELLER]),
    ],
)
def test_who_it_was_may_be_asked_of_a_speaker(question: str, who: list[Speaker]) -> None:
    understood = understand(question, ROSTER, Scope())
    assert (list(understood.speakers or ()), understood.form) == (who, Form.QUOTES)
    assert understood.text


@pytest.mark.parametrize(
    "question",
    [
        "Who criticised what Keller did?",
        "Which ministers think that Keller was wrong?",
        "By whom was Keller criticised?",
        "ケラー大臣が間違っていると述べたのは誰ですか",
        "Чьи слова об Орлове?",
        "Чья речь задела Орлова?",
        "Чьё предложение рассердило Орлова?",
        "誰がケラーさんの提案に反対しましたか",
        "ケラーさんについて誰が述べましたか",
    ],
)
def test_who_it_was_is_asked_of_all_where_no_speaker_tells_it(question: str) -> None:
    understood = understand(question, ROSTER, Scope())
    assert (understood.speakers, understood.form) == (None, form_of(question))


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did the Polish foreign minister say about grain?", ["p"]),
        ("ドイツ外相は穀物について何と述べましたか", ["d"]),
        ("Что сказал министр иностранных дел Польши о зерне?", ["p"]),
        ("What did the foreign minister say about grain?", ["p", "d"]),
        ("Did the Polish foreign minister thank the farmers?", ["p"]),
        ("How is the foreign minister appointed?", []),
        ("What did Foreign Minister Novak say about grain?", []),
    ],
)
def test_an_office_is_understood_across_languages_or_asked_back(question: str, who: list[str]) -> None:
    held = {"p": "Minister of Foreign Affairs of Poland", "d": "ドイツ連邦外務大臣"}
    people = [SpeakerSummary(Speaker(id_, f"Speaker {id_}"), (role,), ("r",), 1, 1) for id_, role in held.items()]
    understood = understand(question, Roster(people), Scope())
    speakers = [one.speaker for one in understood.candidates] or list(understood.speakers or ())
    assert [speaker.id for speaker in speakers] == who


def test_the_record_asked_in_tells_namesakes_apart() -> None:
    people = [
        SpeakerSummary(Speaker("e", "Ada Moss"), (), ("east",), 1, 1),
        SpeakerSummary(Speaker("w", "Tom Moss"), (), ("west",), 1, 1),
    ]
    understood = understand("What did Moss say about fish?", Roster(people), Scope(record="west"))
    assert [speaker.id for speaker in understood.speakers or ()] == ["w"]
