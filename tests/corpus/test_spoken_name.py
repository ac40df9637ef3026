import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from corpus.spoken_name import printed_office, spoken_name
from retrieval.model import Scope
from retrieval.question import understand

CHAIR, ROTA, NEAGLE = (
    "The Acting Chair (Mr. Bruce Stanton (Simcoe North, CPC))",
    "Hon. Anthony Rota (Nipissing–Timiskaming, Lib.)",
    "Lynne Neagle AM",
)
ROSTER = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in (CHAIR, ROTA, NEAGLE, "Marketing")])


@pytest.mark.parametrize(
    ("printed", "name", "office"),
    [
        (CHAIR, "Mr. Bruce Stanton", "The Acting Chair"),
        (ROTA, "Hon. Anthony Rota", None),
        (NEAGLE, "Lynne Neagle", None),
        ("Jane Roe (Leeds)", "Jane Roe", None),
        ("The Chair", "The Chair", "The Chair"),
        ("(inaudible)", "(inaudible)", None),
        ("高橋（か）", "高橋（か）", None),
        ("John Low, Ph.D.", "John Low", None),
    ],
)
def test_a_name_is_taken_out_of_what_is_printed(printed: str, name: str, office: str | None) -> None:
    assert spoken_name(printed) == name
    assert printed_office(printed) == office


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("What did Anthony Rota say about fees?", [ROTA]),
        ("What did Rota say about fees?", [ROTA]),
        ("What did Bruce Stanton say?", [CHAIR]),
        ("What did the chair say about fees?", [CHAIR]),
        ("What did Lynne Neagle think of it?", [NEAGLE]),
        ("Что сказала Нигл?", [NEAGLE]),
        ("Why did the marketing think so?", ["Marketing"]),
        ("What did the professor think about fees?", []),
        ("What happened at 10 AM?", []),
    ],
)
def test_who_is_printed_with_more_than_a_name_is_heard_by_the_name(question: str, speakers: list[str]) -> None:
    understood = understand(question, ROSTER, Scope())
    assert understood.reason is None
    assert [one.id for one in understood.speakers or ()] == speakers
