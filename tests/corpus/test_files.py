"""Files into text, sidecars into metadata, and refusals that say what to do."""

import os
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.read import find_records, read_record

SPEECH = "ミラ・コヴァチ、運輸大臣\n\n港は開いています。これからも開き続けます。\n"
RUSSIAN = "Мира Ковач, министр транспорта\n\nПорты открыты, и они останутся открытыми для всех наших соседей.\n"


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SPEECH, "utf-8"),
        (SPEECH, "utf-8-sig"),
        (SPEECH, "utf-16"),
        (SPEECH, "shift_jis"),
        (SPEECH, "euc_jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_the_encodings_people_use(tmp_path: Path, text: str, encoding: str, newline: str) -> None:
    path = written(tmp_path, "speech.txt", text.replace("\n", newline).encode(encoding))
    record = read_record(path)
    assert record.text == text
    assert [turn.role for turn in record.turns] in (["運輸大臣"], ["министр транспорта"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        b"\x00\x01\x02\x03",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(128, 256)) * 9,
        b"\xd4\xea \x8f\xfe",
    ],
    ids=["empty", "blank", "nul", "png", "noise", "uncertain"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, "odd.txt", data)
    with pytest.raises(RecordError) as told:
        read_record(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_sidecar_says_what_the_text_does_not(tmp_path: Path) -> None:
    path = written(tmp_path, "Port Speech.txt", SPEECH.encode())
    (tmp_path / "Port Speech.toml").write_text(
        'title = "On ports"\ndate = 2021-05-03\nurl = "https://example.org"\n'
        '[[speakers]]\nid = "kovac"\nname = "ミラ・コヴァチ"\n'
        '[speakers.aliases]\nen = ["Mira Kovac"]\nru = "Мира Ковач"\n'
        '[[speakers]]\nname = "Nobody Here"\n'
    )
    record = read_record(path)
    assert (record.id, record.title, record.date) == ("port-speech", "On ports", "2021-05-03")
    (speaker,) = record.speakers
    assert (speaker.id, speaker.aliases) == ("kovac", ("Mira Kovac", "Мира Ковач"))
    assert record.turns[0].role == "運輸大臣"


def test_a_sidecar_may_set_a_role(tmp_path: Path) -> None:
    path = written(tmp_path, "s.txt", SPEECH.encode())
    (tmp_path / "s.toml").write_text('[[speakers]]\nname = "ミラ・コヴァチ"\nrole = "前運輸大臣"\n')
    assert read_record(path).turns[0].role == "前運輸大臣"


VOICES = {
    "a.txt": "MK: The port is open.\n\nJL: It is.\n\nMK: Good.\n\nJL: Yes.\n",
    "a.md": "**MK:** The port is open.\n\n**JL:** It is.\n\n**MK:** Good.\n\n**JL:** Yes.\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v MK>The port is open.\n",
    "a.srt": "1\n00:00:01,0 --> 00:00:02,0\nMK: The port is open.\n\n2\n00:00:02,0 --> 00:00:03,0\nJL: It is.\n",
    "a.csv": "speaker,text\nMK,The port is open.\nJL,It is.\n",
    "a.json": '[{"speaker": "MK", "text": "The port is open."}, {"speaker": "JL", "text": "It is."}]',
    "a.jsonl": '{"speaker": "MK", "text": "The port is open."}\n{"speaker": "JL", "text": "It is."}\n',
    "a.html": "<html><body><article><p>MK: The port is open.</p><p>JL: It is.</p><p>MK: Good.</p><p>JL: Yes.</p>"
    "</article></body></html>",
}


@pytest.mark.parametrize("name", VOICES)
def test_a_sidecar_says_who_speaks_in_every_format(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, VOICES[name].encode())
    (tmp_path / "a.toml").write_text(
        'title = "Ports"\n[[speakers]]\nid = "kovac"\nname = "Mira Kovač"\naliases = ["MK"]\nrole = "Minister"\n'
    )
    record = read_record(path)
    (kovac,) = [speaker for speaker in record.speakers if speaker.id == "kovac"]
    first = next(turn for turn in record.turns if turn.speaker)
    assert (record.title, kovac.name, first.speaker, first.role) == ("Ports", "Mira Kovač", "kovac", "Minister")
    assert record.text[first.start : first.end].endswith("The port is open.")


def test_each_of_two_files_of_one_name_may_have_a_sidecar_of_its_own(tmp_path: Path) -> None:
    for name in ("talk.txt", "talk.md"):
        written(tmp_path, name, SPEECH.encode())
    written(tmp_path, "talk.toml", b'title = "Both"')
    written(tmp_path, "talk.md.toml", b'id = "talk-in-markdown"')
    assert [read_record(tmp_path / name).id for name in ("talk.txt", "talk.md")] == ["talk", "talk-in-markdown"]


def test_a_sidecar_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "s.txt", SPEECH.encode())
    os.mkfifo(tmp_path / "s.toml")
    with pytest.raises(RecordError, match=r"s\.toml is not a file"):
        read_record(path)


@pytest.mark.parametrize(
    ("sidecar", "named"),
    [
        ("title = " + "[" * 100_000, "TOML"),
        ("title = ", "TOML"),
        ("title = 3", "title"),
        ('date = "May 2021"', "date"),
        ('id = "a/b"', "id"),
        ('tilte = "x"', "tilte"),
        ('speakers = "Kovac"', "speakers"),
        ("[[speakers]]\nrole = 'x'", "speakers[1].name"),
        ("[[speakers]]\nname = 'x'\nalias = 'y'", "speakers[1].alias"),
        ("[[speakers]]\nname = 'x'\naliases = [1]", "speakers[1].aliases"),
        ("[[speakers]]\nname = 'x'\n[[speakers]]\nname = 'x'", "speakers[2].id"),
    ],
)
def test_a_bad_sidecar_is_refused_by_key(tmp_path: Path, sidecar: str, named: str) -> None:
    path = written(tmp_path, "s.txt", SPEECH.encode())
    (tmp_path / "s.toml").write_text(sidecar)
    with pytest.raises(RecordError) as told:
        read_record(path)
    assert named in str(told.value)
    assert "s.toml" in str(told.value)
    assert "\n" not in str(told.value)


def test_records_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "deep/c.TXT", "b.toml", "image.png", ".hidden/d.txt"):
        written(tmp_path, name, b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_records([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a.md", "b.txt", "deep/c.TXT"]


@pytest.mark.parametrize("name", ["missing.txt", "empty"])
def test_paths_without_records_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(RecordError, match=name):
        list(find_records([tmp_path / name]))


def test_a_format_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"speech\.xyz"):
        read_record(written(tmp_path, "speech.xyz", b"x"))
