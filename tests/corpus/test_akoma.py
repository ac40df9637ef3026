"""Akoma Ntoso of every version: who speaks is what `by`, `as` and <from> say, and nobody where they say nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Record
from corpus.read import read_record

NAMESPACES = [
    "",
    "http://www.akomantoso.org/1.0",
    "http://www.akomantoso.org/2.0",
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
]
PEOPLE = """
<TLCPerson {id}="ada" href="/ontology/person/ada.brook" showAs="Ada Brook"/>
<TLCPerson {id}="ben" href="/ontology/person/ben.cole" showAs="Ben Cole"/>
<TLCRole {id}="ferries" href="/ontology/role/ferries" showAs="Minister of Ferries"/>
<TLCOrganization {id}="house" href="/ontology/organization/house" showAs="House of Islands"/>"""


@pytest.fixture
def debate(tmp_path: Path) -> Callable[..., Record]:
    def read(body: str, *, preface: str = "", meta: str = "", space: str = "", ids: str = "eId") -> Record:
        path = tmp_path / "debate.xml"
        path.write_text(
            f"<akomaNtoso{f' xmlns={chr(34)}{space}{chr(34)}' if space else ''}><debate><meta>{meta}<references>"
            f"{PEOPLE.format(id=ids)}</references></meta><preface>{preface}</preface>"
            f"<debateBody>{body}</debateBody></debate></akomaNtoso>",
            encoding="utf-8",
        )
        return read_record(path)

    return read


def said(record: Record) -> list[tuple[str | None, str]]:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: names.get(turn.speaker or "") for turn in record.turns}
    return [(turns[passage.turn], record.text[passage.start : passage.end]) for passage in record.passages]


def asides(record: Record) -> list[tuple[str, str]]:
    return [(aside.reason, record.text[aside.start : aside.end]) for aside in record.asides]


@pytest.mark.parametrize("space", NAMESPACES)
@pytest.mark.parametrize("ids", ["eId", "id"])
def test_every_version_says_who_speaks_and_as_what(debate: Callable[..., Record], space: str, ids: str) -> None:
    record = debate(
        '<debateSection name="a"><heading>Ferries</heading><speech by="#ada" as="#ferries"'
        ' startTime="2020-10-07T14:30:00">'
        "<from>The Minister (Ada Brook):</from><p>We sail.</p></speech></debateSection>",
        space=space,
        ids=ids,
    )
    [turn] = record.turns
    assert (turn.speaker, turn.role) == ("/ontology/person/ada.brook", "Minister of Ferries")
    assert turn.heading == "The Minister (Ada Brook):"
    assert said(record) == [("Ada Brook", "We sail.")]
    assert asides(record) == [("heading", "Ferries"), ("heading", "The Minister (Ada Brook):")]
    assert record.passages[0].locator == "14:30"


def test_a_speech_without_a_name_has_its_labels_or_nobodys(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection name="a"><speech><from>Mr. Ben COLE (Harbour):</from><p>By label.</p></speech>'
        "<speech><from>The PRESIDENT</from><p>By office.</p></speech><speech><p>By nobody.</p></speech>"
        "<p>Loose.</p><narrative>They left.</narrative><other><p>Order paper.</p></other></debateSection>"
    )
    names = [name for name, _ in said(record)]
    assert names[0] is not None
    assert "COLE" in names[0]
    assert names[1:] == ["The PRESIDENT", None, None, None, None]


def test_an_id_without_a_reference_goes_by_the_label(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><speech by="#c"><from>Ms. Carla Dee</from><p>a</p></speech>'
        '<speech by="#p"><from>PRESIDENT</from><p>b</p></speech><speech by="#q"><from>PRESIDENT</from><p>c</p></speech>'
        '<speech by="#r"><p>d</p></speech>'
        "</debateSection>"
    )
    assert [(turn.speaker, turn.heading) for turn in record.turns] == [
        ("Carla Dee", "Ms. Carla Dee"),
        ("PRESIDENT", "PRESIDENT"),
        ("PRESIDENT#q", "PRESIDENT"),
        ("r", None),
    ]


def test_a_speech_that_names_an_office_only_is_the_offices(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><num>1</num><speech by="" as="#ferries"><p>a</p></speech><speech by="" as="#ferries">'
        "<num>No. 5</num><from>Mr. Ben Cole</from><p>b</p></speech></debateSection>"
    )
    assert said(record) == [("Minister of Ferries", "a"), ("Ben Cole", "b")]
    assert [turn.role for turn in record.turns] == [None, "Minister of Ferries"]
    assert asides(record) == [("number", "1"), ("number", "No. 5"), ("heading", "Mr. Ben Cole")]


def test_two_people_of_one_name_stay_two(debate: Callable[..., Record], tmp_path: Path) -> None:
    people = "".join(
        f'<TLCPerson eId="{id_}" href="{href}" showAs="Jo Fox"/>' for id_, href in (("x", "/p/x"), ("y", "#"))
    )
    record = debate(
        '<debateSection><speech by="#x"><p>a</p></speech><speech by="#y"><p>b</p></speech></debateSection>',
        meta=f"<references>{people}</references>",
    )
    assert len(record.speakers) == 2
    assert [name for name, _ in said(record)] == ["Jo Fox", "Jo Fox"]


def test_what_is_told_inside_a_speech_is_not_said_by_the_speaker(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><speech by="#ada"><p>One <remark>[Applause]</remark> two.</p><p><remark>[Laughter]</remark></p>'
        "<p>Three <remark>Hear, hear</remark> four<noteRef>1</noteRef><authorialNote><p>A note.</p>"
        "</authorialNote>.</p>"
        '<narrative>The bell rang.</narrative><p>Five.</p></speech><question by="#ben"><p>Why?</p></question>'
        '<answer by="#ada"><p>So.</p></answer></debateSection>'
    )
    assert said(record) == [
        ("Ada Brook", "One [Applause] two."),
        ("Ada Brook", "Three"),
        ("Ada Brook", "four."),
        (None, "The bell rang."),
        ("Ada Brook", "Five."),
        ("Ben Cole", "Why?"),
        ("Ada Brook", "So."),
    ]
    assert asides(record) == [
        ("stage direction", "[Laughter]"),
        ("stage direction", "Hear, hear"),
        ("note", "1"),
        ("note", "A note."),
    ]


def test_times_are_told_where_they_hold(debate: Callable[..., Record]) -> None:
    time = '<recordedTime time="2011-06-10T10:02:00+02:00"> 10.02 a.m.</recordedTime>'
    record = debate(
        f'<debateSection><p>The House met at {time}</p><p>{time}</p><speech by="#ada"><from>Ada Brook {time}:</from>'
        f'<p>a</p></speech><p>They left.</p><speech by="#ben"><p>b</p><p>One {time} two.</p></speech></debateSection>'
    )
    assert [(record.text[one.start : one.end], one.locator) for one in record.passages] == [
        ("The House met at 10.02 a.m.", None),
        ("a", "10:02"),
        ("They left.", None),
        ("b", None),
        ("One", "10:02"),
        ("two.", "10:02"),
    ]


def test_nested_speeches_give_the_floor_back(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><debateSection><speechGroup by="#ada"><speech><p>a</p></speech>'
        '<speech by="#ben"><p>b</p></speech></speechGroup></debateSection>'
        '<speech by="#ada"><p>c</p><speech by="#ben"><p>d</p></speech><p>e</p></speech>'
        '<speech by="#ada #ben"><p>f</p></speech></debateSection>'
    )
    assert [name for name, _ in said(record)] == [
        None,
        "Ben Cole",
        "Ada Brook",
        "Ben Cole",
        "Ada Brook",
        "Ada Brook, Ben Cole",
    ]


def test_words_stand_in_more_than_paragraphs(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><speech by="#ada">Loose <b>w</b>ords<blockList><listIntroduction>As follows:</listIntroduction>'
        "<item><num>(a)</num><p>first</p></item><item><num>(b)</num><p>se<eol breakAt='2'/>cond<eol/>line</p></item>"
        "</blockList><ul><li>third</li></ul><table><tr><th>A</th><th><p>B</p></th></tr><tr><td>1</td><td>2</td></tr>"
        "</table><blockContainer><p>last<br/>line</p></blockContainer></speech></debateSection>"
    )
    assert [text for _, text in said(record)] == [
        "Loose words",
        "As follows:",
        "(a) first",
        "(b) second line",
        "third",
        "A\tB\n1\t2",
        "last\nline",
    ]


def test_the_document_says_what_it_is(debate: Callable[..., Record]) -> None:
    record = debate(
        '<debateSection><speech by="#ada"><p>a</p></speech></debateSection>',
        preface='<p><docTitle>Official <i>Report</i></docTitle>, <docDate date="2020-10-08">8 Oct</docDate>, '
        "<session>Fourth session</session></p>",
        meta='<identification><FRBRWork><FRBRdate date="2020-10-07" name="sitting"/><FRBRauthor href="#house"/>'
        '<FRBRcountry value="ke"/></FRBRWork><FRBRExpression><FRBRdate date="2021-01-01"/>'
        '<FRBRlanguage language="eng"/>'
        "</FRBRExpression></identification>",
    )
    assert (record.title, record.date, record.language) == ("Official Report", "2020-10-07", "en")
    assert (record.place, record.publisher, record.event) == ("ke", "House of Islands", "Fourth session")
    assert asides(record) == [("preface", "Official Report, 8 Oct, Fourth session")]


@pytest.mark.parametrize("date", ["", "2012-02-31", "tomorrow"])
def test_a_date_that_is_none_is_left_out(debate: Callable[..., Record], date: str) -> None:
    record = debate("<debateSection><p>a</p></debateSection>", preface=f'<docDate date="{date}"/>')
    assert record.date is None


def test_a_date_in_words_is_read_where_no_attribute_has_it(debate: Callable[..., Record]) -> None:
    record = debate("<debateSection><p>a</p></debateSection>", preface="<p><docDate>10th June 2011</docDate></p>")
    assert record.date == "2011-06-10"


def test_each_document_of_a_collection_has_ids_of_its_own(tmp_path: Path) -> None:
    def person(name: str) -> str:
        return f'<TLCPerson eId="p1" href="/ontology/person/{name}" showAs="{name} Roe"/>'

    def document(people: str, date: str, words: str) -> str:
        return (
            f'<debate><meta><identification><FRBRWork><FRBRdate date="{date}"/></FRBRWork></identification>'
            f"<references>{people}</references></meta><debateBody>"
            f'<speech by="#p1"><p>{words}</p></speech><speech by="#p2"><p>So.</p></speech></debateBody></debate>'
        )

    around = '<TLCPerson eId="p2" href="/ontology/person/low" showAs="John Low"/>'
    inside = document(person("Ada"), "2020-01-01", "One.") + document(person("Ben"), "2020-01-02", "Two.")
    path = tmp_path / "collection.xml"
    path.write_text(
        f"<akomaNtoso><documentCollection><meta><references>{around}</references></meta>"
        f"<collectionBody><component>{inside}</component></collectionBody></documentCollection></akomaNtoso>",
        encoding="utf-8",
    )
    record = read_record(path)
    assert said(record) == [("Ada Roe", "One."), ("John Low", "So."), ("Ben Roe", "Two."), ("John Low", "So.")]
    assert record.date == "2020-01-01"


def test_the_marks_of_a_quotation_may_be_attributes(debate: Callable[..., Record]) -> None:
    quoted = '<quotedText startQuote="“" endQuote="”">{}</quotedText>'
    record = debate(
        f'<speech by="#ada"><p>It says: {quoted.format("No port shall <i>ever</i> close")}. So I said: '
        f"{quoted.format('“Never!”')}</p></speech>"
    )
    assert said(record) == [("Ada Brook", "It says: “No port shall ever close”. So I said: “Never!”")]
