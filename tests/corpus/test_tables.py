"""A table of speeches: each row under the speaker that it names, whatever the columns are called."""

import codecs
import csv
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import composing
from corpus.errors import RecordError
from corpus.formats import speeches
from corpus.formats.columns import columns_of
from corpus.formats.iso_date import iso_date
from corpus.model import Record
from corpus.read import read_records
from corpus.sidecar import sidecar_path

Said = list[tuple[str | None, str | None, str]]


def said_in(record: Record) -> Said:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: turn for turn in record.turns}
    return [
        (names.get(turns[one.turn].speaker or ""), turns[one.turn].role, record.text[one.start : one.end])
        for one in record.passages
    ]


def assert_sound(records: list[Record]) -> None:
    assert len({record.id for record in records}) == len(records)
    for record in records:
        reached = 0
        for passage in record.passages:
            assert reached <= passage.start < passage.end <= len(record.text)
            assert passage.id.startswith(f"{record.id}/")
            reached = passage.end
        people = {speaker.id for speaker in record.speakers}
        assert {turn.speaker for turn in record.turns} - {None} <= people
        assert {passage.turn for passage in record.passages} == {turn.number for turn in record.turns}
        record.text.encode()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Record]]:
    def reading(content: str | bytes, name: str = "minutes.csv", encoding: str | None = None) -> list[Record]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        records = list(read_records(path, encoding))
        assert_sound(records)
        return records

    return reading


@pytest.fixture
def said(read: Callable[..., list[Record]]) -> Callable[..., Said]:
    return lambda *given, **named: [one for record in read(*given, **named) for one in said_in(record)]


@pytest.mark.parametrize(
    "header",
    [
        "speaker,role,text",
        "SPEAKER NAME,Position,Speech",
        "\ufeffname,job_title,content",
        "発言者,肩書き,発言",
        "氏名,役職,本文",
        "話者,役割,発言内容",
        "Спикер,Должность,Текст",
        "Выступающий,роль,речь",
        "Redner,Funktion,Rede",
        "Orateur,Fonction,Texte",
        "Orador,Cargo,Discurso",
        "发言人,职务,内容",
        "발언자,직책,발언",
        " who , speaker_role , utterance ",
        '"member","office","transcript"',
    ],
)
def test_columns_under_their_usual_names(header: str, said: Callable[..., Said]) -> None:
    assert said(f"{header}\nMira Kovac,Minister,The ports are open.\n") == [
        ("Mira Kovac", "Minister", "The ports are open.")
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_seen(delimiter: str, name: str, said: Callable[..., Said]) -> None:
    text = (
        delimiter.join(("speaker", "text")) + "\r\n" + delimiter.join(("Ann", "Ports, roads; rails are open")) + "\r\n"
    )
    if delimiter in ",;":
        text = delimiter.join(("speaker", "text")) + f'\r\nAnn{delimiter}"Ports, roads; rails are open"\r\n'
    assert said(text, name) == [("Ann", None, "Ports, roads; rails are open")]


def test_a_line_of_excel_before_the_names(said: Callable[..., Said]) -> None:
    assert said("sep=;\nspeaker;text\nAnn;Open, now.\n") == [("Ann", None, "Open, now.")]


def test_a_cell_of_several_lines_and_quotes(said: Callable[..., Said]) -> None:
    text = 'speaker,text\nAnn,"She said ""no"".\r\n\r\nyes, indeed"\nBen,Good.\n'
    assert said(text) == [("Ann", None, 'She said "no".'), ("Ann", None, "yes, indeed"), ("Ben", None, "Good.")]


def test_rows_of_one_speaker_are_one_turn(read: Callable[..., list[Record]]) -> None:
    (record,) = read("speaker,text\nAnn,One.\nAnn,Two.\nBen,Three.\nAnn,Four.\n")
    assert [(turn.speaker, record.text[turn.start : turn.end]) for turn in record.turns] == [
        ("Ann", "One.\n\nTwo."),
        ("Ben", "Three."),
        ("Ann", "Four."),
    ]


def test_nobody_stays_nobody(said: Callable[..., Said]) -> None:
    found = said("speaker,text\nAnn,One.\n,Two.\nnull,Three.\n-,Four.\nN/A,Five.\n")
    assert [who for who, _, _ in found] == ["Ann", None, None, None, None]


def test_meetings_become_records_with_what_is_said_of_them(read: Callable[..., list[Record]]) -> None:
    text = "meeting,date,speaker,text,url,start\nPorts,2020/2/19,Ann,One.,https://x.org/1,75.5\nRoads,2020/2/20,Ann,Two.,,\n"
    first, second = read(text)
    assert (first.id, first.title, first.date, first.url) == (
        "minutes-2020-02-19",
        "Ports",
        "2020-02-19",
        "https://x.org/1",
    )
    assert first.passages[0].locator == "0:01:15"
    assert (second.id, second.title, second.date, second.url) == ("minutes-2020-02-20", "Roads", "2020-02-20", None)


def test_a_table_of_one_meeting_keeps_the_name_of_the_file(read: Callable[..., list[Record]]) -> None:
    (record,) = read("title,date,speaker,text\nPorts,19 February 2020,Ann,One.\nPorts,19 February 2020,Ben,Two.\n")
    assert (record.id, record.title, record.date) == ("minutes", "Ports", "2020-02-19")


def test_a_meeting_that_comes_up_again_does_not_take_the_place_of_the_first(read: Callable[..., list[Record]]) -> None:
    records = read("meeting,speaker,text\nPorts,Ann,One.\nRoads,Ann,Two.\nPorts,Ben,Three.\n")
    assert [record.title for record in records] == ["Ports", "Roads", "Ports"]
    assert len({record.id for record in records}) == 3
    assert "came up before" in records[2].doubts[0].reason


def test_a_column_of_titles_may_be_of_people(said: Callable[..., Said]) -> None:
    rows = (
        "speaker,title,text\nAnn Roe,Minister of Transport,One.\n"
        "Ben Hill,Mayor of Lowville,Two.\nAnn Roe,Minister of Transport,Three.\n"
    )
    assert [role for _, role, _ in said(rows)] == [
        "Minister of Transport",
        "Mayor of Lowville",
        "Minister of Transport",
    ]


def test_a_column_of_titles_that_sound_like_offices_is_of_meetings(said: Callable[..., Said]) -> None:
    title = "Questions to the Prime Minister"
    rows = f"speaker,title,text\nAnn Roe,{title},One.\nBen Hill,{title},Two.\n"
    assert [role for _, role, _ in said(rows)] == [None, None]


def test_two_people_of_one_name_with_ids_of_their_own(read: Callable[..., list[Record]]) -> None:
    (record,) = read("speaker_id,speaker,text\n1,J. Smith,One.\n2,J. Smith,Two.\n1,J. Smith,Three.\n")
    first, second, third = (turn.speaker for turn in record.turns)
    assert first == third != second
    assert [speaker.name for speaker in record.speakers] == ["J. Smith", "J. Smith"]


def test_a_sidecar_overrides(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("speaker,role,text,title\nLavrov,guest,One.,Hall\n", encoding="utf-8")
    sidecar_path(path).write_text(
        'title = "Round table"\n[[speakers]]\nname = "Sergey Lavrov"\naliases = ["Lavrov"]\nrole = "Minister"\n',
        encoding="utf-8",
    )
    (record,) = read_records(path)
    assert said_in(record) == [("Sergey Lavrov", "Minister", "One.")]
    assert record.title == "Round table"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n", "no speaker and text column among a, b"),
        ("speaker,when\nAnn,now\n", "no text column among speaker, when"),
        ("text,when\nOpen.,now\n", "no speaker column"),
        ("speaker,text,text\nAnn,One,Two\n", "two columns are called 'text'"),
        ('speaker,text\nAnn,"One\nBen,Two\n', "quotation mark"),
        ('speaker,text\nAnn,"One" he said\n', "quotation mark"),
        ("speaker,text\n", "no words"),
        ("speaker,text\nAnn,\nBen,\n", "no words"),
        ("speaker,when,text\nAnn,now,Hello, all, of you\n", "row 1 has 5 cells, not 3"),
        ("", "is empty"),
        (b"\x00\x01\x02speaker,text\nAnn,One\n", "not a text file"),
        (bytes(range(256)) * 40, "minutes.csv"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(
    content: str | bytes, told: str, read: Callable[..., list[Record]]
) -> None:
    with pytest.raises(RecordError, match=r"minutes\.csv") as caught:
        read(content)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_row_that_does_not_fit_is_nobodys_and_is_told(read: Callable[..., list[Record]]) -> None:
    (record,) = read("speaker,text\nAnn,One.\nRoe, Jane,Two, three.\nAnn\nBen,Four.\n")
    assert [(who, text) for who, _, text in said_in(record)] == [("Ann", "One."), ("Ben", "Four.")]
    assert [record.text[one.start : one.end] for one in record.asides] == ["Roe,Jane,Two,three.", "Ann"]
    assert [doubt.reason for doubt in record.doubts] == ["row 2 has 4 cells, not 2", "row 3 has 1 cells, not 2"]


def test_quotation_marks_in_a_table_with_tabs_may_be_words(said: Callable[..., Said]) -> None:
    rows = 'speaker\ttext\nAnn\t"Never," he said.\nBen\t"Hello\nCem\tBye"\n'
    assert said(rows, "a.tsv") == [("Ann", None, '"Never," he said.'), ("Ben", None, '"Hello'), ("Cem", None, 'Bye"')]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_encodings(encoding: str, said: Callable[..., Said]) -> None:
    text = "発言者,発言\n" + "高橋局長,本日の会議を開きます。これは港の問題についての説明であります。\n" * 20
    assert set(said(text.encode(encoding))) == {
        ("高橋", "局長", "本日の会議を開きます。これは港の問題についての説明であります。")
    }


def test_an_encoding_that_is_asked_for(said: Callable[..., Said]) -> None:
    assert said("speaker,text\nЛавров,Да.\n".encode("cp1251"), encoding="cp1251") == [("Лавров", None, "Да.")]
    with pytest.raises(RecordError):
        said(codecs.BOM_UTF8 + b"speaker,text\nAnn,\xff\xfe\n")


def test_a_name_too_long_to_be_one(read: Callable[..., list[Record]]) -> None:
    (record,) = read(f"speaker,text\n{'x' * 5000},One.\nAnn,Two.\n")
    assert [who for who, _, _ in said_in(record)] == [None, "Ann"]
    assert "5000" in record.doubts[0].reason


def test_ten_thousand_speakers(read: Callable[..., list[Record]]) -> None:
    (record,) = read("speaker,text\n" + "".join(f"Person {n},Word {n}.\n" for n in range(10_000)))
    assert len(record.speakers) == len(record.turns) == 10_000


def test_a_long_speech_and_a_long_table(read: Callable[..., list[Record]], monkeypatch: pytest.MonkeyPatch) -> None:
    (record,) = read("speaker,text\nAnn," + "The ports are open. " * 20_000 + "\n")
    assert len(record.passages) > 100
    monkeypatch.setattr(composing, "PART", 1000)
    records = read("speaker,text\n" + "".join(f"Ann,Word {n}.\n" for n in range(1000)))
    assert len(records) > 5
    assert sum(len(record.passages) for record in records) == 1000


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2020/2/19", "2020-02-19"),
        ("2020-02-19T10:00:00Z", "2020-02-19"),
        ("令和2年2月19日", "2020-02-19"),
        ("平成三十一年四月三十日", "2019-04-30"),
        ("昭和元年十二月", "1926-12"),
        ("２０２０年２月", "2020-02"),
        ("20200219", "2020-02-19"),
        ("19.02.2020", "2020-02-19"),
        ("2/19/2020", "2020-02-19"),
        ("19/02/2020", "2020-02-19"),
        ("19 февраля 2020", "2020-02-19"),
        ("Wednesday, February 19th, 2020", "2020-02-19"),
        ("2020", "2020"),
        ("03/04/2020", None),
        ("2020/2/30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(printed: str, date: str | None) -> None:
    assert iso_date(printed) == date


@given(st.text())
def test_any_date_is_iso_or_none(printed: str) -> None:
    found = iso_date(printed)
    assert found is None or iso_date(found) == found


@given(st.lists(st.text(max_size=12), max_size=8))
def test_a_column_holds_one_thing(names: list[str]) -> None:
    found = columns_of(names).of
    assert len(set(found.values())) == len(found)
    assert set(found.values()) <= set(names)


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t\"',"), max_size=20)


def visible(text: str) -> str:
    return "".join(composing.clean(text).split())


@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "Ports", "Roads", "2020"])), min_size=1, max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_of_a_written_table_is_kept_in_order(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    rows = [(speaker, f"The {text}", meeting) for speaker, text, meeting in rows]
    out = io.StringIO()
    csv.writer(out).writerows([("speaker", "text", "meeting"), *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(codecs.BOM_UTF8 + out.getvalue().encode())
    records = list(read_records(path))
    assert_sound(records)
    kept = "".join(visible(record.text) for record in records)
    assert kept == "".join(visible(text) for _, text, _ in rows)


SEEDS = [
    b"speaker,text\nAnn,One.\n",
    "発言者\t発言\t日付\n高橋委員\tはい。\t2020/2/19\n".encode(),
    b'speaker;text;title\nAnn;"a\nb";T\n',
]


@given(st.one_of(st.binary(max_size=200), st.tuples(st.sampled_from(SEEDS), st.integers(0, 60), st.binary(max_size=6))))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_sound_records_or_a_record_error(tmp_path: Path, data: object) -> None:
    if isinstance(data, tuple):
        seed, at, put = data
        data = seed[:at] + put + seed[at + len(put) // 2 :]
    path = tmp_path / "fuzz.csv"
    path.write_bytes(data)  # type: ignore[arg-type]  # bytes by now
    with suppress(RecordError):
        assert_sound(list(read_records(path)))


def test_ids_of_meetings_are_never_given_twice() -> None:
    ids = speeches._Ids("m")
    meetings = [
        speeches.Meeting(title=title, date=date, id=id_)
        for title in ("A", "a", "!", None)
        for date in ("2020-01-01", None)
        for id_ in ("1", None)
    ]
    given_ = [ids.give(meeting, meeting.date)[0] for meeting in meetings * 2]
    assert len(set(given_)) == len(given_)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_a_table_saved_as_text_with_tabs_is_a_table(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "table.txt"
    path.write_bytes('発言者\t役職\t発言\r\n野中真理\t市長\t"予算を、\r\nご説明します。"\r\n'.encode(encoding))
    [record] = read_records(path)
    assert [(turn.speaker, turn.role) for turn in record.turns] == [("野中真理", "市長")]
    assert [record.text[one.start : one.end] for one in record.passages] == ["予算を、", "ご説明します。"]


def test_a_text_that_begins_with_a_tab_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("\tSpeaker of the House:\tORDER\n\nAda Poe: We begin.\n")
    [record] = read_records(path)
    assert record.text == "\tSpeaker of the House:\tORDER\n\nAda Poe: We begin.\n"
