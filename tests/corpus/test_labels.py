"""A label taken apart: the person, and not the newspaper, the city or the manner of speaking."""

from pathlib import Path

import pytest

from corpus.labels import bare, parse_label
from tests.corpus.documents import record_of, said


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("河野　太郎　外務大臣", "河野　太郎", "外務大臣"),
        ("河野 太郎外務大臣", "河野 太郎", "外務大臣"),
        ("小池　百合子知事", "小池　百合子", "知事"),
        ("田中 市長", "田中", "市長"),
        ("鯉渕 中野区長", "鯉渕", "中野区長"),
        ("鈴木 広聴課長", "鈴木", "広聴課長"),
        ("高橋 くらし課長", "高橋", "くらし課長"),
        ("鯉渕 太郎記者", "鯉渕", "太郎記者"),
        ("吉川 知事本局長", "吉川", "知事本局長"),
        ("委員長　田中　一郎", "田中　一郎", "委員長"),
        ("東京都 小池知事", "小池", "東京都知事"),
        ("外務省　田中局長", "田中", "外務省局長"),
        ("朝日新聞　田中記者", "田中", "朝日新聞記者"),
        ("И. Сидоров (смеётся)", "И. Сидоров", None),
        ("Jane Roe (laughs)", "Jane Roe", None),
        ("Реплика", None, "Реплика"),
        ("Mr. Chris d'Entremont", "Chris d'Entremont", None),
        ("Right Hon. Justin Low (Prime Minister)", "Justin Low", "Prime Minister"),
    ],
)
def test_who_is_named_and_in_what_role(printed: str, name: str | None, role: str | None) -> None:
    label = parse_label(printed)
    assert label is not None
    assert (label.name, label.role) == (name, role)


def test_a_press_conference_in_which_reporters_are_named_with_their_papers(tmp_path: Path) -> None:
    turns = [("河野外務大臣", "まず、私から２点ございます。"), ("朝日新聞　田中記者", "日米関係についてお聞きします。")]
    turns += [("大臣", "良好だと考えています。"), ("読売新聞　阿部記者", "具体的には。"), ("大臣", "詳細は控えます。")]
    page = "".join(f"<p>【{label}】{words}</p>" for label, words in turns)
    record = record_of(tmp_path, "a.html", f"<h1>会見記録</h1>{page}")
    assert [name for name, _ in said(record)] == ["河野", "田中", "大臣", "阿部", "大臣"]


def test_a_voice_from_the_floor_in_bold_is_not_the_one_before(tmp_path: Path) -> None:
    turns = [
        "<b>В.Путин:</b> А дороги?",
        "<b>И.Сидоров</b> <i>(смеётся)</i><b>:</b> Дороги тоже.",
        "<b>Реплика:</b> Верно!",
    ]
    page = "".join(f"<p>{turn}</p>" for turn in [*turns, "<b>В.Путин:</b> Хорошо.", "<b>И.Сидоров:</b> Спасибо."])
    record = record_of(tmp_path, "a.html", f"<h1>Встреча</h1>{page}")
    assert [name for name, _ in said(record)] == ["В.Путин", "И.Сидоров", "Реплика", "В.Путин", "И.Сидоров"]
    assert not any(turn.role == "смеётся" for turn in record.turns)


def test_a_stenogram_in_bold(tmp_path: Path) -> None:
    page = (
        "<p><b>Председательствующий.</b> Слово Орлову.</p><p><b>Орлов С. И.,</b> <i>фракция «ЕДИНСТВО».</i></p>"
        "<p>Мы предлагаем принять закон.</p><p><b>Из зала.</b> (Не слышно.)</p><p><b>Орлов С. И.</b> Закон хороший.</p>"
        "<p><b>Председательствующий.</b> Голосуем.</p>"
    )
    record = record_of(tmp_path, "a.html", f"<h1>Стенограмма</h1>{page}")
    names = ["Председательствующий", "Орлов С. И.", "Из зала", "Орлов С. И.", "Председательствующий"]
    assert [name for name, _ in said(record)] == names


def test_an_office_in_bold_that_is_not_taken_for_a_label_ends_what_the_one_before_says(tmp_path: Path) -> None:
    turns = [("知事", "本日は３点です。"), ("記者", "予算はどうですか。"), ("知事", "増えます。")]
    turns += [("財政課長", "補足します。額は１億円です。"), ("記者", "ありがとうございます。")]
    page = "".join(f"<p><strong>{label}</strong></p><p>{words}</p>" for label, words in turns)
    record = record_of(tmp_path, "a.html", f"<h1>知事会見</h1>{page}")
    by_words = {words: name for name, words in said(record)}
    assert all(by_words[words] in (None, label) for label, words in turns)


@pytest.mark.parametrize("office", ["財政課長", "防災課長", "予算課長"])
def test_a_department_is_nobodys_surname(office: str) -> None:
    label = parse_label(office)
    assert label is not None
    assert (label.name, label.role) == (None, office)


def test_a_title_in_bold_within_a_speech_ends_nothing(tmp_path: Path) -> None:
    turns = ["<b>Jane Roe, Mayor</b>", "We act.", "<b>Ukraine</b>", "It is real, and we know it."]
    turns += ["<b>John Low, Treasurer</b>", "It costs.", "<b>Jane Roe, Mayor</b>", "It does."]
    record = record_of(tmp_path, "a.html", "<h1>Debate</h1>" + "".join(f"<p>{turn}</p>" for turn in turns))
    assert {words: name for name, words in said(record)}["It is real, and we know it."] == "Jane Roe"


def test_a_title_of_words_that_the_speech_uses_is_no_speaker(tmp_path: Path) -> None:
    turns = ["<b>Jane Roe, Mayor</b>", "We act.", "<b>Climate Change</b>", "A change of the climate is real."]
    turns += ["<b>John Low, Treasurer</b>", "It costs.", "<b>Jane Roe, Mayor</b>", "It does."]
    record = record_of(tmp_path, "a.html", "<h1>Debate</h1>" + "".join(f"<p>{turn}</p>" for turn in turns))
    assert [name for name, _ in said(record)] == ["Jane Roe", None, "John Low", "Jane Roe"]


def test_what_is_said_of_a_label_goes_with_the_blanks_before_it_and_a_long_run_of_them_is_read_at_once() -> None:
    assert bare("Jane Roe   (continued)") == "Jane Roe"
    assert bare("Jane Roe" + " " * 60_000 + "(continuing)") == "Jane Roe"
    assert bare("Jane" + " " * 60_000 + "Roe") == "Jane" + " " * 60_000 + "Roe"
