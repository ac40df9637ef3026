"""What stands on a page of a PDF beside the running text, and columns: whose each line is."""

from pathlib import Path

from tests.corpus.documents import check, record_of, said, set_aside
from tests.corpus.pdf_samples import REGULAR, Words, pdf_of, prose

Row = tuple[float, float, str, float]  # x, how much higher than the line, words, size


def _row(y: float, *parts: Row) -> list[Words]:
    return [Words(x, y + up, words, REGULAR, size) for x, up, words, size in parts]


def test_notes_at_the_foot_of_a_page_neither_break_off_a_speech_nor_are_said(tmp_path: Path) -> None:
    page = prose(
        [
            "MR. SMITH: We have to look at the budget of this town again and again,",
            "since nobody has told us where the money is to come from, and the schools",
            "have been closed on Fridays since the govern-",
        ]
    )
    foot = [Words(72, 80, "1 See the report of the auditor, page 12,", size=8), Words(72, 70, "and its annex.", size=8)]
    foot.append(Words(72, 60, "2 Ibid.", size=8))
    after = prose(
        ["ment cut the grant, and parents are angry.", "", "MS. JONES: I thank the member.", "", "MR. SMITH: Good."]
    )
    record = record_of(tmp_path, "a.pdf", pdf_of([page + foot, after]))
    check(record)
    assert said(record) == [
        (
            "SMITH",
            "We have to look at the budget of this town again and again, since nobody has told us where the money is to"
            " come from, and the schools have been closed on Fridays since the government cut the grant, and parents"
            " are angry.",
        ),
        ("JONES", "I thank the member."),
        ("SMITH", "Good."),
    ]
    notes = {"1 See the report of the auditor, page 12, and its annex.": "note", "2 Ibid.": "note"}
    assert notes.items() <= set_aside(record).items()


def test_small_type_at_the_foot_of_a_page_that_begins_with_a_year_is_no_note(tmp_path: Path) -> None:
    page = prose(["MR. SMITH: I read the letter out to all of you who came here today, as it", "was written to me:"])
    page += [
        Words(72, 730, "2020 was a bad year for us all, it says,", size=9),
        Words(72, 718, "and not only here.", size=9),
    ]
    record = record_of(tmp_path, "a.pdf", pdf_of([page, prose(["MS. JONES: Thank you for the letter."])]))
    assert ("SMITH", "2020 was a bad year for us all, it says, and not only here.") in said(record)


def test_raised_marks_of_notes_are_no_words_and_exponents_stay(tmp_path: Path) -> None:
    page = _row(760, (72, 0, "MR. SMITH: We look at the budget", 11), (240, 4, "1", 6), (250, 0, "of the town.", 11))
    page += _row(740, (72, 0, "MS. JONES: The hall has 40 m", 11), (222, 4, "2", 6), (230, 0, "of floor.", 11))
    page += _row(720, (72, 0, "MR. SMITH: So be it.", 11), (178, 4, "12", 6))
    record = record_of(tmp_path, "a.pdf", pdf_of([page]))
    assert said(record) == [
        ("SMITH", "We look at the budget of the town."),
        ("JONES", "The hall has 40 m² of floor."),
        ("SMITH", "So be it."),
    ]


def _numbered(lines: list[str]) -> list[Words]:
    numbers = [Words(60, 760 - 24 * line, str(line + 1)) for line in range(len(lines))]
    return [one for pair in zip(numbers, prose(lines, top=760, x=100, step=24), strict=True) for one in pair]


def test_a_deposition_whose_lines_are_numbered(tmp_path: Path) -> None:
    first = [
        "Q.   Where were you on the",
        "night of the tenth of May?",
        "A.   I was at home.",
        "MR. SMITH: Objection, Your Honor.",
    ]
    first += ["THE COURT: Overruled.", "A.   With my wife and", "children."]
    record = record_of(
        tmp_path, "a.pdf", pdf_of([_numbered(first), _numbered(["Q.   All night?", "MR. SMITH: Nothing further."])])
    )
    check(record)
    assert said(record) == [
        (None, "Where were you on the night of the tenth of May?"),
        (None, "I was at home."),
        ("SMITH", "Objection, Your Honor."),
        ("THE COURT", "Overruled."),
        (None, "With my wife and children."),
        (None, "All night?"),
        ("SMITH", "Nothing further."),
    ]


def test_two_columns_that_the_file_gives_row_by_row(tmp_path: Path) -> None:
    left = prose(
        ["Mr Roe (Leeds): I beg to move", "that the House do now adjourn", "for the summer, since nothing", "is left."],
        x=72,
    )
    right = prose(
        ["Ms Low (York): I disagree with", "the honourable member. There", "is much left to be done, and", "more."],
        x=260,
    )
    title = Words(72, 800, "Adjournment of the House of Commons for the summer of the year")
    record = record_of(
        tmp_path, "a.pdf", pdf_of([[title, *(one for row in zip(left, right, strict=True) for one in row)]])
    )
    check(record)
    assert said(record)[-2:] == [
        ("Roe", "I beg to move that the House do now adjourn for the summer, since nothing is left."),
        ("Low", "I disagree with the honourable member. There is much left to be done, and more."),
    ]
