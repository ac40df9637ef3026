"""Random dialogues, written out in a random manner, come back with the right speakers or with none."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import read_speech

WORDS = {
    "en": (
        ["Jane Roe", "Tom Hill", "Mira Kovac", "Ahmed Salem", "Peter Finch", "Olga Brandt"],
        [
            "The bridge is closed.",
            "We shall open it: in May.",
            "Putin said: “Wait.”",
            "Nobody asked us.",
            "Two points: cost, time.",
        ],
    ),
    "ru": (
        ["Иван Громов", "Анна Белова", "Пётр Синицын", "Ольга Сомова", "Юрий Котов"],
        ["Мост закрыт.", "Откроем: в мае.", "Как сказал Петров: «Подождём».", "Порт — это люди.", "Нас не спросили."],
    ),
    "ja": (
        ["山田太郎", "鈴木花子", "佐藤健太", "高橋美咲", "小池百合"],
        [
            "橋は閉じています。",
            "五月に開きます。",
            "総理は「待て」と述べました。",
            "費用：二億円です。",
            "質問は以上です。",
        ],
    ),
}
MANNERS = {
    "en": ["{name}: ", "{upper}: ", "**{name}** ", "Mr. {last} (Canada): ", "{name}, Minister of Trade\n", "{name} — "],
    "ru": ["{name}: ", "{upper}: ", "**{name}** ", "{last} {initial}.: ", "{name}, министр торговли\n", "{name} — "],
    "ja": [
        "○{name}君　",
        "○議員（{name}君）　",
        "{name}：",
        "**{name}** ",
        "{name}、議員\n",
        "議員　{name}：",
        "{name}――",
    ],
}


@st.composite
def dialogues(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A text, and who says each of its paragraphs. Everybody speaks at least three times."""
    language = draw(st.sampled_from(sorted(WORDS)))
    names, sentences = WORDS[language]
    manner, gap = draw(st.sampled_from(MANNERS[language])), draw(st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
    people = draw(st.lists(st.sampled_from(names), min_size=2, max_size=5, unique=True))
    order = draw(st.permutations(people * draw(st.integers(3, 4))))
    text, truth = "", []
    for name in order:
        label = manner.format(name=name, upper=name.upper(), last=name.split()[-1], initial=name[0])
        for paragraph in draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=3)):
            words = f"{paragraph} {len(truth)}"
            words = words + "。" if language == "ja" else words + "."
            truth.append((name, words))
            text += f"{label}{words}{gap}"
            label = ""
    return text, truth


@given(dialogues())
@settings(max_examples=30, deadline=None)
def test_nobody_is_given_the_words_of_another(dialogue: tuple[str, list[tuple[str, str]]]) -> None:
    text, truth = dialogue
    reading = read_speech(text, "r")
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    given_to = {turn.number: names.get(turn.speaker) for turn in reading.turns}
    said_by = {int(match[0]): name for name, words in truth if (match := re.search(r"\d+(?=[.。]$)", words))}
    for passage in reading.passages:
        shown = given_to[passage.turn]
        for number in re.findall(r"(\d+)[.。]\s*$", text[passage.start : passage.end], re.MULTILINE):
            true = said_by[int(number)]
            assert shown is None or shown.split()[0].casefold()[0] in true.casefold(), (shown, true)
            assert shown is None or _same(shown, true), (shown, true)


def _same(shown: str, true: str) -> bool:
    return any(part.casefold() in true.casefold() for part in re.split(r"[\s.君]+", shown) if len(part) > 1)


@given(dialogues())
@settings(max_examples=25, deadline=None)
def test_most_words_are_given_to_somebody(dialogue: tuple[str, list[tuple[str, str]]]) -> None:
    text, truth = dialogue
    reading = read_speech(text, "r")
    nobody = {turn.number for turn in reading.turns if turn.speaker is None}
    assert sum(passage.turn in nobody for passage in reading.passages) <= len(truth) * 3 // 4


def test_thousands_of_speakers_and_a_name_of_five_thousand_characters() -> None:
    text = "".join(
        f"Mr. S{''.join('abcdefghij'[int(d)] for d in str(n))} Lee: Word {n}.\n" for n in range(1_000, 3_000)
    )
    text += f"{'X' * 5_000}: a word.\n"
    reading = read_speech(text, "r")
    assert len(reading.speakers) == 2_000


def test_what_is_doubtful_is_told_and_not_too_often() -> None:
    text = "The Chair: Begin.\n\nJane Roe: Yes.\n\n" * 40
    reading = read_speech(text, "r")
    assert [doubt.reason for doubt in reading.doubts][-1].endswith("(35 more like it)")
    assert all(text[doubt.start : doubt.end].startswith("The Chair") for doubt in reading.doubts)
    assert len(reading.doubts) == 5
