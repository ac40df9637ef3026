"""Minutes as the parliaments in Berlin, Paris and Madrid print them: no word goes to whoever spoke before."""

from pathlib import Path

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
