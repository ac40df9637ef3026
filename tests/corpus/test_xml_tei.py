"""ParlaMint TEI: who speaks, under the name and in the office of the day."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.formats.tei_files import people_in
from corpus.model import Record
from corpus.read import read_record, read_records

PEOPLE = """<listPerson xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xmlns:xi="http://www.w3.org/2001/XInclude">
<person xml:id="DeeCarla">
<persName to="2015-01-01"><surname>Old</surname><forename>Carla</forename></persName>
<persName from="2015-01-02"><surname>Dee</surname><forename>Carla</forename><roleName>Dr.</roleName></persName>
<persName xml:lang="uk">Карла Ді</persName>
<affiliation role="member" ref="#party"/>
<affiliation role="minister" ref="#gov" from="2019-03-01" to="2020-10-07">
<roleName xml:lang="en">Minister of Ferries</roleName><roleName xml:lang="sl">Minister za trajekte</roleName>
</affiliation>
<affiliation role="primeMinister" ref="#gov" from="2020-10-08"/>
<affiliation role="minister" ref="#gov" to="2018-05"><roleName>Minister of Roads</roleName></affiliation></person>
<person xml:id="Two"><persName><surname>Dee</surname><forename>Carla</forename></persName></person></listPerson>"""


def sitting(body: str, *, day: str = "2020-10-07", people: str = "", language: str = "en") -> str:
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"
 xml:lang="{language}"><teiHeader><fileDesc><titleStmt><title type="main" xml:lang="en">Corpus</title>
<title type="sub" xml:lang="sl">Seja 4</title>
<title type="sub" xml:lang="en">Sitting 4</title><meeting xml:lang="en">Term 8</meeting></titleStmt>
<sourceDesc><bibl><publisher>House</publisher><idno type="URI">https://example.org/4</idno></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><name type="country">Islands</name><name type="city">Port</name>
<date when="{day}">that day</date></setting></settingDesc><particDesc>{people}</particDesc></profileDesc></teiHeader>
<text><body><div>{body}</div></body></text></TEI>"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Record]:
    def read_sitting(body: str, **about: str) -> Record:
        path = tmp_path / "ParlaMint-XX_2020-10-07.xml"
        path.write_text(sitting(body, **about), encoding="utf-8")
        return read_record(path)

    return read_sitting


def said(record: Record) -> list[tuple[str | None, str]]:
    turns = {turn.number: turn.speaker for turn in record.turns}
    return [(turns[passage.turn], record.text[passage.start : passage.end]) for passage in record.passages]


def asides(record: Record) -> list[tuple[str, str]]:
    return [(aside.reason, record.text[aside.start : aside.end]) for aside in record.asides]


DEE = '<u who="#DeeCarla"><seg>Words.</seg></u>'


def test_the_header_says_what_sitting_it_is(read: Callable[..., Record]) -> None:
    record = read(DEE, people=PEOPLE)
    assert (record.title, record.date, record.language, record.event) == ("Sitting 4", "2020-10-07", "en", "Term 8")
    assert (record.place, record.publisher, record.url) == ("Port", "House", "https://example.org/4")


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2018-05-20", "Minister of Roads"),
        ("2018-06-01", None),
        ("2019-03-01", "Minister of Ferries"),
        ("2020-10-07", "Minister of Ferries"),
        ("2020-10-08", "prime minister"),
    ],
)
def test_the_role_is_the_one_held_that_day(read: Callable[..., Record], day: str, role: str | None) -> None:
    [turn] = read(DEE, people=PEOPLE, day=day).turns
    assert (turn.speaker, turn.role) == ("DeeCarla", role)


def test_the_name_is_that_of_the_day_and_the_language(read: Callable[..., Record]) -> None:
    [speaker] = read(DEE, people=PEOPLE).speakers
    assert (speaker.name, speaker.aliases) == ("Carla Dee", ("Карла Ді", "Carla Old"))
    [speaker] = read(DEE, people=PEOPLE, day="2014-02-03").speakers
    assert speaker.name == "Carla Old"
    [turn] = read(DEE, people=PEOPLE, language="sl").turns
    assert turn.role == "Minister za trajekte"


def test_speeches_labels_and_what_happened_around_them(read: Callable[..., Record]) -> None:
    record = read(
        '<head>Ferries</head><note type="time">From <time when="2020-10-07T10:00:00">10</time></note><pb n="4"/>'
        '<note type="speaker">The Chair, Dr Dee:</note><u who="#DeeCarla" ana="#chair #x"><seg>One'
        '<note>(Noise.)</note> two</seg><kinesic type="applause"><desc>(Applause.)</desc></kinesic><seg>Three '
        "<vocal><desc>Shame!</desc></vocal>"
        'four <gap reason="inaudible"><desc>unclear</desc></gap>five.</seg></u><note>They left.</note>'
        '<u who="#Two"><seg>Six.</seg></u><u><seg>Seven.</seg></u><u who="#Nobody.Known">Eight.</u>',
        people=PEOPLE,
    )
    assert said(record) == [
        ("DeeCarla", "One (Noise.) two"),
        ("DeeCarla", "Three"),
        ("DeeCarla", "four five."),
        ("Carla Dee#Two", "Six."),
        (None, "Seven."),
        ("Nobody.Known", "Eight."),
    ]
    assert [turn.role for turn in record.turns] == ["chair", None, None, None]
    assert record.turns[0].heading == "The Chair, Dr Dee:"
    assert record.passages[0].locator == "page 4"
    assert asides(record) == [
        ("heading", "Ferries"),
        ("time", "From 10"),
        ("heading", "The Chair, Dr Dee:"),
        ("stage direction", "(Applause.)"),
        ("stage direction", "Shame!"),
        ("stage direction", "They left."),
    ]


def test_a_label_inside_an_utterance_is_not_the_next_ones(read: Callable[..., Record]) -> None:
    record = read('<u who="#Two"><note type="speaker">Dee</note><seg>a</seg></u><u><seg>b</seg></u>', people=PEOPLE)
    assert said(record) == [("Carla Dee#Two", "a"), (None, "b")]


def test_annotated_words_are_put_together(read: Callable[..., Record]) -> None:
    record = read(
        '<u who="#Two"><seg><s><w>I</w>\n <w join="right">do<w norm="do"/><w norm="not"/></w>\n<pc>,</pc> '
        '<name type="PER"><w>Mr</w>\n<w join="right">Fox</w></name><pc>.</pc><linkGrp><link ana="a"/></linkGrp></s>\n'
        '<s><pc join="right">(</pc><w>Yes</w><pc join="left">)</pc></s></seg></u>',
        people=PEOPLE,
    )
    assert said(record) == [("Carla Dee#Two", "I do, Mr Fox. (Yes)")]


@pytest.mark.parametrize(
    ("marked", "read_as"),
    [
        ("<choice><abbr>Mr</abbr><expan>Mister</expan></choice>", "Mister"),
        ("<choice>\n <sic>teh</sic>\n <corr>the <hi>old</hi></corr>\n</choice>", "the old"),
        ("<choice><orig>olde</orig><reg>old</reg></choice>", "old"),
        ("<choice><unclear>lane</unclear><unclear>line</unclear></choice>", "lane"),
        ("<choice><sic>to to</sic><corr/></choice>", ""),
        (
            "<choice><sic>x</sic><corr>a <choice><abbr>Dr</abbr><expan>Doctor</expan></choice></corr></choice>",
            "a Doctor",
        ),
        ("<subst><del>bad <hi>very</hi></del><add>good</add></subst>", "good"),
        ("<app><lem>lemma</lem><rdg>reading</rdg></app>", "lemma"),
        ("<sic>teh</sic>", "teh"),
    ],
)
def test_what_is_given_twice_or_struck_out_is_read_once(read: Callable[..., Record], marked: str, read_as: str) -> None:
    record = read(f'<u who="#DeeCarla"><seg>I thank {marked}, and all.</seg><seg>Amen.</seg></u>', people=PEOPLE)
    assert said(record) == [("DeeCarla", f"I thank {read_as}, and all."), ("DeeCarla", "Amen.")]


def test_annotated_words_in_a_choice_keep_their_blanks(read: Callable[..., Record]) -> None:
    choice = '<choice><sic><w join="right">teh</w></sic><corr><w>the</w></corr></choice>'
    record = read(f'<u who="#DeeCarla"><seg><s><w>I</w>{choice}<w>old</w><pc join="left">.</pc></s></seg></u>')
    assert [words for _, words in said(record)] == ["I the old."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ParlaMint-XX-listPerson.xml", PEOPLE),
        ("ParlaMint-XX.xml", f"<teiCorpus><teiHeader>{PEOPLE}</teiHeader></teiCorpus>"),
    ],
)
def test_people_are_found_in_the_files_of_the_corpus(
    read: Callable[..., Record], tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert read(DEE).speakers[0].name == "Carla Dee"


XI = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/>'


def test_the_corpus_root_includes_its_list_of_people(read: Callable[..., Record], tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(PEOPLE, encoding="utf-8")
    root = f"<teiCorpus><teiHeader>{XI.format('persons.xml')}</teiHeader></teiCorpus>"
    (tmp_path / "ParlaMint-XX.xml").write_text(root, encoding="utf-8")
    assert read(DEE).speakers[0].name == "Carla Dee"
    assert read(DEE, people=XI.format("persons.xml")).speakers[0].name == "Carla Dee"


@pytest.mark.parametrize("address", ["../persons.xml", "file:///etc/passwd", "/etc/passwd", "http://x/y", "no.xml", ""])
def test_nothing_outside_the_folder_is_included(read: Callable[..., Record], tmp_path: Path, address: str) -> None:
    (tmp_path.parent / "persons.xml").write_text(PEOPLE, encoding="utf-8")
    with pytest.raises(RecordError, match="own folder"):
        read(DEE, people=XI.format(address))


def test_a_link_out_of_the_folder_is_not_followed(read: Callable[..., Record], tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside-persons.xml"
    outside.write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "persons.xml").symlink_to(outside)
    with pytest.raises(RecordError, match="own folder"):
        read(DEE, people=XI.format("persons.xml"))


def test_files_that_include_each_other_end(tmp_path: Path) -> None:
    path = tmp_path / "persons.xml"
    path.write_text(PEOPLE.replace("</listPerson>", XI.format("persons.xml") + "</listPerson>"), encoding="utf-8")
    assert set(people_in(path)) == {"DeeCarla", "Two"}


def test_text_is_never_taken_from_another_file(read: Callable[..., Record], tmp_path: Path) -> None:
    (tmp_path / "speech.xml").write_text("<u/>", encoding="utf-8")
    with pytest.raises(RecordError, match=r"speech\.xml"):
        read(XI.format("speech.xml"))


def test_a_corpus_in_one_file_is_a_record_a_sitting(tmp_path: Path) -> None:
    path = tmp_path / "corpus.xml"
    sittings = sitting(DEE) + sitting('<u who="#Two"><seg>b</seg></u>', day="2020-10-08")
    path.write_text(f"<teiCorpus><teiHeader>{PEOPLE}</teiHeader>{sittings}</teiCorpus>", encoding="utf-8")
    records = list(read_records(path))
    assert [(record.id, record.date, record.speakers[0].name) for record in records] == [
        ("corpus", "2020-10-07", "Carla Dee"),
        ("corpus-2", "2020-10-08", "Carla Dee"),
    ]


@pytest.mark.parametrize("id_", ["S1", "7", "person_01"])
def test_one_id_in_two_files_is_two_people(tmp_path: Path, id_: str) -> None:
    for stem, name in (("a", "Jane Roe"), ("b", "John Low"), ("c", "Jane Roe")):
        people = f'<listPerson><person xml:id="{id_}"><persName>{name}</persName></person></listPerson>'
        words = f'<u who="#{id_}"><seg>Words.</seg></u>'
        (tmp_path / f"{stem}.xml").write_text(sitting(words, people=people), encoding="utf-8")
    (jane,), (john,), (again,) = (read_record(tmp_path / f"{stem}.xml").speakers for stem in "abc")
    assert (jane.name, john.name) == ("Jane Roe", "John Low")
    assert jane.id == again.id != john.id


@pytest.mark.parametrize(("id_", "same"), [("S1", False), ("A", False), ("RoeJane", True), ("Roe.Jane.1950", True)])
def test_an_id_that_no_list_explains_is_the_same_in_two_files_only_where_it_is_a_name(
    tmp_path: Path, id_: str, same: bool
) -> None:
    for stem in "ab":
        (tmp_path / f"{stem}.xml").write_text(sitting(f'<u who="#{id_}"><seg>Words.</seg></u>'), encoding="utf-8")
    (one,), (other,) = (read_record(tmp_path / f"{stem}.xml").speakers for stem in "ab")
    assert one.name == other.name == id_
    assert (one.id == other.id) is same


def test_a_short_id_in_the_list_of_a_corpus_is_the_same_person_in_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "ParlaMint-XX-listPerson.xml").write_text(PEOPLE, encoding="utf-8")
    for day in ("2014-10-07", "2020-10-07"):
        words = '<u who="#Two"><seg>Words.</seg></u>'
        (tmp_path / f"ParlaMint-XX_{day}.xml").write_text(sitting(words, day=day), encoding="utf-8")
    records = [read_record(path) for path in sorted(tmp_path.glob("ParlaMint-XX_*.xml"))]
    assert [speaker.id for record in records for speaker in record.speakers] == ["Two", "Two"]


def test_a_note_at_the_foot_of_the_page_breaks_no_sentence(read: Callable[..., Record]) -> None:
    note = '<note n="1" place="foot">See p. 3.</note>'
    record = read(f'<u who="#Two"><seg>We agree{note}, all of us.</seg></u>', people=PEOPLE)
    assert said(record) == [("Carla Dee#Two", "We agree, all of us.")]
    assert [(one.reason, record.text[one.start : one.end]) for one in record.asides] == [("note", "See p. 3.")]
