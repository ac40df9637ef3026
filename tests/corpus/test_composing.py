"""A record that is composed is sound: its slices are what was said, and each is its speaker's."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import composing
from corpus.composing import Composer, Metadata, clean
from corpus.model import Record, Speaker
from corpus.passages import LONGEST
from corpus.printed import LONGEST_NAME, speaker_of
from corpus.sidecar import Sidecar

ANN, BEN = Speaker("Ann", "Ann"), Speaker("Ben", "Ben")


def composer(sidecar: Sidecar | None = None, metadata: Metadata | None = None) -> Composer:
    return Composer("r", sidecar or Sidecar(), metadata or Metadata(), "file")


def said_in(record: Record) -> list[tuple[str | None, str]]:
    speakers = {turn.number: turn.speaker for turn in record.turns}
    return [(speakers[one.turn], record.text[one.start : one.end]) for one in record.passages]


def test_paragraphs_asides_and_doubts() -> None:
    writer = composer()
    writer.say("Before.")
    writer.give_floor(ANN, "Minister", "Ann:", "https://x.org/1")
    writer.say(" One.\r\nTwo. ", "0:01")
    writer.set_aside("(Applause)", "stage direction")
    writer.say("Three.")
    writer.doubt("is it she?")
    writer.say(" \n ")
    record = writer.record()
    assert record.text == "Before.\n\nOne.\nTwo.\n\n(Applause)\n\nThree."
    assert said_in(record) == [(None, "Before."), ("Ann", "One.\nTwo."), ("Ann", "Three.")]
    assert [passage.locator for passage in record.passages] == [None, "0:01", None]
    turn = record.turns[1]
    assert (turn.role, turn.heading, turn.url, record.text[turn.start : turn.end]) == (
        "Minister",
        "Ann:",
        "https://x.org/1",
        "One.\nTwo.\n\n(Applause)\n\nThree.",
    )
    assert [record.text[one.start : one.end] for one in record.asides] == ["(Applause)"]
    assert [record.text[one.start : one.end] for one in record.doubts] == ["Three."]


def test_a_turn_without_words_leaves_no_trace() -> None:
    writer = composer()
    writer.give_floor(ANN)
    writer.give_floor(BEN)
    writer.say("One.")
    record = writer.record()
    assert [turn.speaker for turn in record.turns] == ["Ben"]
    assert record.speakers == (BEN,)


def test_the_next_part_goes_on_with_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "PART", 10)
    writer = composer(metadata=Metadata(title="Title"))
    writer.give_floor(ANN, "Minister")
    writer.say("More than ten.")
    assert writer.is_full
    first = writer.record()
    assert writer.is_empty
    writer.say("Less.")
    second = writer.record()
    assert [(record.id, record.title) for record in (first, second)] == [("r", "Title"), ("r-2", "Title (2)")]
    assert said_in(second) == [("Ann", "Less.")]
    assert (second.passages[0].id, second.turns[0].number, second.turns[0].role) == ("r-2/1", 1, "Minister")


def test_a_sidecar_tells_who_is_meant() -> None:
    known = Speaker("lavrov", "Sergey Lavrov", ("Лавров",))
    writer = composer(Sidecar(title="Talks", speakers=(known,), roles={"lavrov": "Minister"}), Metadata(date="2020"))
    writer.give_floor(Speaker("x", "ЛАВРОВ"), "guest")
    writer.say("Да.")
    record = writer.record()
    assert (record.title, record.date, record.speakers) == ("Talks", "2020", (known,))
    assert record.turns[0].role == "Minister"


def test_a_surname_in_a_sidecar_is_not_every_official_of_that_name() -> None:
    member = Speaker("m", "高橋信博", ("高橋",))
    official = Speaker("o", "高橋一郎", ("高橋港湾局長",))
    writer = composer(Sidecar(speakers=(member, official)))
    found = [writer.person(speaker_of(label)[0] or ANN).id for label in ("高橋委員", "高橋港湾局長", "高橋企画部長")]
    assert found == ["m", "o", "高橋企画部長"]


def test_the_first_of_an_id_is_kept() -> None:
    writer = composer()
    for name in ("J. Smith", "John Smith"):
        writer.give_floor(Speaker("7", name))
        writer.say("Yes.")
    assert writer.record().speakers == (Speaker("7", "J. Smith"),)


TEXTS = st.text(max_size=30) | st.text(st.sampled_from("ab. \n。"), min_size=LONGEST, max_size=LONGEST * 3)
DEEDS = st.lists(st.tuples(st.sampled_from(["say", "uncut", "aside", "floor", "nobody", "part"]), TEXTS), max_size=25)


@given(DEEDS)
def test_whatever_is_written_is_sound_and_nothing_is_lost(deeds: list[tuple[str, str]]) -> None:
    writer = composer()
    records: list[Record] = []
    who: str | None = None
    expected: list[tuple[str | None, str]] = []
    for deed, text in deeds:
        if deed in ("say", "uncut"):
            writer.say(text, uncut=deed == "uncut")
            expected.append((who, clean(text)))
        elif deed == "aside":
            writer.set_aside(text, "note")
        elif deed == "part" and not writer.is_empty:
            records.append(writer.record())
        elif deed in ("floor", "nobody"):
            who = text or "x" if deed == "floor" else None
            writer.give_floor(Speaker(who, who) if who else None)
    records.append(writer.record())
    for record in records:
        reached = 0
        for passage in record.passages:
            assert reached <= passage.start < passage.end <= len(record.text)
            reached = passage.end
        record.text.encode()
    said = [one for record in records for one in said_in(record)]
    spoken = {who for who, text in expected if text.strip()}
    assert {who for who, _ in said} == spoken
    for one in spoken:
        mine = "".join("".join(text.split()) for who, text in said if who == one)
        assert mine == "".join("".join(text.split()) for who, text in expected if who == one)


@pytest.mark.parametrize(
    ("printed", "name", "role", "identity"),
    [
        ("議長（石川良一君）", "石川良一", "議長", "石川良一"),
        ("議長 (石川良一君）", "石川良一", "議長", "石川良一"),
        ("○教育長（海野港君）", "海野港", "教育長", "海野港"),
        ("中央港湾市場長（山野森君）", "山野森", "中央港湾市場長", "山野森"),
        ("委員長（山田　太郎君）", "山田 太郎", "委員長", "山田 太郎"),
        ("七十一番（関野たかなり君）", "関野たかなり", "七十一番", "関野たかなり"),
        ("高橋委員", "高橋", "委員", "高橋"),
        ("高橋委員長", "高橋", "委員長", "高橋"),
        ("高橋座長", "高橋", "座長", "高橋"),
        ("高橋（か）委員", "高橋（か）", "委員", "高橋(か)"),
        ("高橋局長", "高橋", "局長", "高橋局長"),
        ("高橋部長", "高橋", "部長", "高橋部長"),
        ("高橋参考人", "高橋", "参考人", "高橋参考人"),
        ("星委員", "星", "委員", "星"),
        ("両委員", "両委員", None, "両委員"),
        ("予算特別委員長", "予算特別委員長", None, "予算特別委員長"),
        ("岸田内閣総理大臣", "岸田", "内閣総理大臣", "岸田内閣総理大臣"),
        ("岸田文雄内閣総理大臣", "岸田文雄", "内閣総理大臣", "岸田文雄"),
        ("岸田文雄君", "岸田文雄君", None, "岸田文雄"),
        ("議長", "議長", None, "議長"),
        ("理事者", "理事者", None, "理事者"),
        ("全員", "全員", None, "全員"),
        ("Several Members", "Several Members", None, "Several Members"),
        ("An hon.  Member", "An hon. Member", None, "An hon. Member"),
        ("Mr. SMITH (Canada)", "Mr. SMITH (Canada)", None, "Mr. SMITH (Canada)"),
        ("The Minister of Transport", "The Minister of Transport", None, "The Minister of Transport"),
        ("Председатель", "Председатель", None, "Председатель"),
        ("SPEAKER_00", "SPEAKER_00", None, "SPEAKER_00"),
        ("Q", "Q", None, "Q"),
    ],
)
def test_a_printed_label(printed: str, name: str, role: str | None, identity: str) -> None:
    speaker, held = speaker_of(printed)
    assert speaker is not None
    assert (speaker.name, held, speaker.id) == (name, role, identity)


@pytest.mark.parametrize(
    "printed",
    [
        None,
        "",
        " ",
        "null",
        "NULL",
        "None",
        "N/A",
        "nan",
        "-",
        "――",
        "?",
        "不明",
        "会議録情報",
        "Неизвестно",
        "x" * 201,
    ],
)
def test_a_label_that_names_nobody(printed: str | None) -> None:
    assert speaker_of(printed) == (None, None)


def test_an_id_of_the_source_is_the_identity() -> None:
    first, _ = speaker_of("高橋委員", identity="m-1")
    second, _ = speaker_of("高橋委員", identity="m-2")
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("高橋", "高橋")
    assert (first.id, second.id) == ("m-1", "m-2")


@pytest.mark.parametrize(
    ("printed", "surname"), [("松永スポーツ振興局招致推進部長", "松永"), ("宮下知事本局長", "宮下")]
)
def test_an_official_with_a_long_office_is_found_by_surname(printed: str, surname: str) -> None:
    speaker, role = speaker_of(printed)
    assert speaker is not None
    assert surname in (speaker.name, *speaker.aliases)
    assert role is None or speaker.name == surname


PARTS = st.sampled_from(
    ["高橋", "委員", "長", "（", "）", "君", "か", "議長", "○", " ", "Mr. ", "Smith", "部長", "東京", "スポーツ"]
)


@given(st.text() | st.lists(PARTS, max_size=8).map("".join))
def test_any_label_names_somebody_whose_name_is_in_it(printed: str) -> None:
    speaker, role = speaker_of(printed)
    if speaker is None:
        assert role is None
        return
    letters = {*printed, *normalize("NFC", printed), " "}
    assert len(speaker.name) <= LONGEST_NAME
    assert set(speaker.name) <= letters
    assert set(role or "") <= letters
