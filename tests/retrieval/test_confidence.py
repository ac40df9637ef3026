import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.terms import terms
from retrieval.confidence import Scored, _holds, evidence, sought
from retrieval.named import figures, names
from retrieval.quoting import LED, witnessed
from retrieval.search import Searcher

SCORED = Scored(dense=0.5, late=0.5, lead=0.3)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What year did Tesla die?", ("Tesla",)),
        ("CSTO headquarters", ("CSTO",)),
        ("Кто выиграл матч? Об этом говорил Иванов или Петров-Водкин", ("Иванов", "Петров-Водкин")),
        ("He said: Peace and the Treaty of Rome", ("Treaty", "Rome")),
        ("What Year Did Nikola Tesla Die", ()),
        ("WHO CHAIRS THE ASSEMBLY", ()),
        ("what did he say about peace", ()),
        ("議会は何と述べましたか", ()),
        ("NATOの役割は", ("NATO",)),
        ("I ask about Rome, and about Rome again", ("Rome",)),
        ("What about Crimea?", ("Crimea",)),
        ("I'd ask what Obama's and O'Brien's speeches say", ("Obama", "O'Brien")),
        ("Wie sollen die Friedenstruppen der OVKS helfen?", ("OVKS",)),
        ("in 2020 Rome", ("Rome",)),
        ("", ()),
    ],
)
def test_names_are_told_by_their_capitals(question: str, expected: tuple[str, ...]) -> None:
    assert names(question) == expected


def test_figures_are_compared_as_they_are_written_without_parting_thousands() -> None:
    assert figures("In 2020, 1,000,000 of ７５ and 3") == {"2020", "1000000", "75"}
    assert figures("1 000 человек, 12 345,6") == {"1000", "12345"}
    assert figures("In 2020 300 people") == {"2020", "300"}


def test_a_question_of_many_brackets_is_read_at_once() -> None:
    assert names("(" * 20_000 + "1 " + "Ab y " * 10_000) == ("Ab",)


@given(st.text(max_size=60))
def test_every_name_stands_in_the_question(text: str) -> None:
    assert all(name in text for name in names(text))
    assert all(figure.isdecimal() for figure in figures(text))


def test_a_name_that_the_passage_lacks_speaks_against_it_as_does_a_figure(searcher: Searcher) -> None:
    asked = sought("When did Karabakh have 75 parades?", 9, searcher.terms)
    there = evidence(asked, "75 parades in カラバフ", SCORED, [0.1])
    lacking = evidence(asked, "parades in Moscow", SCORED, [0.1])
    alike = evidence(asked, "parades in Moscow", SCORED, [0.8])
    assert (there.strange, there.missing) == (0.0, False)
    assert (lacking.strange, lacking.missing) == (pytest.approx(0.9), True)
    sure = searcher.calibration.confidence
    assert sure(lacking) < sure(alike) < sure(there)


@given(st.text("平和維持々ーァaé1Я ・。", max_size=30), st.text("平和維持々ーァaé1Я ", max_size=6))
def test_what_a_passage_holds_is_told_as_by_its_terms(passage: str, asked: str) -> None:
    assert [_holds(passage, term) for term in terms(asked)] == [term in terms(passage) for term in terms(asked)]


def test_how_a_passage_stands_out_counts_across_languages_alone(searcher: Searcher) -> None:
    asked = sought("What of peace?", 4, searcher.terms)
    within, across = (evidence(asked, passage, SCORED, []) for passage in ("Peace it is.", "平和について"))
    assert (within.lead, within.length) == (0.0, 0.0)
    assert (across.lead, across.length) == (0.3, pytest.approx(1.386, abs=1e-3))


def test_the_lead_is_over_the_sixth_passage(searcher: Searcher) -> None:
    question = "What did the presidents of three countries say about Karabakh?"
    ranking = searcher.rank(question)
    seen = [one for _, _, one in witnessed(searcher, question, ranking, LED + 2)]
    expected = (ranking.score - ranking.score[LED])[: LED + 2]
    assert [one.lead for one in seen] == pytest.approx(expected.tolist())
    assert seen[0].lead > seen[LED].lead == 0.0 >= seen[LED + 1].lead
