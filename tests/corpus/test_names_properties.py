"""Whatever the roster and the question: offsets are slices, nothing raises, and a printed name is its bearer's."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.declension import is_case_of, word_stems
from corpus.model import Speaker, SpeakerSummary
from corpus.name_index import build_index, is_office
from corpus.name_parts import KANJI, normal, script_of
from corpus.names import Roster
from corpus.office_words import offices_in
from retrieval.conversation import Conversation, next_question
from retrieval.model import Scope
from retrieval.question import understand

LETTERS = "abcdeглавроюяЁラヴロフー・小池百合子のは'’- .,()№７ÄÖüßłŌ\ue000ﾗﾌ\n"
ASKING = ("What", "did", "say", "about", "the", "Smith's", "governor", "O’Brien", "how", "is")
WORDS = st.sampled_from(
    (*ASKING, "Иванова", "сказала", "мнение", "министра", "小池知事", "外務大臣", "は", "の", "・", "ラヴロフ外相")
)
TEXT = st.one_of(st.text(max_size=60), st.text(LETTERS, max_size=60), st.lists(WORDS, max_size=9).map(" ".join))
NAMES = st.one_of(st.text(min_size=1, max_size=25), st.text(LETTERS, min_size=1, max_size=25), WORDS)
PEOPLE = st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=2), st.lists(TEXT, max_size=2)), max_size=6)


def roster_of(people: list[tuple[str, list[str], list[str]]]) -> Roster:
    return Roster(
        [
            SpeakerSummary(Speaker(str(place), name, tuple(aliases)), tuple(roles), ("a", "b")[: place % 3], 1, 1)
            for place, (name, aliases, roles) in enumerate(people)
        ]
    )


KANJI_NAMES = st.text("小池百合子山田さとう () ", min_size=1, max_size=6)


@given(
    st.lists(st.tuples(KANJI_NAMES, st.lists(KANJI_NAMES, max_size=2), st.lists(KANJI_NAMES, max_size=1)), max_size=8)
)
def test_the_names_of_each_sign_are_those_of_all_signs_that_begin_with_it(
    people: list[tuple[str, list[str], list[str]]],
) -> None:
    speakers = [Speaker(str(place), name, tuple(aliases)) for place, (name, aliases, _) in enumerate(people)]
    index = build_index(speakers, [roles for _, _, roles in people])
    signs = {sign for some in index.spelled.values() for _, name, _ in some for sign in name}
    for sign in signs:
        named = index.kanji_names(sign)
        assert all(words.startswith(sign) for words in (*named.whole, *named.surnames))
        assert named.longest == max(map(len, (*named.whole, *named.surnames)), default=0)
    for speaker in speakers:
        joined = "".join(normal(speaker.name).split())
        if joined and script_of(joined) == KANJI and not is_office(normal(speaker.name)):
            bearers = index.kanji_names(joined[0]).whole[joined]
            assert int(speaker.id) in {one.speaker for one in bearers}


@given(PEOPLE, st.lists(TEXT, max_size=4), TEXT)
def test_what_was_asked_before_changes_nothing(
    people: list[tuple[str, list[str], list[str]]], before: list[str], question: str
) -> None:
    asked, fresh = roster_of(people), roster_of(people)
    for one in before:
        asked.mentions(one)
    assert asked.mentions(question) == fresh.mentions(question)


@given(PEOPLE, TEXT, TEXT)
def test_any_question_of_any_roster_is_understood(
    people: list[tuple[str, list[str], list[str]]], question: str, then: str
) -> None:
    roster = roster_of(people)
    reached = 0
    for mention in roster.mentions(question):
        assert reached <= mention.start < mention.end <= len(question)
        assert mention.speakers
        reached = mention.end
    for mention in roster.office_mentions(question, roster.mentions(question)):
        assert 0 <= mention.start < mention.end <= len(question)
        assert mention.speakers
    assert len(understand(question, roster, Scope()).speakers or ("one",)) >= 1
    _, conversation = next_question(Conversation(), question, roster)
    next_question(conversation, then, roster)


@given(st.lists(NAMES, unique_by=lambda name: name.strip().casefold(), min_size=1, max_size=6))
def test_a_printed_name_is_its_bearers(names: list[str]) -> None:
    roster = Roster([Speaker(f"id-{place}", name) for place, name in enumerate(names)])
    for place, name in enumerate(names):
        assert f"id-{place}" in {speaker.id for speaker in roster.resolve(name)}
        assert [speaker.id for speaker in roster.resolve(f"id-{place}")] == [f"id-{place}"]


GIVEN, SURNAMES = (
    ("Anna", "Ivan", "Louise", "Пётр", "Юлия", "김", "Νίκη"),
    ("Weber", "Law", "May", "O'Hara", "Кривцова", "Кривцов", "Мороз", "정은"),
)


@given(st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(SURNAMES)), unique=True, min_size=1, max_size=12))
def test_a_full_name_in_a_question_is_one_speakers(people: list[tuple[str, str]]) -> None:
    roster = Roster([Speaker(f"{first} {last}", f"{first} {last}") for first, last in people])
    for name in (f"{first} {last}" for first, last in people):
        for question in (f"What did {name} say about bread?", f"{name}: bread", f"Что думает {name}?"):
            assert [speaker.id for speaker in understand(question, roster, Scope()).speakers or ()] == [name]


@given(st.text("абвгдеёжийклнорстуьыя-", min_size=1, max_size=20))
def test_a_surname_is_a_case_of_itself(name: str) -> None:
    assert is_case_of(name, name)
    assert word_stems(name)


@given(TEXT)
def test_offices_are_slices_in_order(text: str) -> None:
    reached = 0
    for start, end, _ in offices_in(text):
        assert reached <= start < end <= len(text)
        reached = end


def test_an_office_is_nobodys_name() -> None:
    assert is_office("The Chair")
    assert is_office("議長")
    assert not is_office("Cher")
