"""Markup in which the label stands beside the words, or in another manner than most write it."""

from pathlib import Path

from corpus.model import Record
from corpus.read import read_record


def read(folder: Path, content: str) -> Record:
    path = folder / "sitting.xml"
    path.write_text(content)
    return read_record(path)


def said(record: Record) -> list[tuple[str | None, str | None, str]]:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: turn for turn in record.turns}
    return [
        (names.get(turns[one.turn].speaker or ""), turns[one.turn].role, record.text[one.start : one.end])
        for one in record.passages
    ]


def tei(body: str, people: str = "") -> str:
    return f'<TEI xml:lang="uk"><teiHeader>{people}</teiHeader><text><body><div>{body}</div></body></text></TEI>'


def test_the_mark_that_ends_a_label_within_a_paragraph_is_no_word(tmp_path: Path) -> None:
    meta = '<meta><references><TLCPerson id="a" href="/p/a" showAs="Ada Poe"/></references></meta>'
    speeches = (
        '<speech by="#a"><p><from>PRESIDENTE</from>. La seduta è aperta.</p><p>– Il primo punto.</p></speech>'
        '<speech by="#a"><from>PRESIDENTE</from>: Testo <i>diretto</i>.</speech>'
        '<speech by="#a"><from>PRESIDENTE:</from><p>... e poi.</p></speech>'
    )
    record = read(tmp_path, f"<akomaNtoso><debate>{meta}<debateBody>{speeches}</debateBody></debate></akomaNtoso>")
    assert said(record) == [
        ("Ada Poe", None, "La seduta è aperta."),
        ("Ada Poe", None, "– Il primo punto."),
        ("Ada Poe", None, "Testo diretto."),
        ("Ada Poe", None, "... e poi."),
    ]


def test_a_patronymic_stands_between_given_name_and_surname(tmp_path: Path) -> None:
    people = (
        '<listPerson><person xml:id="a"><persName><surname>Коваль</surname><forename>Остап</forename>'
        '<surname type="patronym">Ілліч</surname></persName></person></listPerson>'
    )
    body = '<u who="#a"><seg>Так.</seg></u><u who="Corpus.xml#a"><seg>Ні.</seg></u>'
    found = said(read(tmp_path, tei(body, people)))
    assert found == [("Остап Ілліч Коваль", None, "Так."), ("Остап Ілліч Коваль", None, "Ні.")]


def test_an_unknown_speaker_is_nobody(tmp_path: Path) -> None:
    record = read(tmp_path, tei('<u who="#unknown"><seg>Хто?</seg></u>'))
    assert said(record) == [(None, None, "Хто?")]


def test_speeches_written_as_in_a_play_are_read(tmp_path: Path) -> None:
    body = (
        '<sp who="Ada Poe" position="President"><speaker>President Dr. Ada Poe:</speaker><p>Good day.</p>'
        "<stage>Applause</stage><p>We begin.</p></sp>"
        "<p>The House rose.</p><sp><speaker>Bo Lind:</speaker><p>Thank you.</p></sp>"
        '<sp who="unknown"><p>Hear, hear.</p></sp>'
    )
    record = read(tmp_path, tei(body))
    assert said(record) == [
        ("Ada Poe", "President", "Good day."),
        ("Ada Poe", "President", "We begin."),
        (None, None, "The House rose."),
        ("Bo Lind", None, "Thank you."),
        (None, None, "Hear, hear."),
    ]
    apart = [record.text[one.start : one.end] for one in record.asides]
    assert apart == ["President Dr. Ada Poe:", "Applause", "Bo Lind:"]
