"""The round table that ships is read whole: every paragraph under the one who spoke it."""

import re
from hashlib import sha256

import pytest

from corpus.model import Record
from corpus.records import bundled_records

LAVROV, PANKIN, ZAS = "セルゲイ・ラヴロフ", "アレクサンドル・パンキン", "スタニスラフ・ザス"
SIDOROV, POSPELOV = "アナトリー・シドロフ", "セルゲイ・ポスペロフ"


def passages_of(record: Record, speaker: str | None) -> list[str]:
    mine = {turn.number for turn in record.turns if turn.speaker == speaker}
    return [record.text[one.start : one.end] for one in record.passages if one.turn in mine]


def test_the_text_is_stored_as_published(round_table: Record) -> None:
    published = bundled_records()[0].read_bytes()
    assert round_table.text == published.decode()
    assert round_table.sha256 == sha256(published).hexdigest()


def test_five_speakers_hold_the_floor_in_order_with_their_roles(round_table: Record) -> None:
    assert [(turn.speaker, turn.role) for turn in round_table.turns] == [
        (None, None),
        (LAVROV, "ロシア連邦外務大臣"),
        (PANKIN, "ロシア連邦外務副大臣"),
        (ZAS, "CSTO事務総長"),
        (SIDOROV, "CSTO統合本部長"),
        (POSPELOV, "CSTO議会会議事務局長"),
    ]


def test_the_sidecar_says_what_the_text_does_not(round_table: Record) -> None:
    assert round_table.id == "csto-2020-10-07"
    assert round_table.date == "2020-10-07"
    assert round_table.language == "ja"
    assert "ロシア外務省迎賓館" in (round_table.place or "")
    names = {name for speaker in round_table.speakers for name in speaker.aliases}
    assert {"Sergey Lavrov", "Александр Панкин", "Stanislav Zas", "Анатолий Сидоров", "Sergey Pospelov"} <= names


@pytest.mark.parametrize(
    ("speaker", "count", "first", "last"),
    [
        (None, 4, "2020年10月7日、集団安全保障条約機構", "さらに、ロシア外務省迎賓館では"),
        (LAVROV, 4, "円卓会議「CSTO:戦略的発展の諸方針」の参加者", "CSTOが、真に同盟的関係の模範"),
        (PANKIN, 26, "同僚であり友人である皆さん", "私たちの集団安全保障をいかに強化すべきか"),
        (ZAS, 16, "皆さん、今日、集団安全保障条約機構は", "最後に、CSTOの更なる発展にとって"),
        (SIDOROV, 13, "CSTOの集団安全保障をめぐる地域情勢は", "集団的軍事力の構築という課題は"),
        (POSPELOV, 16, "ザス事務総長、パンキン外務副大臣", "CSTOの議長国の外務省代表者としての"),
    ],
)
def test_every_speech_begins_and_ends_where_it_should(
    round_table: Record, speaker: str | None, count: int, first: str, last: str
) -> None:
    passages = passages_of(round_table, speaker)
    assert len(passages) == count
    assert passages[0].startswith(first)
    assert passages[-1].startswith(last)


def test_every_line_of_the_file_is_a_passage_or_set_aside(round_table: Record) -> None:
    """The attribution of each line, worked out by hand from where the headings stand."""
    current: str | None = None
    starts = {
        "CSTO創設記念に合わせて実施される": LAVROV,
        "アレクサンドル・パンキン、": PANKIN,
        "スタニスラフ・ザス ": ZAS,
        "アナトリー・シドロフ、": SIDOROV,
        "セルゲイ・ポスペロフ、": POSPELOV,
    }
    never_said = (
        *starts,
        "最新号と",
        "無料メルマガ",
        "いままでのアーカイブ",
        "『国際生活』",
        "キーワード",
        "By ",
        "2020年10月7日 モスクワ市",
    )
    quotable = {number for one in round_table.passages for number in range(one.start, one.end)}
    for match in re.finditer(r"\S[^\n]*", round_table.text):
        line = match[0].strip()
        current = next((who for start, who in starts.items() if line.startswith(start)), current)
        if line.startswith(never_said) or line == LAVROV:
            assert not quotable & set(range(match.start(), match.start() + len(line))), line
        else:
            assert any(line in passage for passage in passages_of(round_table, current)), line


def test_what_was_set_aside_is_listed_with_its_reason(round_table: Record) -> None:
    found = {(one.reason, round_table.text[one.start : one.end][:10]) for one in round_table.asides}
    assert {
        ("signature", "セルゲイ・ラヴロフ"),
        ("signature", "2020年10月7日"[:10]),
        ("link", "最新号とアーカイブは"),
        ("promotion", "無料メルマガに登録し"),
        ("link", "いままでのアーカイブ"),
        ("promotion", "『国際生活』解説委員"),
        ("keywords", "キーワード:2025"),
        ("byline", "By KokusaiSeikatsu"[:10]),
        ("publisher", "『国際生活』はロシア"),
    } <= found


def test_a_list_stands_with_the_sentence_that_leads_it_in(round_table: Record) -> None:
    led = [text for text in passages_of(round_table, ZAS) if text.startswith("皆さん、今日")]
    assert led[0].count("\nー") == 4
    tasks, possible = (
        next(text for text in passages_of(round_table, SIDOROV) if lead in text)
        for lead in ("優先課題として、次の諸課題", "次のことが可能になります")
    )
    assert tasks.count("\n -") == 3
    assert possible.count("\n -") == 4
