"""Where the record asks what is asked, who replied has the answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.read import read_record
from retrieval.answer import answer
from retrieval.model import Reason, Scope
from retrieval.prepare import index
from retrieval.replies import asks_to_the_end
from retrieval.search import Searcher

COUNCIL = """MS LINDQVIST: Why do night trains lose money?

MR BRANDT: A sleeping car carries thirty-six people where a day car carries eighty.

MS LINDQVIST: Would you do the journey again?

MR BRANDT: Tomorrow. My wife would not let me.

MS LINDQVIST: How many lamps burn in the tunnel?

MR BRANDT: That is a matter for the engineers.

MS LINDQVIST: How many guards walk through the carriages?

MR BRANDT: Two.

MS LINDQVIST: Why do night trains whistle?

MR BRANDT: Because of cows.

MS LINDQVIST: Is the intensity of demand for couchettes spread evenly across the country?

MR BRANDT: Mm - hmm . Absolutely.

MS LINDQVIST: Who needs a dining car? Nobody has eaten in ours since the spring.

MR BRANDT: I have the sandwiches with me.
"""
MINUTES = """○委員長（松本剛志君）　これより会議を開きます。

○森田俊和君　町の本屋への補助金はいつ廃止されましたか。

○委員長（松本剛志君）　伊藤大臣。

○国務大臣（伊藤信太郎君）　令和三年の三月末でございます。

○森田俊和君　熊による被害は既に百八十人を超えています。駆除の費用は誰が負担するのでしょうか。

○国務大臣（伊藤信太郎君）　自治体でございます。

○森田俊和君　プラスチックは二十五パーセントの排出抑制という目標がございますが、現状の達成率はどの程度でしょうか。

○国務大臣（伊藤信太郎君）　十一パーセントでございます。

○委員長（松本剛志君）　本日は、これにて散会いたします。
"""
SITTING = """Громова И. П.: Кто утверждает школьное меню?

Шевчук О. Б.: Диетолог.

Громова И. П.: Почему закрыли мост через Каменку?

Шевчук О. Б.: Опоры треснули.

Громова И. П.: Спасибо.
"""
DEBATE = """MR DUNN: The wall has stood for ninety years. Who will pay for the new harbour wall?

THE CHAIR: Thank you, Mr Dunn. Ms Lee.

MS LEE: I wish to speak about the allotments. The soil there was tested in March.

THE CHAIR: Mr Pyke.

MR PYKE: The county pays two thirds of the wall, and the town pays the rest.

MR DUNN: Why was the library moved to the barracks?

MS LEE: On a point of order, Madam Chair, the honourable member is out of time.

MR PYKE: It was moved because the old roof leaked onto the books.

MS LEE: Why should we subsidise the ferry?

THE CHAIR: Order. The member will address the chair.

MS LEE: We should subsidise the ferry because the island has no other way to reach a doctor.

MR DUNN: Does Ms Lee want a new swimming pool?

MS LEE: Yes.

MR DUNN: The mite came from Asia in the seventies and killed half the hives. Did you lose hives to the mite?

MS LEE: I had none then.
"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("talks")
    for name, text in (("council", COUNCIL), ("minutes", MINUTES), ("sitting", SITTING)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Library.open(folder / "library") as library:
        for name in ("council", "minutes", "sitting"):
            library.add(read_record(folder / f"{name}.txt"))
        index(library)
    opened = Searcher.open(folder / "library")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("debate")
    (folder / "debate.txt").write_text(DEBATE, encoding="utf-8")
    with Library.open(folder / "library") as library:
        library.add(read_record(folder / "debate.txt"))
        index(library)
    opened = Searcher.open(folder / "library")
    yield opened
    opened.close()


def said(searcher: Searcher, question: str, scope: Scope | None = None, limit: int = 3) -> list[tuple[str | None, str]]:
    return [(one.excerpt.speaker, one.excerpt.text) for one in answer(searcher, question, scope, limit).quotes]


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("Why do night trains lose money?", "BRANDT", "A sleeping car carries thirty-six people"),
        ("why the night trains are losing money", "BRANDT", "A sleeping car carries thirty-six people"),
        ("町の本屋への補助金はいつ廃止されましたか", "伊藤信太郎", "令和三年の三月末"),
        ("Почему закрыли мост через Каменку?", "Шевчук О. Б.", "Опоры треснули"),
    ],
)
def test_the_reply_comes_before_the_question_that_asks_the_same(
    searcher: Searcher, question: str, speaker: str, words: str
) -> None:
    first, second = said(searcher, question)[:2]
    assert first[0] == speaker
    assert words in first[1]
    assert second[0] != speaker


def test_of_one_quote_only_the_reply_is_given(searcher: Searcher) -> None:
    assert said(searcher, "Why do night trains lose money?", limit=1) == [
        ("BRANDT", "A sleeping car carries thirty-six people where a day car carries eighty.")
    ]


@pytest.mark.parametrize(
    ("question", "scope", "words"),
    [
        ("Would Brandt do the journey again?", Scope(), "Tomorrow."),
        ("Would he do the journey again?", Scope(speaker="Brandt"), "Tomorrow."),
        ("Что Шевчук ответила, почему закрыли мост?", Scope(), "Опоры треснули"),
    ],
)
def test_what_somebody_replied_is_found_by_what_was_asked(
    searcher: Searcher, question: str, scope: Scope, words: str
) -> None:
    (quote,) = said(searcher, question, scope)
    assert words in quote[1]


@pytest.mark.parametrize(
    "question", ["Who answered about night trains?", "Кто ответил про мост?", "誰が補助金の廃止について答えましたか"]
)
def test_who_answered_is_not_who_asked(searcher: Searcher, question: str) -> None:
    assert {speaker for speaker, _ in said(searcher, question)} <= {"BRANDT", "Шевчук О. Б.", "伊藤信太郎"}
    assert said(searcher, question)


def test_what_was_replied_on_a_subject_is_found_where_its_question_goes_on(searcher: Searcher) -> None:
    assert said(searcher, "伊藤大臣は熊について何と答えましたか") == [("伊藤信太郎", "自治体でございます。")]


def test_the_title_of_a_record_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Town Council of Harrowfield\n\n{COUNCIL}", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        library.add(read_record(tmp_path / "a.txt"))
        index(library)
    opened = Searcher.open(tmp_path / "library")
    assert not said(opened, "Who sits on the town council of Harrowfield?")
    opened.close()


def test_of_one_who_only_asked_the_question_itself_is_quoted(searcher: Searcher) -> None:
    assert said(searcher, "What did Lindqvist ask about losing money?")[0] == (
        "LINDQVIST",
        "Why do night trains lose money?",
    )
    assert {speaker for speaker, _ in said(searcher, "night trains", Scope(speaker="Lindqvist"))} == {"LINDQVIST"}


def test_a_number_that_the_question_gives_comes_before_the_reply(searcher: Searcher) -> None:
    (asked, told) = said(searcher, "プラスチックの排出抑制の目標は何パーセントですか")
    assert asked[0] == "森田俊和"
    assert told == ("伊藤信太郎", "十一パーセントでございます。")


def test_what_the_question_itself_tells_is_quoted_from_it(searcher: Searcher) -> None:
    assert said(searcher, "熊による被害は何人ですか")[0][0] == "森田俊和"


def test_a_reply_without_the_number_asked_for_is_none(searcher: Searcher) -> None:
    assert all("engineers" not in text for _, text in said(searcher, "How many lamps burn in the tunnel?"))


def test_a_number_that_only_the_reply_holds_is_enough(searcher: Searcher) -> None:
    assert said(searcher, "How many guards walk through the carriages?")[0] == ("BRANDT", "Two.")


def test_what_was_replied_to_another_question_is_not_given_beside(searcher: Searcher) -> None:
    quotes = said(searcher, "Why do night trains whistle?", limit=9)
    assert [text for speaker, text in quotes if speaker == "BRANDT"] == ["Because of cows."]


def test_who_only_says_yes_comes_after_what_is_affirmed(searcher: Searcher) -> None:
    asked, affirmed = said(searcher, "Is demand for couchettes spread evenly across the country?", limit=2)
    assert asked[0] == "LINDQVIST"
    assert affirmed == ("BRANDT", "Mm - hmm . Absolutely.")


def test_who_goes_on_after_asking_has_had_no_reply(searcher: Searcher) -> None:
    assert all("sandwiches" not in text for _, text in said(searcher, "Who needs a dining car on the night train?"))


def test_who_was_not_asked_has_not_replied(searcher: Searcher) -> None:
    found = answer(searcher, "What did Matsumoto say about the subsidy for bookshops?")
    assert not found.quotes
    assert found.reason is Reason.NOT_BY_SPEAKER


@pytest.mark.parametrize(
    ("question", "remark"),
    [
        ("Who will pay for the new harbour wall?", "allotments"),
        ("Why was the library moved to the barracks?", "point of order"),
        ("Why should we subsidise the ferry?", "Order."),
        ("What did Lee say about the harbour wall?", "allotments"),
        ("What did Lee say about the library?", "point of order"),
        ("What did Lee say about the swimming pool?", "Yes."),
        ("When did the mite come?", "I had none"),
    ],
)
def test_what_only_comes_next_is_no_reply(debate: Searcher, question: str, remark: str) -> None:
    assert not any(text.startswith(remark) or remark in text for _, text in said(debate, question, limit=1))


def test_who_is_asked_for_yes_or_no_may_say_yes(debate: Searcher) -> None:
    assert said(debate, "Does Lee want a new swimming pool?") == [("LEE", "Yes.")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Where were you?", "Where were you?"),
        ("You saw it. Where were you?", "Where were you?"),
        ("Where were you? And with whom?", "Where were you?"),
        ("目標の達成率はどの程度でしょうか。", "目標の達成率はどの程度でしょうか。"),
        ("達成率について伺います。", "達成率について伺います。"),
        ("Где вы были?", "Где вы были?"),
        ("“Where were you?”", "“Where were you?”"),
        ("أين كنت؟", "أين كنت؟"),
    ],
)
def test_it_asks_to_the_end(text: str, asked: str) -> None:
    start = text.index(asked)
    assert asks_to_the_end(text, (start, start + len(asked)))


@pytest.mark.parametrize(
    ("text", "decisive"),
    [
        ("I was at home.", "I was at home."),
        ("You saw it. Where were you?", "You saw it."),
        ("What can we do? We can build.", "What can we do?"),
        ("検討会で議論しているところでございます。", "検討会で議論しているところでございます。"),
        ("なるほど確か。", "なるほど確か。"),
    ],
)
def test_it_tells_something(text: str, decisive: str) -> None:
    start = text.index(decisive)
    assert not asks_to_the_end(text, (start, start + len(decisive)))
