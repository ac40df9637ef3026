"""The files of a TEI corpus that are no records are passed over."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import CompanionFile
from corpus.read import read_records
from retrieval.cli import cli


def test_the_companions_of_a_corpus_are_passed_over_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    people = folder / "ParlaMint-XX-listPerson.xml"
    people.write_text(
        '<listPerson><person xml:id="a"><persName><forename>Ada</forename><surname>Poe</surname></persName></person>'
        "</listPerson>"
    )
    (folder / "ParlaMint-taxonomy-topic.xml").write_text("<taxonomy/>")
    (folder / "ParlaMint-XX.xml").write_text("<teiCorpus><teiHeader/></teiCorpus>")
    (folder / "ParlaMint-XX_2021-05-06.xml").write_text(
        '<TEI><teiHeader/><text><body><u who="#a"><seg>Good day.</seg></u></body></text></TEI>'
    )
    result = CliRunner().invoke(cli, ["add", "--check", str(folder)])
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines() == [
        "3 passed over that hold no record, but lists that the records beside them use."
    ]
    assert "Ada Poe" in result.stdout
    named = CliRunner().invoke(cli, ["add", "--check", str(people)])
    assert named.exit_code == 2
    assert "part of a TEI corpus" in named.stderr
    with pytest.raises(CompanionFile):
        list(read_records(people))
