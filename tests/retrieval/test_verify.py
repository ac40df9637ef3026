"""Quotations verified in a library of meetings that were never held."""

import string
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.composing import Composer, Metadata
from corpus.errors import NothingToVerify, TooMuchToVerify, UnknownSpeaker
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.sidecar import Sidecar
from retrieval.verify import Attribution, Verdict
from retrieval.verify_pasted import LONGEST
from retrieval.verify_places import Places, opened
from retrieval.verify_report import Report, verified
from retrieval.verify_text import Kind, tokens, words_of

KELLER = Speaker("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"))
LINDQVIST = Speaker("lindqvist", "Marta Lindqvist", ("マルタ・リンドクヴィスト",))
HARADA = Speaker("harada", "原田 慎吾", ("Shingo Harada",))
ORLOV = Speaker("orlov", "Павел Орлов", ("Pavel Orlov",))
ORLOVA = Speaker("orlova", "Вера Орлова", ("Vera Orlova",))

MEETING: list[tuple[Speaker | None, list[str]]] = [
    (None, ["The board met on the quay at nine in the morning."]),
    (
        KELLER,
        [
            "The northern pier will cost 4,500 dollars and not a cent more, as we have said before.",
            "We have not signed the treaty with Norway. We don't intend to sign it before the harbour is safe.",
            "The fishermen of the old town asked us for 65 new berths. They will get them.",
        ],
    ),
    (
        LINDQVIST,
        [
            "Thank you.",
            "The southern pier is older, and the soil beneath it is firm (Applause) and dry.",
            "The board agrees.",
        ],
    ),
    (KELLER, ["Thank you.", "The harbour belongs to all of us; nobody may close it without asking the town first."]),
    (
        HARADA,
        [
            "私どもは、港湾の整備を六十五億円の予算で着実に進めてまいります。住民の皆様のご意見を伺わずに決めることはありません。",
            "北側の桟橋は二〇二四年に完成する予定であり、工事の遅れは生じておりません。先ほどケラー議長は「港は皆のものだ」と述べました。",
        ],
    ),
    (
        ORLOV,
        [
            "Мы не подписали договор и не будем его подписывать, пока порт не станет безопасным для всех рыбаков.",
            "Северный причал построят ещё в этом году. Это решение приняли все члены совета.",
        ],
    ),
    (ORLOVA, ["Южный причал старше северного, но грунт под ним крепкий и сухой."]),
]  # fmt: skip
PIER = "The northern pier will cost 4,500 dollars and not a cent more"
BUDGET = "私どもは、港湾の整備を六十五億円の予算で着実に進めてまいります。"
SOIL = "the soil beneath it is firm (Applause) and dry"
TREATY = "Мы не подписали договор и не будем его подписывать"


def meeting() -> Record:
    composer = Composer("harbour", Sidecar(), Metadata(date="2024-05-17"), "The harbour board")
    for speaker, paragraphs in MEETING:
        composer.give_floor(speaker, "Chair" if speaker is KELLER else None)
        for paragraph in paragraphs:
            composer.say(paragraph)
    composer.set_aside("Subscribe to the harbour newsletter today", "advertisement")
    return composer.record()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("harbour")
    with Library.open(folder) as library:
        library.add(meeting())
    with opened(folder, lambda message: None) as found:
        yield found


def changes(report: Report) -> list[tuple[str, str, str, str]]:
    return [
        (one.change.value, one.op, report.text[one.start : one.end], "|".join(part.text for part in one.original))
        for one in report.worst.differences
    ]


@pytest.mark.parametrize(
    "text",
    [
        PIER,
        f"“{PIER}.”",
        "the northern pier will cost 4,500 dollars",
        "THE northern pier".replace("THE", "The"),
        "pier will cost 4,500 dollars and not a cent",
        "the northern pier\nwill cost 4,500 dol-\nlars and not a cent more",
        "Ｔｈｅ northern pier will cost ４,５００ dollars",
        "We don’t intend to sign it",
        "The northern pier will cost 4,500 dollars … as we have said before.",
        "The northern pier [...] and not a cent more",
        "The northern pier will cost … They will get them.",
        "We don't intend to sign [the treaty] before the harbour is safe",
        "[T]he soil beneath it is firm",
        "We have not signed the treaty [sic] with Norway",
        "as we have said before. We have not signed the treaty",
        BUDGET,
        "『私どもは、港湾の整備を六十五億円の予算で』",
        "私どもは、港湾の整備を\n六十五億円の 予算で着実に進めてまいります",
        "私どもは、港湾の整備を（中略）着実に進めてまいります",
        "港湾の整備を〈…〉着実に進めて",
        "先ほどケラー議長は『港は皆のものだ』と述べました",
        "先ほどケラー議長は「港は皆のものだ」と述べました",
        "工事の遅れは生じておりません。",
        TREATY,
        "Северный причал построят еще в этом году",
        "пока порт не станет безопасным ... Это решение приняли все",
        "Thank you",
    ],
)
def test_the_same_words_are_exact_in_any_dress(places: Places, text: str) -> None:
    report = verified(places, text)
    assert [finding.verdict for finding in report.findings] == [Verdict.EXACT], changes(report)
    assert report.ok
    assert report.worst.exact


@pytest.mark.parametrize(
    ("text", "kind", "pasted", "original"),
    [
        ("The northern pier will cost 4,600 dollars", "number", "4,600", "4,500"),
        ("The northern pier will cost 45,00 dollars and not a cent more", "number", "45,00", "4,500"),
        ("asked us for 66 new berths", "number", "66", "65"),
        ("asked us for sixty-six new berths", "number", "sixty-six", "65"),
        ("We have signed the treaty with Norway.", "negation", "", "not"),
        ("We do intend to sign it before the harbour is safe", "negation", "do", "don't"),
        ("nobody may close it by asking the town first", "negation", "by", "without"),
        ("We have not signed the treaty with Sweden", "name", "Sweden", "Norway"),
        ("The southern pier is newer, and the soil beneath it is firm", "word", "newer", "older"),
        ("港湾の整備を六十六億円の予算で着実に進めて", "number", "六十六億円", "六十五億円"),
        ("工事の遅れは生じております", "negation", "す", "せん"),
        ("住民の皆様のご意見を伺って決めることはありません", "negation", "って", "わずに"),
        ("港湾の廃止を六十五億円の予算で着実に進めて", "word", "廃止", "整備"),
        ("Мы подписали договор и не будем его подписывать", "negation", "", "не"),
        ("Северный причал построят в следующем году", "word", "", ""),
        ("Южный причал моложе северного, но грунт под ним крепкий", "word", "моложе", "старше"),
    ],
)
def test_altered_words_are_not_found_but_shown_beside_the_true_ones(
    places: Places, text: str, kind: str, pasted: str, original: str
) -> None:
    report = verified(places, text)
    assert report.worst.verdict is Verdict.ALTERED, changes(report)
    assert not report.ok
    assert not report.worst.exact
    altering = [change for change in changes(report) if change[0] == kind]
    assert altering, changes(report)
    if original:
        assert (pasted, original) in [change[2:] for change in altering], changes(report)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The northern pier will cost 4500 dollars", "notation"),
        ("asked us for sixty-five new berths", "notation"),
        ("港湾の整備を65億円の予算で着実に進めて", "notation"),
        ("港湾の整備を６５億円の予算で着実に進めて", "notation"),
        ("The northern pier, will cost 4,500 dollars", "punctuation"),
        ("私どもは港湾の整備を六十五億円の予算で着実に進めて", "punctuation"),
        ("The fishermen of an old town asked us for 65 new berths", "article"),
        ("The fishermen of the old town ask us for 65 new berths", "inflection"),
        ("We do not intend to sign it before the harbor is safe", "spelling"),
        ("the soil beneath it is firm and dry", "aside"),
        ("We have not signed the Treaty with Norway", "case"),
        ("Это решение приняли все член совета", "inflection"),
    ],
)  # fmt: skip
def test_small_differences_are_told_and_do_no_harm(places: Places, text: str, kind: str) -> None:
    report = verified(places, text)
    assert report.worst.verdict is Verdict.DIFFERENT, changes(report)
    assert report.ok
    assert not report.worst.exact
    assert kind in {change[0] for change in changes(report)}


@pytest.mark.parametrize(
    "text",
    [
        "The moon is made of green cheese and everybody knows it",
        "猫が縁側で丸くなって眠っている間に雨が降り出した",
        "Кошка спит на крыше, а дождь всё идёт и идёт",
        "zzz",
    ],
)
def test_other_words_are_not_found(places: Places, text: str) -> None:
    report = verified(places, text)
    assert report.worst.verdict is Verdict.NOT_FOUND
    assert not report.ok


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (f"“{PIER},” said Anna Keller.", Attribution.RIGHT),
        (f"“{PIER},” said Marta Lindqvist.", Attribution.WRONG),
        (f"Anna Keller told Marta Lindqvist: “{PIER}.”", Attribution.RIGHT),
        (f"“{PIER},” said the Chair.", Attribution.RIGHT),
        (f"“{SOIL},” said the Chair.", Attribution.WRONG),
        (f"The Chair said: “{SOIL}.”", Attribution.WRONG),
        (f"«{TREATY}», — сказал председатель.", Attribution.WRONG),
        (f"議長は「{BUDGET}」と述べた。", Attribution.WRONG),
        (f"“{PIER},” said the prime minister.", None),
        (f"According to Lindqvist, {PIER}", Attribution.WRONG),
        (f"As Keller said, {PIER}", Attribution.RIGHT),
        (f"Keller said that {PIER}", Attribution.RIGHT),
        (f"原田氏によれば、{BUDGET}", Attribution.RIGHT),
        (f"ケラー議長によると、{BUDGET}", Attribution.WRONG),
        (f"По словам Веры Орловой, {TREATY}", Attribution.WRONG),
        (f"“{PIER},” said President Zelkova.", Attribution.UNKNOWN),
        (f"{PIER}, said Lindqvist.", Attribution.WRONG),
        (f"Lindqvist: {PIER}", Attribution.WRONG),
        (f"{PIER}\n— Anna Keller", Attribution.RIGHT),
        (f"「{BUDGET}」と原田知事は述べた。", Attribution.RIGHT),
        (f"「{BUDGET}」とケラー議長は述べた。", Attribution.WRONG),
        (f"原田氏は「{BUDGET}」と語った。", Attribution.RIGHT),
        (f"«{TREATY}», — заявил Павел Орлов.", Attribution.RIGHT),
        (f"«{TREATY}», — заявила Вера Орлова.", Attribution.WRONG),
        (f"«{TREATY}», — сказал Келлер.", Attribution.WRONG),
    ],
)
def test_the_one_who_is_named_said_it_or_not(places: Places, text: str, attribution: Attribution | None) -> None:
    finding = verified(places, text).worst
    assert finding.attribution is attribution
    assert finding.exact
    assert finding.ok is (attribution in (None, Attribution.RIGHT))
    assert (finding.verdict is Verdict.MISATTRIBUTED) is (attribution is Attribution.WRONG)


@pytest.mark.parametrize("name", ["Keller", "アンナ・ケラー", "Анна Келлер"])
def test_a_commonplace_is_nobodys_alone(places: Places, name: str) -> None:
    finding = verified(places, "Thank you.", name).worst
    assert (finding.verdict, finding.attribution, finding.count) == (Verdict.EXACT, Attribution.RIGHT, 2)
    assert finding.matches[0].slices[0].excerpt.speaker == "Anna Keller"


def test_a_speaker_asked_for_goes_before_the_one_in_the_text(places: Places) -> None:
    text = f"“{PIER},” said Marta Lindqvist."
    assert verified(places, text, "Keller").worst.attribution is Attribution.RIGHT


def test_a_speaker_unknown_is_asked_back(places: Places) -> None:
    with pytest.raises(UnknownSpeaker):
        verified(places, PIER, "Nobody Known")


def test_a_name_of_several_is_right_where_one_of_them_said_it(places: Places) -> None:
    finding = verified(places, TREATY, "Orlov or Orlova").worst
    assert (finding.verdict, finding.attribution) == (Verdict.EXACT, Attribution.RIGHT)
    assert finding.matches[0].slices[0].excerpt.speaker == "Павел Орлов"
    assert verified(places, PIER, "Orlov or Orlova").worst.verdict is Verdict.MISATTRIBUTED


def test_pieces_of_two_speakers_are_not_one_quotation(places: Places) -> None:
    report = verified(places, "The northern pier will cost 4,500 dollars ... and the soil beneath it is firm")
    assert (report.worst.verdict, report.worst.spliced) == (Verdict.ALTERED, True)
    assert not report.worst.exact


def test_pieces_in_another_order_are_not_one_quotation(places: Places) -> None:
    report = verified(places, "They will get them … The northern pier will cost 4,500 dollars")
    assert (report.worst.verdict, report.worst.spliced) == (Verdict.ALTERED, True)


def test_each_quotation_of_a_text_is_verified(places: Places) -> None:
    report = verified(places, f"“{PIER},” said Keller. “The old town asked us for 66 new berths.”")
    assert [finding.verdict for finding in report.findings] == [Verdict.EXACT, Verdict.ALTERED]
    assert not report.ok


BERTHS = "The old town asked us for 65 new berths"
DELAY = "工事の遅れは生じておりません"
WORKS = "私どもは、港湾の整備を六十五億円の予算で着実に進めてまいります"
RIGHT, WRONG, UNKNOWN = Attribution.RIGHT, Attribution.WRONG, Attribution.UNKNOWN


@pytest.mark.parametrize(
    ("text", "attributions"),
    [
        (f"“{PIER}”, said Keller. “{SOIL}”, said Lindqvist.", [RIGHT, RIGHT]),
        (f"“{PIER}”, said Keller. “{BERTHS}”, said Lindqvist.", [RIGHT, WRONG]),
        (f"“{PIER}”, said Lindqvist. “{BERTHS}”, said Keller.", [WRONG, RIGHT]),
        (f"“{PIER},” said Keller. “{BERTHS}.” Lindqvist replied: “{SOIL}.”", [RIGHT, RIGHT, RIGHT]),
        (f"“{PIER},” said Keller. “{BERTHS}.” “{SOIL}”, said Lindqvist.", [RIGHT, RIGHT, RIGHT]),
        (f"“{PIER},” said Lindqvist, whereas Keller said “{SOIL}”.", [WRONG, WRONG]),
        (f"“{SOIL},” Lindqvist has said, whereas Keller said “{PIER}”.", [RIGHT, RIGHT]),
        (f"Keller said “{PIER}” and Lindqvist said “{SOIL}”.", [RIGHT, RIGHT]),
        (f"Lindqvist said “{PIER}” and Keller said “{SOIL}”.", [WRONG, WRONG]),
        (f"Keller: “{PIER}”\nLindqvist: “{SOIL}”", [RIGHT, RIGHT]),
        (f"“{PIER}” — Keller\n“{SOIL}” — Lindqvist", [RIGHT, RIGHT]),
        (f"Keller spoke first. “{PIER}.” Lindqvist disagreed: “{SOIL}.”", [RIGHT, RIGHT]),
        (f"Asked by Keller, “{SOIL},” said Lindqvist. “{PIER},” replied Keller.", [RIGHT, RIGHT]),
        (f"“{PIER}”, said Keller. “{BERTHS}”, said President Zelkova.", [RIGHT, UNKNOWN]),
        (f"“{PIER}.” The room fell silent. “{BERTHS}”, said Lindqvist.", [WRONG, WRONG]),
        (f"“{SOIL}”, said Lindqvist. Keller attended. “{PIER}.”", [RIGHT, RIGHT]),
        (f"“{SOIL}”, said Lindqvist. Harada attended. “{PIER}.”", [RIGHT, WRONG]),
        (f"“{PIER}.” It rained. “{SOIL}”, said Lindqvist. “{BERTHS}”, said Keller.", [RIGHT, RIGHT, RIGHT]),
        (f"“{PIER}.” It rained. “{SOIL}”, said Lindqvist. “{BERTHS}”, said Harada.", [WRONG, RIGHT, WRONG]),
        (f"「{WORKS}」と原田知事は述べた。「{DELAY}」とケラー議長は述べた。", [RIGHT, WRONG]),
        (f"「{WORKS}」とケラー議長は述べた。「{DELAY}」と原田知事は述べた。", [WRONG, RIGHT]),
        (f"「{WORKS}」「{DELAY}」と原田知事は述べた。", [RIGHT, RIGHT]),
        (f"原田知事は「{WORKS}」と述べ、ケラー議長は「{DELAY}」と述べた。", [RIGHT, WRONG]),
        (f"原田知事は「{WORKS}」とし、ケラー議長は「{DELAY}」とした。", [RIGHT, WRONG]),
        (f"「{WORKS}」と原田知事は述べた。「{DELAY}」と同外相は強調した。", [RIGHT, RIGHT]),
        (f"«{TREATY}», — заявил Орлов, а Келлер сказала: «Это решение приняли все члены совета».", [RIGHT, WRONG]),
        (f"Keller: {PIER}. Lindqvist: {SOIL}.", [RIGHT, RIGHT]),
        (f"Keller: {PIER}.\nLindqvist: {BERTHS}.", [RIGHT, WRONG]),
        (f"Lindqvist: {PIER}.\n\nKeller: {SOIL}.", [WRONG, WRONG]),
        (f"A. Keller: {PIER}. M. Lindqvist: {SOIL}.", [RIGHT, RIGHT]),
        (f"Keller: {PIER}.\nZelkova: {SOIL}.", [RIGHT, UNKNOWN]),
        (f"司会：{WORKS}。\nケラー：{DELAY}。", [UNKNOWN, WRONG]),
        (f"{PIER}.\n— Keller\n\n{BERTHS}.\n— Lindqvist", [RIGHT, WRONG]),
        (f"{PIER} (Keller)\n\n{SOIL} (Lindqvist)", [RIGHT, RIGHT]),
        (f"原田：{WORKS}。ケラー：{DELAY}。", [RIGHT, WRONG]),
        (f"Орлов: {TREATY}. Орлова: Это решение приняли все члены совета.", [RIGHT, WRONG]),
    ],
)
def test_each_quotation_is_of_the_speaker_named_beside_it(
    places: Places, text: str, attributions: list[Attribution]
) -> None:
    report = verified(places, text)
    assert [finding.attribution for finding in report.findings] == attributions
    assert report.ok is (set(attributions) == {RIGHT})


def test_a_colon_within_a_quotation_is_no_label(places: Places) -> None:
    report = verified(places, f"Keller: {PIER}. Result: not a cent more, as we have said before.")
    assert len(report.findings) == 1


def test_words_that_somebody_quotes_are_the_speakers_own_words(places: Places) -> None:
    text = "先ほどケラー議長は「港は誰のものだ」と述べました"
    finding = verified(places, text).worst
    assert finding.verdict is Verdict.ALTERED
    assert finding.matches[0].slices[0].excerpt.speaker == "原田 慎吾"


def test_an_altered_text_around_a_true_phrase_is_not_exact(places: Places) -> None:
    report = verified(places, "The northern pier will cost “4,500 dollars” and not a penny more")
    assert report.worst.verdict is Verdict.ALTERED


def test_brackets_hide_no_negation(places: Places) -> None:
    hidden = (
        "We have [indeed] signed the treaty with Norway",
        "[Nobody says that] the northern pier will cost 4,500 dollars",
    )
    for text in (*hidden, "The fishermen of the old town asked us for [new] berths"):
        assert verified(places, text).worst.verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "rest"),
    [
        ("五億円の予算で着実に進めて", "number", Verdict.ALTERED, "六十"),
        ("北側の桟橋は二〇二", "number", Verdict.ALTERED, "四"),
        ("工事の遅れは生じており", "negation", Verdict.ALTERED, "ません"),
        ("民の皆様のご意見を伺わずに", "cut", Verdict.DIFFERENT, "住"),
        ("桟橋は二〇二四年に完", "cut", Verdict.DIFFERENT, "成"),
    ],
)
def test_what_the_edge_of_a_quotation_cuts_off_is_told(
    places: Places, text: str, kind: str, verdict: Verdict, rest: str
) -> None:
    report = verified(places, text)
    assert report.worst.verdict is verdict
    assert changes(report) == [(kind, "delete", "", rest)]


def test_narration_is_nobodys_words(places: Places) -> None:
    finding = verified(places, "The board met on the quay at nine in the morning.").worst
    assert finding.verdict is Verdict.EXACT
    assert finding.matches[0].slices[0].excerpt.speaker is None
    assert verified(places, "The board met on the quay at nine", "Keller").worst.verdict is Verdict.MISATTRIBUTED


def test_what_was_set_aside_is_told_to_be_nobodys(places: Places) -> None:
    report = verified(places, "Subscribe to the harbour newsletter")
    assert report.worst.verdict is Verdict.NOT_FOUND
    assert report.aside
    assert (report.aside.record, report.aside.reason) == ("harbour", "advertisement")


def test_what_is_shown_is_a_slice_of_the_record(places: Places) -> None:
    source = places.library.record("harbour").text
    for text in (
        PIER,
        "before the harbour is safe. The fishermen",
        BUDGET.replace("五", "六"),
        "firm and dry. The board agrees",
    ):
        for match in verified(places, text).worst.matches:
            for part in match.slices:
                excerpt = places.library.excerpt(part.excerpt.id)
                assert part.text == source[excerpt.start + part.start : excerpt.start + part.end]
            assert source[match.start : match.end].startswith(match.slices[0].text)


def test_a_text_of_no_words_or_too_many_is_refused(places: Places) -> None:
    for text in ("", " … ", "「」", "。"):
        with pytest.raises(NothingToVerify):
            verified(places, text)
    with pytest.raises(TooMuchToVerify):
        verified(places, "x" * (LONGEST + 1))
    with pytest.raises(TooMuchToVerify):
        verified(places, "the pier … " * 50)
    with pytest.raises(TooMuchToVerify):
        verified(places, "Keller said " + "“the pier” " * 21)


@pytest.mark.parametrize(
    "part", ["a[x]", "the [pier] ", "会[の]", "「", "“a” ", "— ", "'a ", " \n", "1 ", "…", "(", "[a"]
)
def test_a_paste_of_nothing_but_marks_is_answered(places: Places, part: str) -> None:
    text = "The northern pier " + part * ((LONGEST - 20) // len(part))
    with suppress(TooMuchToVerify):
        assert not verified(places, text).worst.exact or not any(char.isalnum() for char in part)


def test_a_paste_of_blanks_is_answered_at_once(places: Places) -> None:
    begun = process_time()
    verified(places, " " * (LONGEST - 20) + "the pier")
    assert process_time() - begun < 2


# --- any text at all -------------------------------------------------------------------------------------------

WORDS = st.text(
    st.one_of(
        st.sampled_from("会議の都はがない一二三東京、。「」…[]（）()　 \n-abc XY'’\"0123456789ёéｱ"), st.characters()
    ),
    max_size=80,
)


def said(text: str, name: str) -> Record:
    """A record in which one speaker says `text`, whatever it is."""
    passage = Passage(f"{name}/1", name, 1, 0, len(text))
    turn = Turn(1, "keller", None, None, 0, len(text))
    return Record(name, name, text, speakers=(KELLER,), turns=(turn,), passages=(passage,))


@contextmanager
def holding(folder: Path, texts: list[str]) -> Iterator[Places]:
    """A library of these texts and no others."""
    with Library.open(folder) as library:
        for record in library.records():
            library.remove(record.id)
        library.add_all(said(text, f"r{number}") for number, text in enumerate(texts))
    with opened(folder, lambda message: None) as places:
        yield places


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def storable(text: str) -> bool:
    return not any(0xD800 <= ord(char) < 0xE000 for char in text) and any(char.isalnum() for char in text)


def has_words(text: str) -> bool:
    return any(char.isalnum() for token in words_of(tokens(text)) for char in token.key)


@settings(max_examples=8)
@given(st.lists(WORDS.filter(storable).filter(has_words), min_size=1, max_size=8))
def test_any_text_is_exact_in_a_library_that_holds_it(empty: Path, texts: list[str]) -> None:
    with holding(empty, texts) as places:
        for text in texts:
            report = verified(places, text)
            assert report.worst.exact
            assert report.ok


@settings(max_examples=8)
@given(st.lists(WORDS.filter(storable), min_size=1, max_size=8), st.data())
def test_no_text_with_a_changed_digit_is_exact(empty: Path, texts: list[str], data: st.DataObject) -> None:
    numbered = [f"{text} 第{number + 1}回、35,00{number} dollars" for number, text in enumerate(texts)]
    with holding(empty, numbered[:1]) as places:
        text = numbered[0]
        for at in [at for at, char in enumerate(text) if char in string.digits]:
            digit = data.draw(st.sampled_from([one for one in string.digits if one != text[at]]))
            report = verified(places, text[:at] + digit + text[at + 1 :])
            assert not any(finding.exact or finding.ok for finding in report.findings)


@settings(max_examples=8)
@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS.filter(storable), min_size=1, max_size=3))
def test_any_paste_gets_an_answer(empty: Path, pasted: list[str], held: list[str]) -> None:
    with holding(empty, held) as places:
        for text in pasted:
            try:
                report = verified(places, text)
            except NothingToVerify:
                continue
            for one in (one for finding in report.findings for one in finding.differences):
                assert 0 <= one.start <= one.end <= len(text)
                assert all(part.text in part.excerpt.text for part in one.original)


def test_the_kinds_of_tokens_are_told_apart() -> None:
    kinds = [token.kind for token in tokens("The 都, 12 %")]
    assert kinds == [Kind.WORD, Kind.SIGN, Kind.MARK, Kind.NUMBER, Kind.SYMBOL]
