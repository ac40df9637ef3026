"""One small valid file or more for every format, all about one invented meeting: what the fuzzer begins with."""

# ruff: noqa: E501  # samples and tokens stand as they stand in files

import io
import json
import zipfile

from tests.corpus.pdf_samples import Words, pdf_of

_ENGLISH = """Meeting on the harbour
12 May 2023

Ms. KELLER (Chair): The meeting is open. [Applause]

It will be short.

Mr. OTIENO (Kenya): "Nothing is decided", said the minister: that was in 2019.
• first point
• second point

(Signed) Anna Keller
"""
_JAPANESE = """令和五年港湾委員会会議録

○委員長（佐々木花子君）　ただいまから開会いたします。（拍手）

　本日の議題は三件です。
○山田太郎委員　港の予算は65億円ですか。
○港湾局長（高橋一郎君）　そのとおりでございます。
"""
_RUSSIAN = """Круглый стол

Председатель: Слово предоставляется коллегам.

ИВАНОВА А. П. — Порт открыт. (Аплодисменты)
ПЕТРОВ — Согласен.
"""
_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour</title>
<meta property="article:published_time" content="2023-05-12"></head><body><nav><a href="/">Home</a></nav><article><h1>Harbour</h1>
<p><strong>Anna Keller:</strong> The meeting is open.<br>It will be short.</p><p>Q: When?</p><p>A: At <i>noon</i><sup>1</sup>.</p>
<dl><dt>Otieno</dt><dd>Yes.</dd></dl><table><tr><td>Keller</td><td>No.</td></tr></table></article><footer>All rights</footer></body></html>"""
_SRT = """1
00:00:01,000 --> 00:00:03,000
KELLER: The meeting
is open.

2
00:00:03,500 --> 00:00:05,000
- When?
- At noon. [applause]
"""
_VTT = """WEBVTT

NOTE a comment

00:01.000 --> 00:03.000 align:start
<v Anna Keller>The meeting is <i>open</i>.</v>

00:03.500 --> 00:05.000
>> OTIENO: When?
"""
_CSV = 'Date,Meeting,Speaker,Role,Text\n2023-05-12,Harbour,Anna Keller,Chair,"The meeting\nis open."\n2023-05-12,Harbour,Otieno,,When?\n'
_MINUTES = [
    {
        "Date": "2023/5/12",
        "ProceedingTitle": "港湾委員会",
        "URL": "https://example.org/1",
        "Proceeding": [
            {"Speaker": "null", "Utterance": "　午前十時開会"},
            {"Speaker": "委員長（佐々木花子君）", "Utterance": "開会します。\n　議題は三件です。"},
        ],
    }
]
_DIET = {
    "numberOfRecords": 1,
    "meetingRecord": [
        {
            "issueID": "1",
            "nameOfHouse": "参議院",
            "nameOfMeeting": "港湾委員会",
            "issue": "第1号",
            "date": "2023-05-12",
            "speechRecord": [
                {"speechID": "1_000", "speechOrder": 0, "speaker": "会議録情報", "speech": "会議録第一号"},
                {
                    "speechID": "1_001",
                    "speechOrder": 1,
                    "speaker": "佐々木花子",
                    "speakerYomi": "ささきはなこ",
                    "speakerGroup": "無所属",
                    "speakerPosition": "委員長",
                    "speech": "○委員長（佐々木花子君）　開会します。",
                    "speechURL": "https://example.org/1/1",
                },
            ],
        }
    ],
}
_QMSUM = {
    "topic_list": [],
    "general_query_list": [],
    "specific_query_list": [],
    "meeting_transcripts": [
        {"speaker": "Chair", "content": "Good morning ."},
        {"speaker": "Otieno", "content": "When ?"},
    ],
}
_LINE = {
    "id": "harbour/1", "text": "The meeting is open.", "speaker": "Anna Keller", "role": "Chair", "record": "harbour",
    "title": "Harbour", "date": "2023-05-12", "url": None, "start": 3, "end": 23,
}  # fmt: skip
_HANSARD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;">]>
<publicwhip><major-heading id="x/1.0">Harbour</major-heading>
<speech id="x/1.1" speakerid="m/1" speakername="Anna Keller" speakeroffice="The Minister" time="10:00"><p pid="1">Open&mdash;now.</p>
<p class="italic">Question put.</p></speech><speech id="x/1.2" nospeaker="true"><p>Noon.</p></speech></publicwhip>"""
_AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="debate"><meta><references source="#s">
<TLCPerson eId="k" href="/p/k" showAs="Anna Keller"/></references></meta><debateBody><debateSection><heading>Harbour</heading>
<speech by="#k"><from>Keller</from><p>The meeting is <b>open</b>.<eol/>Now.</p></speech><narrative><p>Noon.</p></narrative>
</debateSection></debateBody></debate></akomaNtoso>"""
_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Harbour</title></titleStmt></fileDesc>
<profileDesc><settingDesc><setting><date when="2023-05-12"/></setting></settingDesc><particDesc><listPerson><person xml:id="K"><persName>
<surname>Keller</surname><forename>Anna</forename></persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text><body><div><note type="speaker">Keller:</note><u who="#K" ana="#chair"><seg>The meeting is open.</seg><vocal><desc>noise</desc></vocal></u>
</div></body></text></TEI>"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX = f"""<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Anna Keller:</w:t></w:r>
<w:r><w:t xml:space="preserve"> The meeting is open.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Otieno</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>When?</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = f"""<?xml version="1.0"?><office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0"><office:body>
<office:text><text:h>Harbour</text:h><text:p>Anna Keller: The meeting<text:s/>is<text:line-break/>open.</text:p></office:text>
</office:body></office:document-content>"""
_CONTENT_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of `parts`, its first part not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(parts.items()):
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if place else zipfile.ZIP_STORED)
    return file.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


SEEDS: dict[str, list[bytes]] = {
    ".txt": [
        _ENGLISH.encode(),
        _JAPANESE.encode(),
        _JAPANESE.encode("cp932"),
        _RUSSIAN.encode("cp1251"),
        _RUSSIAN.encode("utf-16"),
    ],
    ".md": [b"# Harbour\n\n**Anna Keller** The meeting is open.\n\n**Otieno:** When?\n"],
    ".html": [_HTML.encode(), _HTML.replace("utf-8", "shift_jis").replace("Otieno", "山田").encode("cp932")],
    ".docx": [zipped({"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": _DOCX})],
    ".odt": [zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _ODT})],
    ".pdf": [pdf_of([[Words(72, 770, "Anna Keller: The meeting is open."), Words(72, 750, "Otieno: When?")]])],
    ".srt": [_SRT.encode()],
    ".vtt": [_VTT.encode()],
    ".csv": [_CSV.encode(), _CSV.replace(",", ";").encode("utf-16")],
    ".tsv": [b"speaker\ttext\nKeller\tOpen.\n"],
    ".json": [
        _json(_MINUTES),
        _json(_DIET),
        _json(_QMSUM),
        _json([{"speaker": {"name": "Keller"}, "text": "Open.", "start": 1.5}]),
    ],
    ".jsonl": [_json(_LINE) + b"\n", _json({"speaker": "Keller", "text": "Open."}) + b"\n"],
    ".xml": [_HANSARD.encode("iso-8859-1"), _AKOMA.encode(), _TEI.encode()],
}
