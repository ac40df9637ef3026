"""Pages of parliaments that say by their marks who speaks."""

from pathlib import Path

import pytest

from tests.corpus.documents import check, record_of, said

ROADS = "I beg to move that this House notes the state of the roads, which is bad and getting worse."
ANSWER = "I thank the hon. Lady for her motion, and I shall answer it in full in due course."
ORDER = "Order. The hon. Gentleman will sit down while I am on my feet, and so will everybody else."


def _hansard(name: str, more: str, words: str) -> str:
    text = f'<div class="primary-text">{name}</div><div class="secondary-text">{more}</div>'
    who = f'<div class="header"><a class="attributed-to-details" href="/m"><div class="text">{text}</div></a></div>'
    return f'<div class="contribution">{who}<div class="content"><p class="hs_Para">{words}</p></div></div>'


def test_the_hansard_of_westminster(tmp_path: Path) -> None:
    page = _hansard("Jane Roe", "(Leeds North) (Lab)", ROADS) + _hansard(
        "The Minister for Roads (John Low)", "", ANSWER
    )
    page += _hansard("Mr Speaker", "", ORDER) + _hansard("Jane Roe", "", "I have not finished.")
    record = record_of(tmp_path, "a.html", f"<div id='main-content'><h1>Roads</h1>{page}</div>")
    check(record)
    names = ["Jane Roe", "John Low", "Mr Speaker", "Jane Roe"]
    assert said(record) == list(zip(names, [ROADS, ANSWER, ORDER, "I have not finished."], strict=True))
    assert record.turns[0].role == "Leeds North, Lab"


def test_they_work_for_you(tmp_path: Path) -> None:
    def speech(name: str, position: str, words: str) -> str:
        who = f'<strong class="debate-speech__speaker__name">{name}</strong>'
        who += f' <small class="debate-speech__speaker__position">{position}</small>'
        meta = '<ul class="debate-speech__meta"><li>Link to this speech</li></ul>'
        return f'<h2 class="debate-speech__speaker"><a href="/mp">{who}</a></h2><div><p>{words}</p></div>{meta}'

    page = speech("Jane Roe", "Labour, Leeds", ROADS) + speech("John Low", "The Minister for Roads", ANSWER)
    record = record_of(tmp_path, "a.html", f"<h1>Roads</h1>{page}{speech('Jane Roe', 'Labour, Leeds', 'So be it.')}")
    check(record)
    assert said(record) == [("Jane Roe", ROADS), ("John Low", ANSWER), ("Jane Roe", "So be it.")]


def test_the_european_parliament(tmp_path: Path) -> None:
    def speech(name: str, words: str) -> str:
        bold = f'<span class="level1_bis"><span class="bold">{name}</span></span><span class="bold"> </span>'
        return f'<table class="doc_box_header"><tr><td><p class="contents">{bold}. – {words}</p></td></tr></table>'

    turns = [
        ('<span class="italic">President</span>', "I call Ms Roe. She has the floor for one minute."),
        ("Jane Roe (PPE)", "Madam President, we shall vote against this report."),
        (
            'John Low, <span class="italic">on behalf of the S&amp;D Group</span>',
            "Madam President, we vote for it.",
        ),
        ('Anna Weber, <span class="italic">Member of the Commission</span>', "I thank you for this debate."),
        ('<span class="italic">President</span>', "The debate is closed."),
    ]
    page = "".join(speech(name, words) for name, words in turns)
    record = record_of(tmp_path, "a.html", f"<h1>Verbatim report of proceedings</h1>{page}")
    check(record)
    names = ["President", "Jane Roe", "John Low", "Anna Weber", "President"]
    assert said(record) == [(name, words) for name, (_, words) in zip(names, turns, strict=True)]


@pytest.mark.parametrize(
    "turn",
    [
        '<div class="speaker"><b class="speaker-name">{}:</b> {}</div>',
        '<div class="row speaker"><p class="speaker__name">{}</p><p>{}</p></div>',
        '<section><div class="speaker"><b class="speaker-name">{}:</b> {}</div></section>',
    ],
)
def test_what_is_said_beside_the_name_is_no_part_of_the_label(tmp_path: Path, turn: str) -> None:
    turns = [("Jane Roe", "I agree"), ("John Low", "No."), ("Jane Roe", ROADS), ("John Low", "Aye")]
    page = "".join(turn.format(name, words) for name, words in turns)
    record = record_of(tmp_path, "a.html", f"<h1>Roads</h1>{page}")
    check(record)
    assert said(record) == turns
