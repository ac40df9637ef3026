"""Minutes as the parliaments in Berlin, Paris and Madrid print them: no word goes to whoever spoke before."""

from pathlib import Path

import pytest

from corpus.labels import Label, Shape, parse_label
from tests.corpus.documents import check, record_of, said, set_aside


def test_the_bundestag(tmp_path: Path) -> None:
    heckled = "(Beifall bei der CDU/CSU und der FDP – Dr. Alice Roth [AfD]: Das ist falsch! – Zuruf: Nein!)"
    page = (
        "<p><strong>Präsidentin Bärbel Bas:</strong></p><p>Das Wort hat der Kollege Friedrich Merz.</p>"
        f"<p><strong>Friedrich Merz (CDU/CSU):</strong></p><p>Wir stimmen dem nicht zu.</p><p>{heckled}</p>"
        "<p>(Saskia Esken [SPD]: Unsinn!)</p><p>Das ist kein Unsinn.</p>"
        "<p><strong>Präsidentin Bärbel Bas:</strong></p><p>Vielen Dank.</p>"
    )
    record = record_of(tmp_path, "a.html", f"<h1>Plenarprotokoll</h1>{page}")
    check(record)
    assert said(record) == [
        ("Bärbel Bas", "Das Wort hat der Kollege Friedrich Merz."),
        ("Friedrich Merz", "Wir stimmen dem nicht zu."),
        ("Friedrich Merz", "Das ist kein Unsinn."),
        ("Bärbel Bas", "Vielen Dank."),
    ]
    assert set_aside(record)[heckled] == "stage direction"
    assert [turn.role for turn in record.turns] == ["Präsidentin", "CDU/CSU", "Präsidentin"]


def test_the_assemblee_nationale(tmp_path: Path) -> None:
    page = (
        "<p><b>Mme la présidente</b>. La parole est à M. Jean Dupont.</p><p><b>M. Jean Dupont</b>. Nous refusons.</p>"
        "<p><b>M. Bruno Le Maire</b>, <i>ministre de l’économie</i>. Monsieur le député, vous avez tort.</p>"
        "<p><b>M. Jean Dupont</b>. Non !</p><p><b>Mme la présidente</b>. La séance est suspendue.</p>"
    )
    record = record_of(tmp_path, "a.html", f"<h1>Compte rendu</h1>{page}")
    check(record)
    assert said(record) == [
        ("Mme la présidente", "La parole est à M. Jean Dupont."),
        ("Jean Dupont", "Nous refusons."),
        ("Bruno Le Maire", "Monsieur le député, vous avez tort."),
        ("Jean Dupont", "Non !"),
        ("Mme la présidente", "La séance est suspendue."),
    ]


def test_the_cortes(tmp_path: Path) -> None:
    turns = [
        ("La señora PRESIDENTA", "Tiene la palabra el señor Pérez."),
        ("El señor PÉREZ GARCÍA", "Gracias, señora presidenta."),
        ("La señora PRESIDENTA", "Muchas gracias."),
        ("El señor MINISTRO DE HACIENDA (Montero Cuadrado)", "Señorías, se equivocan."),
        ("El señor PÉREZ GARCÍA", "No me equivoco."),
    ]
    record = record_of(tmp_path, "a.txt", "\n\n".join(f"{label}: {words}" for label, words in turns))
    names = ["La señora PRESIDENTA", "PÉREZ GARCÍA", "La señora PRESIDENTA", "Montero Cuadrado", "PÉREZ GARCÍA"]
    assert said(record) == [(name, words) for name, (_, words) in zip(names, turns, strict=True)]


def test_offices_and_courtesies_are_told_from_names() -> None:
    assert parse_label("Bruno Le Maire") == Label("Bruno Le Maire", None, Shape.FULL_NAME)
    assert parse_label("General de Gaulle") == Label("de Gaulle", "General", Shape.NAME_AND_ROLE)
    assert parse_label("Sra. Gómez") == Label("Gómez", None, Shape.NAME_AND_MORE)
    assert parse_label("Vizepräsident Wolfgang Kubicki") == Label(
        "Wolfgang Kubicki", "Vizepräsident", Shape.NAME_AND_ROLE
    )


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("El señor MINISTRO DE ASUNTOS EXTERIORES, UNIÓN EUROPEA Y COOPERACIÓN", "Albares Bueno"),
        ("La señora VICEPRESIDENTA PRIMERA DEL GOBIERNO", "Calvo Poyato"),
        ("La señora MINISTRA DE DEFENSA", "Robles"),
        ("Ministro de Hacienda", "Montero Cuadrado"),
    ],
)
def test_what_an_office_is_over_is_no_name(office: str, name: str) -> None:
    label = parse_label(f"{office} ({name})")
    assert label
    assert (label.name, label.role) == (name, office)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Minister De Jong (South Africa)", "De Jong"),
        ("Minister de Jong (Western Cape)", "de Jong"),
        ("Bundesminister von Berg (Baden Württemberg)", "von Berg"),
        ("La señora DIPUTADA ROE LÓPEZ (Vox)", "ROE LÓPEZ"),
    ],
)
def test_a_surname_with_a_particle_is_no_part_of_the_office(label: str, name: str) -> None:
    parsed = parse_label(label)
    assert parsed
    assert parsed.name == name


def test_a_sentence_about_somebody_in_bold_is_no_office(tmp_path: Path) -> None:
    page = (
        "<p><b>Jane Roe</b>, the mayor of Lowville, said that it is closed. We do not know why.</p>"
        "<p><b>John Low</b>, a senator from the north, criticised her. It was open for years.</p>"
        "<p><b>Anna Kim</b>, minister of roads, is of another opinion. She wants a tunnel.</p>"
    )
    record = record_of(tmp_path, "a.html", f"<h1>The bridge</h1>{page}")
    assert {turn.role for turn in record.turns} == {None}


def test_what_is_said_between_two_interruptions_is_said(tmp_path: Path) -> None:
    words = "(Beifall) Das war wichtig, denn wir brauchen Brücken. (Heiterkeit)"
    text = f"Jane Roe (SPD): Ich danke.\n\n{words}\n\n(Beifall bei der LINKEN (links))\n\nJohn Low (CDU): Nein."
    record = record_of(tmp_path, "a.txt", text)
    assert said(record) == [("Jane Roe", "Ich danke."), ("Jane Roe", words), ("John Low", "Nein.")]
