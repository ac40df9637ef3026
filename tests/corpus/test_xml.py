"""XML of whatever kind: safe to read, and every passage an exact slice or a clear refusal."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.model import Record
from corpus.read import read_records
from corpus.xml_events import read_events

SAFE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

HANSARD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;">]>
<publicwhip><major-heading>Ferries</major-heading>
<speech id="uk.org.publicwhip/debate/2011-03-04a.1.2" speakerid="x/member/7" speakername="Ada Brook" colnum="3">
<p>One&mdash;two <i>three</i> four.</p><table><tr><td>5</td><td>6</td></tr></table></speech>
<speech nospeaker="true"><p>The House rose.</p></speech></publicwhip>"""
AKOMA = """<akomaNtoso><debate><meta><references><TLCPerson id="a" href="/p/a" showAs="Ada Brook"/></references></meta>
<debateBody><debateSection><heading>Ferries</heading><speech by="#a"><from>Ms. Brook:</from><p>One <b>two</b></p>
<blockList><item><num>(a)</num><p>three</p></item></blockList></speech></debateSection></debateBody></debate>
</akomaNtoso>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="A"><persName><forename>Ada</forename><surname>Brook</surname></persName></person>
</listPerson></particDesc></profileDesc>
</teiHeader><text><body><div><note type="speaker">Brook:</note><u who="#A">
<seg>One <note>(Noise.)</note>
two</seg><seg><s><w join="right">three</w><pc>.</pc></s></seg></u></div></body></text></TEI>"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Record]]:
    def read_bytes(data: bytes | str, name: str = "sitting.xml") -> list[Record]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read_records(path))

    return read_bytes


def assert_sound(records: list[Record]) -> None:
    for record in records:
        turns = {turn.number: turn for turn in record.turns}
        end = 0
        for passage in record.passages:
            words = record.text[passage.start : passage.end]
            assert words == words.strip() != ""
            assert end <= passage.start < passage.end <= len(record.text)
            assert turns[passage.turn].start <= passage.start < passage.end <= turns[passage.turn].end
            end = passage.end
        assert {turn.speaker for turn in record.turns} - {None} == {speaker.id for speaker in record.speakers}


def assert_refused(read: Callable[..., list[Record]], data: bytes | str, *words: str) -> None:
    with pytest.raises(RecordError) as refused:
        read(data)
    assert "\n" not in str(refused.value)
    assert all(word in str(refused.value) for word in ("sitting.xml", *words)), str(refused.value)


@contextmanager
def refused_in_a_line() -> Iterator[None]:
    """What happens inside may be refused, in one line."""
    try:
        yield
    except RecordError as error:
        if "\n" in str(error) or "sitting.xml" not in str(error):
            raise AssertionError(str(error)) from error


@SAFE
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe<\x00a\x00/\x00>\x00")
@example(data=b'<?xml version="1.0" encoding="unicode_escape"?><publicwhip/>')
@example(data=b'<?xml version="1.0" encoding="utf-7"?><publicwhip><speech>+2AA-</speech></publicwhip>')
def test_any_bytes_are_records_or_refused(read: Callable[..., list[Record]], data: bytes) -> None:
    with refused_in_a_line():
        assert_sound(read(data))


_MARKS = b"<>/&;\"'=# \n\x00aA1\xe3\xff-!?[]"


@SAFE
@given(
    sample=st.sampled_from([HANSARD, AKOMA, TEI]),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.sampled_from(_MARKS), st.booleans()), max_size=4),
    length=st.integers(0, 3000),
)
def test_a_damaged_file_is_sound_or_refused(
    read: Callable[..., list[Record]], sample: str, changes: list[tuple[int, int, bool]], length: int
) -> None:
    data = bytearray(sample.encode())
    for place, byte, insert in changes:
        data[place % len(data) : place % len(data) + (not insert)] = bytes([byte])
    with refused_in_a_line():
        assert_sound(read(bytes(data[:length])))


_ELEMENTS = ("p", "seg", "u", "speech", "from", "i", "note", "num", "table", "tr", "td", "br", "remark", "other", "div",
             "heading", "authorialNote", "narrative", "s", "w", "gap", "item", "division", "mpname")  # fmt: skip
_TREES = st.recursive(
    st.text(alphabet="ab \n[]（）　\u2028", max_size=6),
    lambda inside: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(_ELEMENTS),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@SAFE
@given(root=st.sampled_from(["publicwhip", "akomaNtoso", "TEI"]), inside=_TREES, by=st.booleans())
def test_any_nesting_is_sound_or_refused(read: Callable[..., list[Record]], root: str, inside: str, by: bool) -> None:
    speech = '<speech speakername="A" by="#a">' if by else "<u>"
    end = "</speech>" if by else "</u>"
    with refused_in_a_line():
        assert_sound(read(f"<{root}>{speech}{inside}{end}{inside}</{root}>"))


def test_entities_that_grow_without_measure_are_refused(read: Callable[..., list[Record]]) -> None:
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    assert_refused(read, f'<!DOCTYPE x [<!ENTITY a0 "ha">{nested}]><publicwhip>&a11;</publicwhip>', "entities")
    flat = (
        f'<!DOCTYPE x [<!ENTITY a "{"ha" * 30_000}">]><publicwhip><speech><p>{"&a;" * 3000}</p></speech></publicwhip>'
    )
    assert_refused(read, flat, "entities")
    assert_refused(read, '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]><publicwhip>&a;</publicwhip>')


def test_no_other_file_is_opened(read: Callable[..., list[Record]], tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    address = secret.as_uri()
    speech = "<speech><p>words &a;</p></speech>"
    assert_refused(
        read,
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]><publicwhip>{speech}</publicwhip>',
        "another file",
        "secret",
    )
    dtd = tmp_path / "house.dtd"
    dtd.write_text('<!ENTITY mdash "secret words">')
    [record] = read(f'<!DOCTYPE x SYSTEM "{dtd.as_uri()}"><publicwhip><speech><p>a&mdash;b</p></speech></publicwhip>')
    assert record.text == "a—b"  # the character that HTML knows by this name, not what the DTD says
    parameter = f'<!DOCTYPE x [<!ENTITY % all SYSTEM "{dtd.as_uri()}"> %all;]>'
    [record] = read(f"{parameter}<publicwhip><speech><p>a&mdash;b</p></speech></publicwhip>")
    assert record.text == "a—b"


def test_names_of_characters_need_no_dtd_but_unknown_ones_are_refused(read: Callable[..., list[Record]]) -> None:
    [record] = read('<publicwhip><speech speakername="Se&aacute;n"><p>a&nbsp;b &lt; c</p></speech></publicwhip>')
    assert (record.text, record.speakers[0].name) == ("a\xa0b < c", "Seán")
    assert_refused(read, "<publicwhip><speech><p>&nonsense;</p></speech></publicwhip>", "&nonsense;")
    for quoted in ('"Se&nonsense;n"', "'&amp; Se&nonsense;n'"):
        speech = f"<speech speakername={quoted}><p>a</p></speech>"
        assert_refused(read, f"<publicwhip>{speech}</publicwhip>", "&nonsense;")
        [record] = read(f'<!DOCTYPE x [<!ENTITY nonsense "a">]><publicwhip>{speech}</publicwhip>')
        assert record.speakers[0].name.endswith("Sean")


def test_what_is_no_readable_xml_is_refused_in_a_line(read: Callable[..., list[Record]]) -> None:
    assert_refused(read, b"")
    assert_refused(read, HANSARD[: len(HANSARD) // 2], "well-formed")
    assert_refused(read, "<a>" * 100_000, "inside each other")
    assert_refused(read, "<rss><channel/></rss>", "<rss>", "akomaNtoso", "publicwhip", "TEI")
    assert_refused(read, f"<publicwhip><speech><p>{'word ' * 1_000_000}</p></speech></publicwhip>", "paragraph")
    assert_refused(read, b"<publicwhip a='" + b"x" * 20_000_000 + b"'/>", "tag")
    assert_refused(read, "<publicwhip/>", "nothing to read")
    assert_refused(read, "<akomaNtoso><debate/></akomaNtoso>", "nothing to read")
    assert_refused(read, "<teiCorpus><teiHeader/></teiCorpus>", "header of a corpus")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "cp1251", "shift_jis"]
)
def test_every_declared_encoding_is_read(read: Callable[..., list[Record]], encoding: str) -> None:
    words = {"cp1251": "Речь", "shift_jis": "議事録", "windows-1252": "“é”"}.get(encoding, "déjà")
    label = encoding.removesuffix("-sig")
    document = f'<?xml version="1.0" encoding="{label}"?><publicwhip><speech><p>{words}</p></speech></publicwhip>'
    [record] = read(document.encode(encoding))
    assert record.text == words


def test_a_wrong_declaration_never_garbles(read: Callable[..., list[Record]]) -> None:
    document = '<?xml version="1.0" encoding="{}"?><publicwhip><speech><p>déjà</p></speech></publicwhip>'
    [record] = read(document.format("ISO-8859-1").encode("utf-8"))
    assert record.text == "déjà"
    assert_refused(read, document.format("utf-8").encode("iso-8859-1"), "utf-8")
    assert_refused(read, document.format("utf-16").encode("utf-8"))
    assert_refused(read, document.format("klingon").encode("utf-8"), "klingon")
    assert_refused(read, document.format("rot13").encode("utf-8"))


def test_processing_instructions_comments_and_cdata(read: Callable[..., list[Record]]) -> None:
    [record] = read("<publicwhip><speech><p>a<?x y?><!-- z -->b<![CDATA[<c> & d]]></p></speech></publicwhip>")
    assert record.text == "ab<c> & d"


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    class Endless:
        """A file that is never held; its events together would be some 16 MB."""

        left = 4

        def read(self, size: int) -> bytes:
            self.left -= 1
            if self.left < 0:
                return b""
            opening = b"<publicwhip>" if self.left == 3 else b""
            closing = b"</publicwhip>" if self.left == 0 else b""
            return opening + b"<speech><p>words words words</p></speech>" * 6000 + closing

    tracemalloc.start()
    count = sum(1 for _ in read_events(Endless(), "endless.xml"))  # type: ignore[arg-type]  # all that is used of a file
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 80_000
    assert peak < 9_000_000


def test_a_long_sitting_becomes_several_records(
    read: Callable[..., list[Record]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.composing.PART", 2000)
    speech = '<speech speakerid="m/{0}" speakername="Name{0} Brook"><p>' + "words and words " * 20 + "</p></speech>"
    records = read(f"<publicwhip>{''.join(speech.format(n) for n in range(30))}</publicwhip>")
    assert [record.id for record in records[:3]] == ["sitting", "sitting-2", "sitting-3"]
    assert sum(len(record.turns) for record in records) == 30
    assert_sound(records)
