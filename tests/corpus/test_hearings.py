"""Hearings of the Congress as its printing office publishes them: a plain text, or one in the frame of a page."""

from pathlib import Path

import pytest

from tests.corpus.documents import check, record_of, said

HEARING = """
                           HEARING ON ROADS

                        THURSDAY, MARCH 7, 2024

    The committee met, pursuant to call, at 10:02 a.m., in room
1100, Hon. Jane Roe [chairwoman of the committee] presiding.
    Chairwoman Roe. The committee will come to order. Without objection,
the Chair is authorized to declare recess at any time.
    I now recognize the ranking member, Mr. Low, for five
minutes.
    Mr. Low of Ohio. Thank you, Madam Chairwoman. The roads of
this country are in a bad state, and everybody knows it.

STATEMENT OF ANNA KIM, PH.D., DIRECTOR, INSTITUTE OF ROADS

    Dr. Kim. Thank you, Chairwoman Roe, and members of the
committee. I am pleased to be here.
    Mr. Low of Utah. Will the gentlewoman yield?
    Chairwoman Roe. I will not.
    Ms. Ocasio-Gomez. I object. I say so, once and for all, to
Chairwoman Roe. I have said so to Dr. Kim.
    Voice. Hear, hear.
    [Laughter.]
    Dr. Kim. I agree.
    The Chairwoman. So be it.
"""
SPEAKERS = ["Roe", "Roe", "Low of Ohio", "ANNA KIM", "Low of Utah", "Roe", "Ocasio-Gomez", "Voice", "ANNA KIM"]


@pytest.mark.parametrize(("name", "frame"), [("a.txt", "{}"), ("a.htm", "<html><body><pre>{}</pre></body></html>")])
def test_a_surname_with_its_courtesy_before_a_point_takes_the_floor(tmp_path: Path, name: str, frame: str) -> None:
    record = record_of(tmp_path, name, frame.format(HEARING))
    check(record)
    heard = said(record)
    first = next(number for number, (speaker, _) in enumerate(heard) if speaker)
    assert [speaker for speaker, _ in heard[first:-1]] == SPEAKERS
    assert heard[-1] == ("The Chairwoman", "So be it.")
    words = dict(heard[first:])
    assert words["Low of Utah"] == "Will the gentlewoman yield?"
    assert (
        words["Ocasio-Gomez"] == "I object. I say so, once and for all, to\nChairwoman Roe. I have said so to Dr. Kim."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe: I worked for two.\n\nMr. Low. He was the first.\n\nJustice Brown. He was the second.\n\n"
        "Piotr Nowak: And then?\n\nJane Roe: That is all.\n",
        "Jane Roe: I worked there and\nI want to thank\nMr. Low. He was the first to come and\nthen I thanked\n"
        "Mr. Brown. He came, too.\n\nPiotr Nowak: Thank you.\n",
    ],
)
def test_a_sentence_that_is_a_name_is_no_label_among_labels_of_another_kind(tmp_path: Path, text: str) -> None:
    heard = said(record_of(tmp_path, "a.txt", text))
    assert {name for name, _ in heard} == {"Jane Roe", "Piotr Nowak"}


def test_a_name_that_ends_a_sentence_in_a_narrow_column_is_no_label(tmp_path: Path) -> None:
    text = (
        "Mr. Low. I thank all who came to the\nhearing, and I want to thank\nMr. Roe. He was the first one.\n"
        "Ms. Kim. I agree with it.\nMr. Low. I yield back.\n"
    )
    assert {name for name, _ in said(record_of(tmp_path, "a.txt", text))} == {"Low", "Kim"}


def test_an_institution_is_no_speaker(tmp_path: Path) -> None:
    text = "Mr. Low. I begin.\n\nJustice Department. It came to ask.\n\nMs. Roe. I go on.\n\nMr. Low. I end.\n"
    assert {name for name, _ in said(record_of(tmp_path, "a.txt", text))} == {"Low", "Roe"}


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Attorney General Kim",
            "Under Secretary Kim",
            "Lieutenant General Kim",
            "Chief Justice Kim",
            "Professor Kim",
        ),
        *("Ms. de la Cruz", "Ms. Ávila", "Chairwoman Kim [presiding]", "Mr. Kim [continuing]"),
        "Treasurer Kim",
        *("The SPEAKER pro tempore", "The PRESIDING OFFICER", "The Reporter", "The Acting Chairman"),
    ],
)
def test_no_label_of_a_hearing_is_passed_over(tmp_path: Path, label: str) -> None:
    """Else the words below it would be those of whoever spoke before."""
    text = f"    Mr. Low. I begin.\n    {label}. I go on with it.\n    Mr. Low. I end.\n    Ms. Roe. So do I.\n"
    heard = said(record_of(tmp_path, "a.txt", text))
    assert [name for name, _ in heard if name in ("Low", "Roe")] == ["Low", "Low", "Roe"]
    assert heard[1][1] == "I go on with it."
