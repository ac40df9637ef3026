"""Whatever the bytes, a document is read soundly or refused in one line."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.formats.blocks import Block, Blocks, Kind, Run, written
from corpus.formats.prose import prose_record
from corpus.formats.tables import table_blocks
from corpus.read import read_records
from corpus.sidecar import Sidecar
from corpus.source_file import SourceFile
from tests.corpus.documents import check, docx, odt
from tests.corpus.pdf_samples import pdf_of, prose
from tests.corpus.test_documents_html import BRIEFING, INTERVIEW, MINISTRY
from tests.corpus.test_documents_office import MINUTES, OPEN
from tests.corpus.test_documents_pdf import SITTING

IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
SAMPLES = {
    ".html": [BRIEFING.encode(), INTERVIEW.encode(), MINISTRY.encode("shift_jis")],
    ".docx": [docx(MINUTES)],
    ".odt": [odt(OPEN)],
    ".pdf": [pdf_of(SITTING), pdf_of([prose(["MR. SMITH: Hello, all.", "", "Q And you?"])])],
}
SUFFIXES = sorted(SAMPLES)


def read_soundly(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refused = ""
    try:
        for record in read_records(path):
            check(record)
    except RecordError as error:
        refused = str(error)
    assert not refused or (str(path) in refused and "\n" not in refused)


@st.composite
def mutated(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    data = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        if draw(st.booleans()):
            data[place : place + 1] = bytes([draw(st.integers(0, 255))])
        else:
            data[place : place + draw(st.integers(0, 40))] = draw(st.binary(max_size=12))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.data())
@IN_ONE_FOLDER
def test_files_changed_at_random(suffix: str, data: st.DataObject, tmp_path: Path) -> None:
    read_soundly(tmp_path / f"a{suffix}", data.draw(mutated(SAMPLES[suffix])))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=400))
@IN_ONE_FOLDER
def test_any_bytes(suffix: str, data: bytes, tmp_path: Path) -> None:
    read_soundly(tmp_path / f"a{suffix}", data)


@pytest.mark.parametrize(("suffix", "part"), [(".docx", "word/document.xml"), (".odt", "content.xml")])
@given(data=st.data())
@IN_ONE_FOLDER
def test_parts_changed_at_random(suffix: str, part: str, data: st.DataObject, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SAMPLES[suffix][0])) as whole,
        zipfile.ZipFile(buffer, "w") as changed,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, _without_some(content, data.draw) if name == part else content)
    read_soundly(tmp_path / f"a{suffix}", buffer.getvalue())


def _without_some(content: bytes, draw: Callable[[st.SearchStrategy[int]], int]) -> bytes:
    """An XML part of which some elements are named otherwise, so that it stays well-formed."""
    names = [b"w:p", b"w:r", b"w:tc", b"w:tr", b"w:tbl", b"w:t", b"text:p", b"text:span", b"table:table-cell"]
    one, other = names[draw(st.integers(0, len(names) - 1))], names[draw(st.integers(0, len(names) - 1))]
    prefix = other if other.split(b":")[0] in content else one
    for end in (b">", b" "):
        content = content.replace(b"<" + one + end, b"<" + prefix + end).replace(
            b"</" + one + end, b"</" + prefix + end
        )
    return content


WORDS = st.sampled_from(
    [
        "Mira Kovac",
        "Mira Kovac:",
        "MR. SMITH: ",
        "Q",
        "A",
        "We open the ports.",
        "Why?",
        "**",
        "- ",
        "\n",
        "　",
        "拍手",
        "",
    ]
) | st.text(max_size=12)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans()), max_size=4)
CELLS = st.lists(st.builds(lambda runs: (Kind.PARAGRAPH, runs), RUNS), max_size=2)


def _made(blocks: list[tuple[Kind, list[Run]]]) -> list[Block]:
    page = Blocks()
    for kind, runs in blocks:
        page.add(kind, runs, "note" if kind is Kind.ASIDE else "")
    return page.found


@given(st.lists(st.tuples(st.sampled_from(Kind), RUNS), max_size=14))
@settings(max_examples=50, deadline=None)
def test_any_blocks_are_written_and_read_back_whole(blocks: list[tuple[Kind, list[Run]]]) -> None:
    made = _made(blocks)
    record = prose_record(SourceFile(Path("a.html"), Sidecar(), "a"), written(made))
    check(record)
    seen = "".join(block.text for block in made)
    assert "".join(record.text.split()) == "".join(seen.split())


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_table_loses_nothing(rows: list[list[list[tuple[Kind, list[Run]]]]]) -> None:
    cells = [[_made(cell) for cell in row] for row in rows]
    seen = "".join(block.text for row in cells for cell in row for block in cell)
    kept = "".join(block.text for block in table_blocks(cells))
    assert sorted("".join(kept.split())) == sorted("".join(seen.split()))
