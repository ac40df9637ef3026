"""What `onrecord export` wrote and is read again is equal: every id, name, role, offset and word."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.read import read_records
from corpus.reading import read_speech
from corpus.sidecar import sidecar_path

FIELDS = ("id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end")


def export(library: Library) -> str:
    """The lines that `onrecord export` writes, as the contract describes them."""
    excerpts = [excerpt for excerpt in library.excerpts(library.keys()) if excerpt]
    return "".join(
        json.dumps({name: getattr(one, name) for name in FIELDS}, ensure_ascii=False) + "\n" for one in excerpts
    )


def again(lines: str, folder: Path) -> str:
    """`lines` read into a new library and exported from it."""
    path = folder / "export.jsonl"
    path.write_text(lines, encoding="utf-8", newline="")
    number = sum(1 for _ in folder.iterdir())
    with Library.open(folder / f"library{number}") as library:
        library.add_all(read_records(path))
        return export(library)


PORTS = (
    "Mira Kovac, Minister of Transport\n\nThe ports are open.\n\nThey will stay open.\n\n"
    "Subscribe to our newsletter!\n\n"
    "Tom Hill, Mayor of Lowville\n\nGood.\n\n議長（石川良一君）\n\nこれより会議を開きます。\n"
)


def read_record_of(text: str, id_: str, **metadata: str) -> Record:
    reading = read_speech(text, id_)
    return Record(
        id=id_,
        title="Ports — and 港",
        text=text,
        speakers=reading.speakers,
        turns=reading.turns,
        passages=reading.passages,
        asides=reading.asides,
        **metadata,
    )


def test_the_export_of_a_library_comes_back(library: Library, round_table: Record, tmp_path: Path) -> None:
    library.add(round_table)
    library.add(read_record_of(PORTS, "ports", date="2021-05-03", url="https://example.org/ports"))
    library.add(read_record_of(PORTS.replace("Good.", "Bad.\n\nVery bad."), "ports"))  # its ids are in no order now
    lines = export(library)
    assert again(lines, tmp_path) == lines


def test_it_is_equal_for_a_program_too(library: Library, tmp_path: Path) -> None:
    library.add(read_record_of(PORTS, "ports", date="2021-05-03"))
    path = tmp_path / "all.jsonl"
    path.write_text(export(library), encoding="utf-8")
    (record,) = read_records(path)
    before = library.record("ports")
    assert (record.id, record.title, record.date, record.passages) == (
        before.id,
        before.title,
        before.date,
        before.passages,
    )
    assert [(turn.speaker, turn.role) for turn in record.turns] == [(turn.speaker, turn.role) for turn in before.turns]
    for passage in record.passages:
        assert record.text[passage.start : passage.end] == before.text[passage.start : passage.end]
    within = {at for passage in record.passages for at in range(passage.start, passage.end)}
    assert not "".join(char for at, char in enumerate(record.text) if at not in within).strip()


NAMES = st.sampled_from(
    ["Mira Kovac", "ﾐﾗ", "ミラ", "石川　良一", "Ａ", "A", " a ", "null", "S\u2028T", "é", "e\u0301"]
)
WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=12)
MAYBE = st.none() | st.sampled_from(["議長", "Minister", "Министр"])
URLS = st.none() | st.sampled_from(["https://x.org/1", "https://x.org/2"])
SPOKEN = st.tuples(st.integers(0, 3), WORDS, st.none() | NAMES, MAYBE, URLS)


def record_of(
    id_: str,
    title: str,
    url: str | None,
    spoken: list[tuple[int, str, str | None, str | None, str | None]],
    numbers: list[int],
) -> Record:
    text = ""
    passages, turns = [], []
    people: dict[str, Speaker] = {}
    for number, (gap, words, name, role, turn_url) in zip(numbers, spoken, strict=False):
        text += "." * gap
        start, text = len(text), text + words
        if name is not None:
            people[name] = Speaker(f"#{name}", name)
        turns.append(Turn(len(turns) + 1, name and f"#{name}", role, None, start, len(text), turn_url))
        passages.append(Passage(f"{id_}/{number}", id_, len(turns), start, len(text)))
    return Record(
        id=id_,
        title=title,
        text=text + "..",
        date="2021-05" if url else None,
        url=url,
        speakers=tuple(people.values()),
        turns=tuple(turns),
        passages=tuple(passages),
    )


@st.composite
def records(draw: Callable[..., object]) -> list[Record]:
    made = []
    for id_ in draw(st.lists(st.sampled_from(["a", "港-2", "x.y_z", "b"]), min_size=1, max_size=3, unique=True)):
        spoken = draw(st.lists(SPOKEN, min_size=1, max_size=6))
        numbers = draw(st.permutations(range(1, 12)))
        title = draw(WORDS)
        made.append(record_of(id_, title, draw(URLS), spoken, list(numbers)))
    return made


@given(records())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_exported_comes_back_byte_by_byte(
    tmp_path_factory: pytest.TempPathFactory, made: list[Record]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with Library.open(folder / "first") as library:
        library.add_all(made)
        lines = export(library)
    assert again(lines, folder) == lines


def line(**changed: object) -> dict[str, object]:
    whole = {
        "id": "r/1",
        "text": "Open.",
        "speaker": "Ann",
        "role": None,
        "record": "r",
        "title": "T",
        "date": None,
        "url": None,
        "start": 0,
        "end": 5,
    }
    return {**whole, **changed}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([line(), line(id="r/2", start=3, end=8)], "line 2: the passage begins at 3"),
        ([line(), line(start=7, end=12)], "line 2: the id 'r/1' was given before"),
        ([line(end=6)], "line 1: start and end do not fit"),
        ([line(start=-5, end=0)], "start and end do not fit"),
        ([line(start="0")], "start and end do not fit"),
        ([line(start=0.0)], "start and end do not fit"),
        ([line(start=10**12, end=10**12 + 5)], "no record is longer"),
        ([line(start=10**15, end=10**15 + 5)], "start and end do not fit|no record"),
        ([line(text="", end=0)], "start and end do not fit"),
        ([line(), line(id="s/1", record="s"), line(id="r/2", start=7, end=12)], "line 3: 'r' came before"),
        ([line(), line(id="r/2", title="U", start=7, end=12)], "title and date"),
        ([line(), {"speaker": "Ann", "text": "One."}], "line 2 is not a passage"),
        ([line(), line(id="s/2")], "line 2 is not a passage"),
        ([line(id="r/01")], "it is record/number"),
        ([line(id="r/x")], "it is record/number"),
        ([line(id="a b/1", record="a b")], "it is record/number"),
        ([line(speaker=5)], "speaker is '5'"),
        ([line(role=["x"])], "role is"),
        ([line(text="Open\ud800")], "text is"),
        ([line(title=None)], "title is"),
        (
            [line(id=f"r{n}/1", record=f"r{n}", start=100_000_000, end=100_000_005) for n in range(3)],
            "far beyond what is quoted",
        ),
    ],
)
def test_what_disagrees_with_itself_is_refused(lines: list[object], told: str, tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    with pytest.raises(RecordError, match=told) as caught:
        list(read_records(path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end"]),
            st.none()
            | st.booleans()
            | st.integers(-3, 40)
            | st.sampled_from(["r/1", "r/2", "s/1", "r", "s", "Open.", ""]),
        ),
        max_size=5,
    ),
    st.integers(0, 2),
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_export_gives_its_own_slices_or_a_record_error(
    tmp_path: Path, changes: list[tuple[str, object]], which: int
) -> None:
    lines = [line(), line(id="r/2", start=5, end=10), line(id="s/1", record="s", start=2, end=7)]
    lines[which].update(changes)
    path = tmp_path / "e.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    try:
        records = list(read_records(path))
    except RecordError:
        return
    said = [record.text[one.start : one.end] for record in records for one in record.passages]
    assert [text.strip() for text in said] == [str(one["text"]).strip() for one in lines if str(one["text"]).strip()]


def test_a_sidecar_says_who_is_who(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text(json.dumps(line(speaker="Lavrov")) + "\n", encoding="utf-8")
    sidecar_path(path).write_text(
        '[[speakers]]\nname = "Sergey Lavrov"\naliases = ["Lavrov"]\nrole = "Minister"\n', encoding="utf-8"
    )
    (record,) = read_records(path)
    assert record.speakers == (Speaker("Sergey Lavrov", "Sergey Lavrov", ("Lavrov",)),)
    assert (record.turns[0].speaker, record.turns[0].role) == ("Sergey Lavrov", "Minister")


def test_a_list_of_the_lines_does_as_well(library: Library, tmp_path: Path) -> None:
    library.add(read_record_of(PORTS, "ports"))
    lines = export(library)
    path = tmp_path / "slurped.json"
    path.write_text(json.dumps([json.loads(one) for one in lines.splitlines()], indent=1), encoding="utf-8")
    with Library.open(tmp_path / "other") as other:
        other.add_all(read_records(path))
        assert export(other) == lines


def test_reading_an_export_into_the_library_that_wrote_it_keeps_every_id(library: Library, tmp_path: Path) -> None:
    library.add(read_record_of(PORTS, "ports"))
    library.add(replace(read_record_of(PORTS.replace("Good.", "Bad."), "ports"), title="Ports again"))
    lines = export(library)
    path = tmp_path / "all.jsonl"
    path.write_text(lines, encoding="utf-8")
    library.add_all(read_records(path))
    assert export(library) == lines
