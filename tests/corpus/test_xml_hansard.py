"""TheyWorkForYou's XML: every paragraph under the speaker whom the attributes name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Record
from corpus.read import read_record

Said = list[tuple[str | None, str]]


@pytest.fixture
def sitting(tmp_path: Path) -> Callable[[str], Record]:
    def read(inside: str) -> Record:
        path = tmp_path / "sitting.xml"
        path.write_text(f"<publicwhip>{inside}</publicwhip>", encoding="utf-8")
        return read_record(path)

    return read


def said(record: Record) -> Said:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: names.get(turn.speaker or "") for turn in record.turns}
    return [(turns[passage.turn], record.text[passage.start : passage.end]) for passage in record.passages]


def asides(record: Record) -> list[tuple[str, str]]:
    return [(aside.reason, record.text[aside.start : aside.end]) for aside in record.asides]


ADA = 'speakerid="uk.org.publicwhip/member/7" speakername="Ada Brook"'


def test_a_speech_is_a_turn_with_role_place_and_address(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        f'<speech id="uk.org.publicwhip/lords/2011-03-04a.1.2" {ADA} speakeroffice="The Minister for Ferries"'
        ' colnum="32" time="015:55:00" url="https://example.org/a#1"><p>We sail.</p></speech>'
        f'<speech {ADA} time="16:05"><p>We still sail.</p></speech>'
    )
    assert [(turn.speaker, turn.role, turn.heading, turn.url) for turn in record.turns] == [
        ("uk.org.publicwhip/member/7", "The Minister for Ferries", "Ada Brook", "https://example.org/a#1"),
        ("uk.org.publicwhip/member/7", None, "Ada Brook", None),
    ]
    assert [passage.locator for passage in record.passages] == ["column 32, 15:55", "16:05"]
    assert (record.title, record.date, record.event) == ("House of Lords, 2011-03-04", "2011-03-04", "House of Lords")


def test_nobody_speaks_where_the_markup_says_so(sitting: Callable[[str], Record]) -> None:
    record = sitting('<speech nospeaker="true"><p>The House met at noon.</p></speech><speech><p>Loose.</p></speech>')
    assert said(record) == [(None, "The House met at noon."), (None, "Loose.")]


@pytest.mark.parametrize(
    "note",
    [
        '<p class="italic">Question put and agreed to.</p>',
        "<p><i>Question put</i>, <i>and agreed to.</i></p>",
        '<p class="italic"> rose&#8212;</p>',
        '<p class="italic">The sitting was suspended at 11.54 am.</p>',
        "<p>It being Ten o'clock, the motion for the Adjournment of the House lapsed (Standing Order No. 9).</p>",
        "<p>Amendment, by leave, withdrawn.</p>",
        "<p>House adjourned.</p>",
        "<p>Amendment 12 not moved.</p>",
        "<p>On Question, amendment agreed to.</p>",
    ],
)
def test_the_clerks_notes_are_nobodys_words(sitting: Callable[[str], Record], note: str) -> None:
    record = sitting(f"<speech {ADA}><p>Before.</p>{note}<p>After.</p></speech>")
    assert [name for name, _ in said(record)] == ["Ada Brook", None, "Ada Brook"]


@pytest.mark.parametrize(
    "words",
    [
        '<p class="italic">That this House has considered ferries.</p>',
        '<p class="italic">"Ships sail", as the poet says.</p>',
        '<p class="indent">quoted words</p>',
        "<p><i>We shall sail again, and I shall be there.</i></p>",
        "<p>It being my last day, I thank the House.</p>",
        "<p>The House divided on this in 2008, and the motion was agreed to.</p>",
        "<p>The amendments made in the other place are welcome.</p>",
        "<p>I agreed to. <i>Really</i>.</p>",
        "<p>Amendment 12 would be withdrawn if I had my way. It is not agreed.</p>",
        "<p>Question put and agreed to is what we shall hear tonight, I fear.</p>",
    ],
)
def test_the_speakers_words_stay_the_speakers(sitting: Callable[[str], Record], words: str) -> None:
    assert [name for name, _ in said(sitting(f"<speech {ADA}><p>Before.</p>{words}</speech>"))] == ["Ada Brook"] * 2


def test_a_motion_after_resolved_belongs_to_it(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        f'<speech {ADA}><p>I beg to move</p><p class="italic">That the Bill do pass.</p>'
        '<p class="italic">Resolved:</p><p class="italic">That the Bill do pass.</p></speech>'
    )
    assert [name for name, _ in said(record)] == ["Ada Brook", "Ada Brook", None, None]


def test_headings_votes_and_redirections_are_set_aside(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        '<gidredirect oldgid="a" newgid="b"/><oral-heading>Oral answers</oral-heading><major-heading>Ferries &amp; '
        f"boats</major-heading><speech {ADA}><p>Aye.</p></speech>"
        '<division divnumber="2"><divisioncount ayes="1" noes="1"/><mplist vote="aye"><mpname id="m/1">Brook, Ada'
        '</mpname><mpname id="m/2">Cole, Ben</mpname></mplist><lordlist><lord>Dee, L.</lord></lordlist></division>'
    )
    assert asides(record) == [
        ("heading", "Oral answers"),
        ("heading", "Ferries & boats"),
        ("division", "Brook, Ada\nCole, Ben"),
        ("division", "Dee, L."),
    ]
    assert said(record) == [("Ada Brook", "Aye.")]


def test_inline_markup_neither_glues_nor_splits(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        f'<speech {ADA}>Loose <b>w</b>ords.<p>H<sub>2</sub>O, <phrase class="offrep"><i> Official Report</i>, c. 4'
        '</phrase>;<a name="x"/> see <ulink url="u">here</ulink>\n  and<br/>there.</p>More.</speech>'
    )
    assert [text for _, text in said(record)] == [
        "Loose words.",
        "H2O, Official Report, c. 4; see here and\nthere.",
        "More.",
    ]


def test_tables_stay_readable(sitting: Callable[[str], Record]) -> None:
    rows = "<thead><tr><th>Year</th><th><p>Ships</p></th></tr></thead><tr><td>2009</td><td>4 <i>large</i></td></tr>"
    record = sitting(f"<speech {ADA}><p>As follows:</p><table>{rows}</table><p>Done.</p></speech>")
    assert [text for _, text in said(record)] == ["As follows:", "Year\tShips\n2009\t4 large", "Done."]


def test_who_is_who(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        '<speech speakerid="m/1" speakername="Angela Smith"><p>a</p></speech>'
        '<speech speakerid="m/2" speakername="Angela Smith"><p>b</p></speech>'
        '<speech speakerid="unknown" speakername="Several hon. Members"><p>c</p></speech>'
        '<speech speakerid="m/3" speakername="Mr. Speaker" speakeroffice="Mr. Speaker"><p>d</p></speech>'
        '<speech person_id="uk.org.publicwhip/person/9" speakerid="m/4" speakername="Ada Brook"><p>e</p></speech>'
        '<speech speakerid="m/2"><p>f</p></speech><speech speakerid="m/99"><p>g</p></speech>'
    )
    turns = [(turn.speaker, turn.role) for turn in record.turns]
    assert turns[:5] == [
        ("m/1", None),
        ("m/2", None),
        ("Several hon. Members", None),
        ("m/3", None),
        ("uk.org.publicwhip/person/9", None),
    ]
    assert turns[5:] == [("m/2", None), (None, None)]
    assert {speaker.name for speaker in record.speakers} >= {"Angela Smith", "Several hon. Members", "Mr. Speaker"}


def test_a_number_is_nobodys_name_beyond_the_file(sitting: Callable[[str], Record]) -> None:
    numbered = '<speech {}="10" speakername="{}"><p>a</p></speech>'
    ids = [
        sitting(numbered.format(attribute, name)).speakers[0].id
        for attribute, name in (("speakerid", "Jane Roe"), ("person_id", "John Low"), ("speakerid", "Jane Roe"))
    ]
    assert ids == ["Jane Roe#10", "John Low#10", "Jane Roe#10"]


def test_questions_and_replies_of_other_dialects(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        '<ques id="uk.org.publicwhip/wrans/2004-02-03.1.q0" speakerid="m/1" speakername="Ada Brook"><p>How many?</p>'
        "</ques>"
        '<reply speakerid="m/2" speakername="Ben Cole"><p>Nine.</p></reply>'
        '<speech type="Start Question" speakerid="m/1" speakername="Ada Brook"><p>And now?</p></speech>'
    )
    assert said(record) == [("Ada Brook", "How many?"), ("Ben Cole", "Nine."), ("Ada Brook", "And now?")]


def test_an_interruption_that_stands_alone_is_set_aside(sitting: Callable[[str], Record]) -> None:
    record = sitting(
        f"<speech {ADA}><p>One.</p><p><i>[Interruption.]</i></p><p>Two <i>[Laughter]</i> three.</p></speech>"
    )
    assert said(record) == [("Ada Brook", "One."), ("Ada Brook", "Two [Laughter] three.")]
    assert asides(record) == [("stage direction", "[Interruption.]")]


def test_the_australian_dialect(tmp_path: Path) -> None:
    path = tmp_path / "sitting.xml"
    path.write_text(
        '<debates><major-heading id="uk.org.publicwhip/lords/2012-10-30.1.1">BILLS</major-heading>'
        f'<speech id="uk.org.publicwhip/lords/2012-10-30.3.1" {ADA} talktype="speech" time="12:01:00">'
        "<p>We sail.</p></speech>"
        '<bills><bill id="r1">Ferries Bill</bill></bills><division nospeaker="true"><memberlist vote="aye">'
        '<member id="m/1">Ada Brook</member><member id="m/2">Ben Cole</member></memberlist></division></debates>'
    )
    record = read_record(path)
    assert (record.date, record.event, record.title) == ("2012-10-30", None, "sitting")  # not of the House of Lords
    assert said(record) == [("Ada Brook", "We sail.")]
    assert ("division", "Ada Brook\nBen Cole") in asides(record)


def test_the_day_stands_in_the_files_name_where_no_id_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "debates2009-10-26a.xml"
    path.write_text(f"<publicwhip><speech {ADA}><p>a</p></speech></publicwhip>")
    assert read_record(path).date == "2009-10-26"


def test_a_member_of_australia_is_not_the_british_one_of_the_same_number(tmp_path: Path) -> None:
    ids = []
    for root in ("publicwhip", "debates"):
        path = tmp_path / f"{root}.xml"
        path.write_text(f"<{root}><speech {ADA}><p>We sail.</p></speech></{root}>")
        ids.append(read_record(path).speakers[0].id)
    assert ids == ["uk.org.publicwhip/member/7", "org.openaustralia/member/7"]
