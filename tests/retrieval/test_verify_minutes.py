"""Quotations of minutes in Japanese: numbers in kanji and in figures, members who share a surname, formulas."""

from collections.abc import Iterator

import pytest

from corpus.composing import Composer, Metadata
from corpus.library import Library
from corpus.model import Record, Speaker
from corpus.sidecar import Sidecar
from retrieval.verify import Attribution, Verdict
from retrieval.verify_json import report_json
from retrieval.verify_places import Places, opened
from retrieval.verify_report import Report, verified
from retrieval.verify_wording import remarks

SAID: list[tuple[Speaker, str | None, list[str]]] = [
    (
        Speaker("森下", "森下"),
        "委員長",
        ["ただいまから港湾委員会を開会いたします。", "これより質疑に入ります。発言を願います。"],
    ),
    (
        Speaker("森下東京湾岸開発本部計画部長", "森下", ()),
        "東京湾岸開発本部計画部長",
        ["貨物の取扱量は前年の三・五倍、金額では約六千七百億円でございます。二〇二三年には千二百隻が寄港いたしました。"],
    ),
    (
        Speaker("秋野（か）", "秋野（か）"),
        "委員",
        ["不必要な工事は一切認められません。セキュリティー対策にはスーパー・ワイド・カメラが欠かせません。"],
    ),
    (Speaker("秋野（信）", "秋野（信）"), "委員", ["都の負担を減らすべきだと繰り返し申し上げてきました。"]),
    (
        Speaker("秋野東京港湾本部参事", "秋野東京港湾本部参事", ("秋野",)),
        None,
        ["護岸の耐震化は来年度に完了いたします。"],
    ),
    (Speaker("千田弘", "千田弘"), "副知事", ["予算の執行状況についてお伺いいたします。", "発言を願います。"]),
]  # fmt: skip


def minutes() -> Record:
    composer = Composer("minutes", Sidecar(), Metadata(date="2024-02-01"), "港湾委員会")
    for speaker, role, paragraphs in SAID:
        composer.give_floor(speaker, role)
        for paragraph in paragraphs:
            composer.say(paragraph)
    return composer.record()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("minutes")
    with Library.open(folder) as library:
        library.add(minutes())
    with opened(folder, lambda message: None) as found:
        yield found


def kinds(report: Report) -> list[str]:
    return [one.change.value for one in report.worst.differences]


@pytest.mark.parametrize(
    "text",
    [
        "取扱量は前年の3.5倍、金額では約6700億円でございます",
        "取扱量は前年の3.5倍、金額では約6,700億円でございます",
        "金額では約６７００億円でございます",
        "2023年には1200隻が寄港いたしました",
        "2023年には千二百隻が寄港いたしました",
    ],
)
def test_a_number_in_figures_is_the_number_in_kanji(places: Places, text: str) -> None:
    report = verified(places, text)
    assert report.worst.verdict is Verdict.DIFFERENT
    assert set(kinds(report)) == {"notation"}
    assert report.ok


@pytest.mark.parametrize(
    "text",
    [
        "取扱量は前年の35倍、金額では約6700億円でございます",
        "取扱量は前年の三五倍、金額では約六千七百億円でございます",
        "取扱量は前年の三・四倍、金額では約六千七百億円でございます",
        "取扱量は前年の3.5倍、金額では約6800億円でございます",
        "2032年には1200隻が寄港いたしました",
    ],
)
def test_another_number_is_never_a_small_difference(places: Places, text: str) -> None:
    report = verified(places, text)
    assert report.worst.verdict is Verdict.ALTERED
    assert "number" in kinds(report)
    assert not report.ok


def test_two_points_left_by_a_word_taken_out_are_no_ellipsis(places: Places) -> None:
    report = verified(places, "セキュリティー対策にはスーパー・・カメラが欠かせません")
    assert report.worst.verdict is Verdict.ALTERED
    assert not report.worst.exact


def test_a_word_in_katakana_may_lose_its_last_bar(places: Places) -> None:
    assert kinds(verified(places, "セキュリティ対策にはスーパー・ワイド・カメラが")) == ["spelling"]
    assert verified(places, "セキュリティー対策にはスーパ・イド・カメラが").worst.verdict is Verdict.ALTERED


BUDGET = "都の負担を減らすべきだと繰り返し申し上げてきました"
WALL = "護岸の耐震化は来年度に完了いたします"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BUDGET, "秋野（信）"),
        (BUDGET, "秋野"),
        (BUDGET, "秋野氏"),
        (WALL, "秋野"),
        (WALL, "秋野さん"),
        (WALL, "秋野東京港湾本部参事"),
        ("貨物の取扱量は前年の三・五倍", "森下"),
        ("これより質疑に入ります", "森下"),
    ],
)
def test_a_surname_means_all_who_share_it(places: Places, text: str, name: str) -> None:
    finding = verified(places, text, name).worst
    assert (finding.verdict, finding.attribution) == (Verdict.EXACT, Attribution.RIGHT)


@pytest.mark.parametrize(
    ("text", "name"),
    [(BUDGET, "秋野（か）"), (WALL, "秋野（信）"), (BUDGET, "千田"), (BUDGET, "秋野東京港湾本部参事"), (WALL, "森下")],
)
def test_another_of_the_surname_did_not_say_it(places: Places, text: str, name: str) -> None:
    assert verified(places, text, name).worst.verdict is Verdict.MISATTRIBUTED


def test_a_long_office_in_the_text_belongs_to_the_name(places: Places) -> None:
    assert verified(places, f"秋野東京港湾本部参事「{BUDGET}」").worst.verdict is Verdict.MISATTRIBUTED
    assert verified(places, f"秋野東京港湾本部参事「{WALL}」").ok


def test_words_of_several_are_told_as_theirs(places: Places) -> None:
    report = verified(places, "発言を願います。")
    assert report_json(report)["speakers"] == ["森下", "千田弘"]
    assert any("千田弘" in line for line in remarks(report.worst, None, "ja"))


def test_a_name_of_several_is_told_with_its_bearers(places: Places) -> None:
    report = verified(places, BUDGET, "秋野")
    assert {"秋野（か）", "秋野（信）"} <= set(report_json(report)["candidates"])
    assert any("複数" in line for line in remarks(report.worst, None, "ja"))


def test_a_loose_office_beside_a_surname_does_not_tell_namesakes_apart(places: Places) -> None:
    finding = verified(places, "「護岸の耐震化は来年度に完了いたします」と秋野委員は述べた。").worst
    assert finding.attribution is Attribution.RIGHT


def test_an_office_by_itself_is_whoever_held_it(places: Places) -> None:
    for office, attribution in (("委員長", Attribution.WRONG), ("副知事", Attribution.RIGHT)):
        text = f"{office}は「予算の執行状況についてお伺いいたします」と述べた。"
        assert verified(places, text).worst.attribution is attribution, office
