"""Whatever the text, its reading is sound: every visible character stands in one place, and slices are exact."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.lines import split_lines
from corpus.passages import LONGEST, cut
from corpus.reading import Reading, read_speech
from corpus.sentences import sentences

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "\u3000",
        ": ",
        "：",
        "、",
        "。",
        ". ",
        "- ",
        "・",
        "— ",
        "(",
        ")",
        "**",
        "# ",
        "○",
        "Q: ",
        "――",
        "Mira Kovac",
        "Minister of Transport",
        "ミラ・コヴァチ",
        "運輸大臣",
        "Мира Ковач",
        "министр",
        "議長",
        "Moderator",
        "2021年5月3日",
        "12 May 2019",
        "Keywords: x",
        "By Tom Hill",
        "https://x.org",
        "無料メルマガに登録しよう!",
        "（拍手）",
        "The ports are open.",
        "港は開いています。",
        "Порты открыты.",
        "Yours sincerely,",
        "Mr. SMITH (Canada): ",
        "10:30",
        ", ",
        "Mr. ",
        "H.E. ",
        "・",
        "君",
        "「",
        " — ",
        "of the ",
        "CSTO ",
        "Remarks by ",
        "による挨拶",
        "Выступление ",
        "и ",
        "Dr. ",
        "Interview with ",
        "Вопрос: ",
        "A: ",
        "1. ",
        "S.L.",
        "岸田",
        "氏",
        "С.В.",
        "президента ",
        "Ямады",
        "SMITH. ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join))


def assert_sound(text: str, reading: Reading) -> None:
    spans = sorted(
        [(one.start, one.end) for one in reading.passages] + [(one.start, one.end) for one in reading.asides]
    )
    reached = 0
    for start, end in spans:
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip(), "a visible character belongs to nothing"
        reached = end
    assert not text[reached:].strip()
    assert [one.start for one in reading.passages] == sorted(one.start for one in reading.passages)
    turns = {turn.number: turn for turn in reading.turns}
    for passage in reading.passages:
        words = text[passage.start : passage.end]
        assert words == words.strip()
        assert turns[passage.turn].start <= passage.start
        assert passage.end <= turns[passage.turn].end
    known = {speaker.id for speaker in reading.speakers}
    assert all(turn.speaker is None or turn.speaker in known for turn in reading.turns)
    assert all(before.end <= after.start for before, after in zip(reading.turns, reading.turns[1:], strict=False))
    assert [passage.id for passage in reading.passages] == [
        f"r/{number + 1}" for number in range(len(reading.passages))
    ]


@given(TEXTS)
def test_any_text_is_read_soundly(text: str) -> None:
    assert_sound(text, read_speech(text, "r"))


@given(TEXTS)
def test_sentences_cover_every_visible_character_in_order(text: str) -> None:
    reached = 0
    for start, end in sentences(text):
        assert reached <= start < end
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@given(st.text(alphabet="ab。. \n", min_size=1, max_size=6000).map(str.strip).filter(bool))
def test_long_paragraphs_are_cut_into_parts_of_bearable_length(text: str) -> None:
    parts = cut(text, 0, len(text))
    reached = 0
    for start, end in parts:
        assert not text[reached:start].strip()
        assert 0 < end - start <= 2 * LONGEST
        reached = end
    assert not text[reached:].strip()


@given(st.text())
def test_lines_are_trimmed_slices(text: str) -> None:
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text == line.text.strip() != ""


def test_reading_takes_time_in_proportion_to_length() -> None:
    """A heading candidate of 50,000 characters, 20,000 blank lines, colons without end: each read at once."""
    for text in (
        "Jane Roe, " * 5_000,
        "\n" * 20_000 + "x",
        "a: " * 20_000,
        "（" * 20_000,
        "- \n" * 20_000,
        "A.B." * 10_000,
    ):
        assert_sound(text, read_speech(text, "r"))
