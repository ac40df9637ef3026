"""A table of mentions in three scripts, of invented people: each is understood, asked back, or left alone."""

import tomllib
from pathlib import Path

import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.model import Reason, Scope
from retrieval.question import understand

HERE = Path(__file__).parent
NEEDED = 0.97


def rosters(file: Path) -> dict[str, Roster]:
    tables = tomllib.loads(file.read_text("utf-8"))
    return {name: Roster([summary(id_, said) for id_, said in people.items()]) for name, people in tables.items()}


def summary(id_: str, said: dict[str, str | list[str]]) -> SpeakerSummary:
    aliases, roles, records = (tuple(said.get(key, ())) for key in ("aliases", "roles", "records"))
    # a library's ids are made otherwise: one that is the surname would be found by itself
    return SpeakerSummary(Speaker(f"#{id_}", str(said["name"]), aliases), roles, records or ("r",), 1, 1)


def outcome(question: str, roster: Roster) -> str:
    """Ids, "ambiguous", or "none"; "/speaker NAME" is a bare name, as that option is given it."""
    bare = question.removeprefix("/speaker ") if question.startswith("/speaker ") else None
    asked = "What was said about peace?" if bare else question
    understood = understand(asked, roster, Scope(speaker=bare))
    if understood.reason is Reason.AMBIGUOUS_SPEAKER:
        return "ambiguous"
    assert understood.reason is (Reason.UNKNOWN_SPEAKER if bare and not understood.speakers else None), question
    return ",".join(sorted(speaker.id[1:] for speaker in understood.speakers or ())) or "none"


def wrong_ones(file: Path, people: dict[str, Roster]) -> tuple[list[tuple[str, str, str, str]], int]:
    """(roster, question, expected, got) of what came out wrong, and how many there are in all."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    expected = [(roster, question, ",".join(sorted(who.split(",")))) for roster, question, who in rows]
    got = [(*row, outcome(row[1], people[row[0]])) for row in expected]
    return [row for row in got if row[2] != row[3]], len(rows)


def test_the_table_of_mentions() -> None:
    wrong, total = wrong_ones(HERE / "mentions.tsv", rosters(HERE / "rosters.toml"))
    shown = "\n".join(map(" | ".join, wrong))
    assert total >= 400
    assert len(wrong) <= (1 - NEEDED) * total, shown
    assert not [row for row in wrong if row[2] == "ambiguous"], f"not asked back:\n{shown}"
    assert not [row for row in wrong if row[2] == "none"], f"guessed:\n{shown}"


@pytest.mark.parametrize("table", ["fresh", "last", "leaders", "visitors", "everyday", "ordinary", "weekday"])
def test_the_tables_that_were_written_after_the_code(table: str) -> None:
    wrong, total = wrong_ones(HERE / f"{table}_mentions.tsv", rosters(HERE / f"{table}_rosters.toml"))
    assert total >= 80
    assert len(wrong) <= (1 - NEEDED) * total, "\n".join(map(" | ".join, wrong))
    assert not [row for row in wrong if row[2] in ("ambiguous", "none")], wrong
