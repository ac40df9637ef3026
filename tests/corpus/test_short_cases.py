"""Short files, in which a label may stand only once, give every word to whoever says it."""

import pytest

from corpus.reading import read_speech
from tests.corpus.conftest import said_by
from tests.corpus.short_cases import CASES


@pytest.mark.parametrize("case", sorted(CASES))
def test_every_word_of_a_short_file_is_its_speakers(case: str) -> None:
    text, truth = CASES[case]
    spoken = said_by(text, read_speech(text, "r"))
    for words, speaker in truth:
        names = [name for name, passage in spoken if words in passage]
        if speaker is None:
            assert all(name is None for name in names), words
        else:
            assert [speaker.casefold() in (name or "").casefold() for name in names] == [True], words
