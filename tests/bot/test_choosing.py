"""An ambiguous name becomes buttons, over a library that has two of one name."""

from pathlib import Path

import pytest

from bot.asking import Asker, chosen, more, only, question, speaker_of
from bot.context import Context
from bot.render import Page
from bot.state import State
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from retrieval.model import Reason
from retrieval.prepare import index
from retrieval.search import Searcher

WORDS = {
    "keller-anna": "The marmot census counted four thousand marmots on the northern slope.",
    "keller-otto": "The marmot census was paid for by the canton and will be repeated.",
}
NAMES = {"keller-anna": "Anna Keller", "keller-otto": "Otto Keller"}
ASKER = Asker(7, 7)


def record() -> Record:
    text, turns, passages = "", [], []
    for number, (speaker, said) in enumerate(WORDS.items(), 1):
        start = len(text)
        text += said + "\n"
        turns.append(Turn(number, speaker, "Member", None, start, start + len(said)))
        passages.append(Passage(f"marmots/{number}", "marmots", number, start, start + len(said)))
    speakers = tuple(Speaker(id_, name) for id_, name in NAMES.items())
    return Record("marmots", "Marmots", text, speakers=speakers, turns=tuple(turns), passages=tuple(passages))


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    with Library.open(tmp_path) as library:
        library.add(record())
        index(library)
    return Searcher.open(tmp_path)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(tmp_path)


def quoted(pages: list[Page]) -> set[str | None]:
    return {page.excerpt.speaker for page in pages if page.excerpt}


def test_choosing_answers_the_question_for_the_one_who_was_chosen(searcher: Searcher, state: State) -> None:
    said = "What did Keller say about the marmot census?"
    reply = question(searcher, state, ASKER, said, "en")
    assert reply.answer.reason is Reason.AMBIGUOUS_SPEAKER
    assert reply.shown.conversation.pending
    for number, candidate in enumerate(reply.shown.conversation.pending.candidates):
        found = chosen(searcher, reply.shown, number, "en")
        assert found
        assert quoted(found.pages) == {candidate.speaker.name}
        assert not more(searcher, found.shown, "en").pages
    assert chosen(searcher, reply.shown, 2, "en") is None
    assert chosen(searcher, found.shown, 0, "en")  # its own choice is still open


def test_what_was_chosen_is_not_asked_back_again(searcher: Searcher, state: State) -> None:
    said, after = "What did Keller say about the marmot census?", "Did Keller say that the census will be repeated?"
    first = question(searcher, state, ASKER, said, "en")
    for number, name in ((1, "Otto Keller"), (0, "Anna Keller")):  # the second by the same buttons, which changes it
        found = chosen(searcher, first.shown, number, "en")
        assert found
        assert found.after
        state.save_context(7, 7, Context(found.after))
        again = question(searcher, state, ASKER, after, "en")
        assert not again.answer.candidates
        assert quoted(again.pages) <= {name}
        assert question(searcher, state, ASKER, said, "en").answer.quotes
    state.save_context(7, 7, Context())
    assert question(searcher, state, ASKER, said, "en").answer.candidates  # another conversation


def test_what_was_kept_survives_the_state_and_a_choice_without_its_speaker_does_not(
    searcher: Searcher, state: State
) -> None:
    reply = question(searcher, state, ASKER, "What did Keller say about the marmot census?", "en")
    state.save_shown(7, [1], 7, reply.shown)
    assert state.shown(7, 1, searcher.roster) == reply.shown
    searcher.library.remove("marmots")
    empty = type(searcher.roster)(searcher.library.speakers())
    kept = state.shown(7, 1, empty)
    assert kept
    assert kept.conversation.pending is None


def test_only_a_speaker_is_told_by_identity(searcher: Searcher, state: State) -> None:
    reply = question(searcher, state, ASKER, "marmot census", "en")
    assert len(reply.shown.passages) == 2
    for page in reply.pages:
        assert page.excerpt
        speaker = speaker_of(searcher.library, searcher.roster, page.excerpt)
        assert speaker
        assert speaker.name == page.excerpt.speaker
        found = only(searcher, reply.shown, speaker, "en")
        assert quoted(found.pages) == {speaker.name}
