"""What is exported as Akoma Ntoso and read again is the record that it was."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.akoma_export import akoma_ntoso
from corpus.akoma_terms import escaped, unescaped
from corpus.errors import RecordError
from corpus.file_names import file_names, write_whole
from corpus.library import Library
from corpus.model import Aside, Passage, Record, Speaker, Turn
from corpus.read import read_record

# every character that UTF-8 can hold, those that XML cannot among them
_CHARACTER = st.one_of(
    st.characters(exclude_categories=("Cs",)),
    st.sampled_from(list("\x00\x07\x1f\x7f\x85\r\n\t \u3000\u2028\ufffe\uffff\ufeff&<>\"'\\]漢🎌")),
)
_ANY = st.text(alphabet=_CHARACTER, max_size=12)
_MAYBE = st.none() | _ANY


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record that a library may hold: slices in order, asides wherever they like, silent turns."""
    text = draw(st.text(alphabet=st.one_of(st.sampled_from(list("ab \n\n\u3000\r\t<&")), _CHARACTER), max_size=120))
    people = draw(st.lists(_ANY, unique=True, max_size=3))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = list(zip(places[::2], places[1::2], strict=False))
    numbers = sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=5)))
    turn_of = sorted(draw(st.lists(st.sampled_from(numbers), min_size=len(spans), max_size=len(spans))))
    ends = st.integers(0, len(text))
    turns = tuple(
        Turn(
            number,
            draw(st.sampled_from([None, *people])),
            draw(_MAYBE),
            draw(_MAYBE | st.just(text[spans[0][0] : spans[0][1]] if spans else None)),
            *sorted((draw(ends), draw(ends))),
            draw(_MAYBE),
        )
        for number in numbers
    )
    ids = draw(st.lists(st.integers(1, 10**9), unique=True, min_size=len(spans), max_size=len(spans)))
    id_ = draw(st.from_regex(r"[\w.-]{1,30}", fullmatch=True))
    asides = draw(st.lists(st.tuples(ends, ends, st.one_of(_ANY, st.just("heading"))), max_size=4))
    passages = zip(ids, turn_of, spans, strict=True)
    return Record(
        id=id_,
        title=draw(_ANY),
        text=text,
        date=draw(st.sampled_from([None, "1999", "2020-02", "2024-02-29"])),
        event=draw(_MAYBE),
        place=draw(_MAYBE),
        publisher=draw(_MAYBE),
        language=draw(_MAYBE),
        url=draw(_MAYBE),
        speakers=tuple(Speaker(person, draw(_ANY), tuple(draw(st.lists(_ANY, max_size=2)))) for person in people),
        turns=turns,
        passages=tuple(Passage(f"{id_}/{number}", id_, turn, *span, draw(_MAYBE)) for number, turn, span in passages),
        asides=tuple(Aside(*sorted((start, end)), reason) for start, end, reason in asides),
    )


def read_again(record: Record, name: str = "other-name.xml") -> Record:
    with TemporaryDirectory() as folder:
        write_whole(Path(folder) / name, akoma_ntoso(record))
        return read_record(Path(folder) / name)


@settings(max_examples=40)
@given(record=records())
def test_any_record_comes_back_equal_in_every_field(record: Record) -> None:
    assert read_again(record) == record


def test_the_shipped_record_comes_back_through_two_libraries(
    round_table: Record, library: Library, tmp_path: Path
) -> None:
    library.add(round_table)
    again = read_again(library.record(round_table.id))
    assert again == round_table
    with Library.open(tmp_path / "second") as second:
        second.add(again)
        assert second.record(round_table.id) == round_table


PLAIN = """Minutes of the harbour board

Ms. OKADA (Chair): The board meets.  It decides\tnow.

(Applause)

Mr. LINDQVIST (Engineer): The northern pier costs four million.
It is “firm” & <dear>.　Truly.
"""


def test_a_plain_text_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text(PLAIN, encoding="utf-8")
    record = read_record(path)
    assert {speaker.name for speaker in record.speakers} >= {"OKADA", "LINDQVIST"}
    assert read_again(record) == record


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Record]:
    """The plain text's record, exported, changed by hand in one place, and read."""

    def change(old: str, new: str) -> Record:
        path = tmp_path / "harbour.txt"
        path.write_text(PLAIN, encoding="utf-8")
        document = "".join(akoma_ntoso(read_record(path)))
        assert old in document
        (tmp_path / "changed.xml").write_text(document.replace(old, new), encoding="utf-8")
        return read_record(tmp_path / "changed.xml")

    return change


def test_a_document_changed_by_hand_is_read_as_it_now_stands(changed: Callable[[str, str], Record]) -> None:
    record = changed("four million", "nine million")
    assert record.id == "changed"
    turns = {turn.number: turn.speaker for turn in record.turns}
    said = {record.text[one.start : one.end]: turns[one.turn] for one in record.passages}
    assert "LINDQVIST" in [speaker for words, speaker in said.items() if "nine million" in words]
    assert not any("Applause" in words for words in said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rec:passage="harbour/2"', 'rec:passage="harbour/1"'),
        ('rec:passage="harbour/2"', 'rec:passage="elsewhere/x"'),
        ('by="#person-1"', 'by="#person-9"'),
        ('rec:turnEnd="', 'rec:turnEnd="9'),
        ('rec:start="', 'rec:start="9'),
        ('rec:turn="2"', 'rec:turn="7"'),
        ('<rec:record id="harbour"', '<rec:record id="../harbour"'),
        ('length="', 'date="tomorrow" length="'),
    ],
)
def test_marks_that_are_no_longer_true_are_not_believed(
    changed: Callable[[str, str], Record], old: str, new: str
) -> None:
    record = changed(old, new)
    assert record.id == "changed"
    assert [one.id for one in record.passages] == [f"changed/{n}" for n in range(1, len(record.passages) + 1)]


@given(
    record=records(),
    places=st.lists(st.tuples(st.floats(0, 1), st.sampled_from("<>&\"' 019ab:#")), min_size=1, max_size=3),
)
def test_a_damaged_export_is_read_soundly_or_refused(record: Record, places: list[tuple[float, str]]) -> None:
    document = "".join(akoma_ntoso(record))
    for place, char in places:
        at = int(place * (len(document) - 1))
        document = document[:at] + char + document[at + 1 :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.xml"
        path.write_text(document, encoding="utf-8", newline="")
        try:
            found = read_record(path)
        except RecordError:
            return
    ends = [0, *(one.end for one in found.passages)]
    assert all(end <= one.start <= one.end <= len(found.text) for end, one in zip(ends, found.passages, strict=False))
    assert {one.turn for one in found.passages} <= {turn.number for turn in found.turns}
    assert {turn.speaker for turn in found.turns} - {None} <= {speaker.id for speaker in found.speakers}


def test_a_sidecar_overrides_an_export(tmp_path: Path, round_table: Record) -> None:
    write_whole(tmp_path / "table.xml", akoma_ntoso(round_table))
    first = round_table.speakers[0]
    (tmp_path / "table.toml").write_text(
        f'id = "mine"\ntitle = "Mine"\n[[speakers]]\nid = "x"\nname = "{first.name}"\nrole = "Guest"\n',
        encoding="utf-8",
    )
    record = read_record(tmp_path / "table.xml")
    assert (record.id, record.title, record.date) == ("mine", "Mine", round_table.date)
    assert record.passages[0].id == "mine" + round_table.passages[0].id.removeprefix(round_table.id)
    roles = {turn.role for turn in record.turns if turn.speaker == "x"}
    assert roles == {"Guest"}
    assert first.id not in {speaker.id for speaker in record.speakers}


def test_passages_out_of_order_are_refused(round_table: Record) -> None:
    wrong = replace(round_table, passages=round_table.passages[::-1])
    with pytest.raises(RecordError, match="in order"):
        "".join(akoma_ntoso(wrong))


@given(value=_ANY)
def test_every_character_survives_in_our_attributes(value: str) -> None:
    assert unescaped(escaped(value)) == value


@given(ids=st.lists(st.text(min_size=1, max_size=300), unique=True, max_size=6))
def test_every_id_has_a_file_name_of_its_own(ids: list[str]) -> None:
    names = file_names(ids, ".xml")
    assert list(names) == ids
    assert len({name.casefold() for name in names.values()}) == len(ids)
    for name in names.values():
        assert Path(name).name == name
        assert not name.startswith((".", "-"))
        assert len(name.encode()) <= 255
    assert file_names(["csto-2020-10-07", "岸田.2020"], ".xml") == {
        "csto-2020-10-07": "csto-2020-10-07.xml",
        "岸田.2020": "岸田.2020.xml",
    }


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> list[str]:
        raise RecordError("no")

    write_whole(tmp_path / "new" / "a.xml", ["one\n"])
    with pytest.raises(RecordError):
        write_whole(tmp_path / "new" / "a.xml", (line for _ in range(1) for line in broken()))
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.xml"]
    assert (tmp_path / "new" / "a.xml").read_text() == "one\n"
