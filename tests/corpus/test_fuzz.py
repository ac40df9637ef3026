"""A few hundred broken files of every format; `tests/benchmarks/fuzz.py` reads them without end."""

import random
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.read import FORMATS, read_records
from tests.corpus.mutations import mutated
from tests.corpus.seeds import SEEDS
from tests.corpus.soundness import assert_sound

FILES = 25
PROSE = (".txt", ".md", ".html", ".docx", ".odt", ".pdf", ".srt")  # who speaks is read from the words there


@pytest.mark.parametrize("suffix", sorted(SEEDS))
def test_a_whole_file_is_read(suffix: str, tmp_path: Path) -> None:
    for place, seed in enumerate(SEEDS[suffix]):
        path = tmp_path / f"seed{place}{suffix}"
        path.write_bytes(seed)
        records = list(read_records(path))
        assert_sound(records)
        assert any(record.passages for record in records)
        if suffix not in PROSE:
            assert all(record.speakers for record in records)


@pytest.mark.parametrize("suffix", sorted(SEEDS))
def test_a_broken_file_is_read_soundly_or_refused_in_a_line(suffix: str, tmp_path: Path) -> None:
    dice = random.Random(suffix)
    path = tmp_path / f"broken{suffix}"
    for _ in range(FILES):
        path.write_bytes(mutated(dice, dice.choice(SEEDS[suffix]), suffix))
        refused = _refusal(path)
        assert refused is None or ("\n" not in refused and path.name in refused)


def _refusal(path: Path) -> str | None:
    try:
        assert_sound(read_records(path))
    except RecordError as error:
        return str(error)
    return None


def test_every_format_has_a_seed() -> None:
    assert {FORMATS[suffix] for suffix in SEEDS} == set(FORMATS.values())
