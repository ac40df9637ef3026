import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.context import Context
from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.conversation import Conversation, Pending
from retrieval.model import Candidate, Form, Occasion, Scope

SPEAKERS = [Speaker("lavrov", "Lavrov", ("Лавров",)), Speaker("zas", "Zas"), Speaker("長/1", "長")]
ROSTER = Roster([SpeakerSummary(one, ("minister",), ("r",), 1, 1) for one in SPEAKERS])
TEXT = st.none() | st.text(max_size=10)
SOME = st.lists(st.sampled_from(SPEAKERS), max_size=3, unique=True).map(tuple)
CANDIDATES = st.lists(st.builds(Candidate, st.sampled_from(SPEAKERS), TEXT, TEXT), max_size=3).map(tuple)
CONVERSATIONS = st.builds(
    Conversation,
    TEXT,
    st.none() | SOME,
    TEXT,
    st.builds(Scope, TEXT, TEXT, TEXT, TEXT),
    st.none() | st.builds(Pending, st.text(max_size=10), CANDIDATES, CANDIDATES),
    st.sampled_from(Form),
    st.none() | st.builds(Occasion, st.lists(st.text(max_size=5), max_size=2).map(tuple), TEXT, TEXT),
    SOME,
)


@given(st.builds(Context, CONVERSATIONS, st.text(max_size=20), st.lists(st.text(max_size=9), max_size=3).map(tuple)))
def test_a_conversation_is_read_as_it_was_written(context: Context) -> None:
    assert Context.loads(context.dumps(), ROSTER) == context


@pytest.mark.parametrize(
    "changed",
    [
        {"scope": {"speaker": None, "mood": "glad"}},
        {"form": "sonnet"},
        {"occasion": {"since": "2019"}},
        {"choices": [["lavrov"]]},
        {"speakers": ["gone"]},
        {"pending": {"said": "?"}},
    ],
)
def test_of_a_conversation_that_another_version_wrote_question_and_passages_are_left(changed: dict[str, Any]) -> None:
    written = json.loads(Context(Conversation("peace", (SPEAKERS[0],)), "peace?", ("r/1",)).dumps())
    assert Context.loads(json.dumps(written | changed), ROSTER) == Context(Conversation(), "peace?", ("r/1",))
