"""What minutes tell between those who speak, and the titles between them, is nobody's words."""

from collections.abc import Callable

import pytest

from corpus.minuted import is_minuted
from corpus.reading import read_speech
from corpus.verdicts import PERHAPS_NO_NAME

Said = Callable[[str], list[tuple[str | None, str]]]
Roles = Callable[[str], dict[str | None, str | None]]
SetAside = Callable[[str], list[tuple[str, str]]]


def minutes(between: str) -> str:
    return (
        "Parish Council\n\nMR DALE: The hedge must be cut before May.\n\nMRS FINCH: There are nests in it.\n\n"
        f"MR DALE: Then in September.\n\n{between}\n\nMRS FINCH: Thank you.\n\nMR DALE: The bench is next.\n"
    )


@pytest.mark.parametrize(
    "told",
    [
        "RESOLVED: That the hedge be cut in September.",
        "Resolved that the hedge be cut in September.",
        "ACTION: Clerk to write to the contractor.",
        "Action point: the clerk will write to the contractor.",
        "Motion: That the hedge be cut. Proposed by Mr Dale, seconded by Mrs Finch.",
        "It was moved by Mr Dale, seconded by Mrs Finch, that the hedge be cut. The motion was lost.",
        "Moved by Dale, seconded by Finch, that the hedge be cut.",
        "On a motion by Mr Dale, seconded by Mrs Finch, the hedge was left.",
        "The motion was put to the vote and carried.",
        "The amendment was defeated by four votes to three.",
        "Motion carried unanimously.",
        "Vote: 4 for, 3 against.",
        "*Motion by Ms. Lee, seconded by Mr. Orr: open at eight. Passed 4-1.*",
        "Carried.",
        "Carried unanimously.",
        "Defeated 3-4.",
        "The Council resolved by 5 votes to 2 to write to the diocese.",
        "Councillor Ward left the room at 7.40 pm.",
        "Mrs Finch returned at 7.52 pm.",
    ],
)
def test_a_motion_or_its_outcome_is_nobodys(said: Said, told: str) -> None:
    found = said(minutes(told))
    assert [speaker for speaker, words in found if words in told] == [None]
    assert ("FINCH", "Thank you.") in found


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("РЕШИЛИ: Утвердить смету на ремонт крыши.", "ОРЛОВА Н. В."),
        ("Постановили: утвердить смету.", "ОРЛОВА Н. В."),
        ("ГОЛОСОВАЛИ: «за» — 14, «против» — 3.", "ОРЛОВА Н. В."),
        ("Слушали: Иванова П. С. о ремонте крыши.", "ОРЛОВА Н. В."),
        ("Результаты голосования: «за» — 14, «против» — 3.", "ОРЛОВА Н. В."),
        ("採決の結果、賛成五、反対二で花火の中止が決定した。", "鈴木"),
        ("決定事項：網を三枚購入する。", "鈴木"),
        ("挙手多数により原案どおり可決された。", "鈴木"),
        ("全会一致で承認された。", "鈴木"),
        ("Beschluss: Der Antrag wird mit acht zu sechs Stimmen angenommen.", "Herr Weber"),
        ("Abstimmungsergebnis: 8 Ja, 6 Nein", "Herr Weber"),
        ("Résultat du vote : 12 pour, 3 contre.", "M. Lefèvre"),
        ("Acuerdo: se aprueba por unanimidad.", "Sr. Romero"),
    ],
)
def test_what_was_decided_is_nobodys_in_other_languages(said: Said, told: str, label: str) -> None:
    other = {"鈴木": "田中", "ОРЛОВА Н. В.": "КИМ А. Д."}.get(label, f"{label.split()[0]} Maurer")
    text = "\n\n".join(
        [f"{label}: 一です。", f"{other}: 二です。", f"{label}: 三です。", told, f"{other}: 四です。", ""]
    )
    found = said(text)
    assert [speaker for speaker, words in found if words in told] == [None]
    assert [words for speaker, words in found if speaker] == ["一です。", "二です。", "三です。", "四です。"]


@pytest.mark.parametrize(
    "words",
    [
        "Actions speak louder than words, and we have seen none.",
        "Moved as I am, I shall be brief.",
        "The motion is a good one.",
        "It was agreed at the last summit that the ports stay open.",
        "Resolved we are, and we shall remain so.",
        "Решили мы просто: крышу чинить.",
        "採決の結果、可決されました。",
        "決定事項を報告します。",
        "Voting is a duty.",
        "Carried away, I forgot the time.",
        "Passed over in silence.",
        "The Council agreed with us in the end.",
        "Children left the room when I came.",
        "参加者：はい、私もそう思います。",
        "The motion was defeated last year, and we shall bring it again.",
        "Der Antrag der Grünen wurde angenommen, und wir halten daran fest.",
        "“Resolved: that the port be closed.”",
        "「決議：港を閉じる。」",
        "",
    ],
)
def test_what_somebody_says_is_not_minuted(words: str) -> None:
    assert not is_minuted(words)


@pytest.mark.parametrize(
    "told", ["Resolved: that the hedge be cut.", "決議：生け垣を刈る。", "The motion was put and lost."]
)
def test_what_is_read_out_is_of_who_reads_it(said: Said, told: str) -> None:
    assert ("FINCH", told) in said(minutes(f"MRS FINCH: I shall read it:\n\n{told}\n\nSo it says."))
    assert ("FINCH", "So it says.") in said(minutes(f"MRS FINCH: I shall read it:\n\n{told}\n\nSo it says."))


@pytest.mark.parametrize("roll", ["参加者：林、森、原", "出席委員：林委員、森委員"])
def test_a_roll_is_nobodys(said: Said, roll: str) -> None:
    talk = "林：はい。\n\n森：いいえ。\n\n林：はい。\n\n森：いいえ。\n"
    assert {who for who, words in said(f"会議録\n{roll}\n\n{talk}") if words not in talk} <= {None}


def test_a_label_that_is_none_to_the_reader_ends_the_turn_where_it_recurs(said: Said) -> None:
    text = (
        "Chair N. Roe: The bell is next.\n\nFlat 14 (Low): How much?\n\nChair N. Roe: Nine."
        "\n\nFlat 32 (Kim): Too much.\n\nChair N. Roe: Well.\n\nFlat. 9: No.\n\nChair N. Roe: No?\n\nFlat. 9: No.\n"
    )
    heard = {words for speaker, words in said(text) if speaker}
    assert heard == {"The bell is next.", "Nine.", "Well.", "No?"}


@pytest.mark.parametrize(
    "opening", ["First", "Politics", "Second point", "Example (Rome)", "結論", "Вывод", "Политика"]
)
def test_a_word_before_a_colon_is_said_though_it_recurs(said: Said, opening: str) -> None:
    words = f"{opening}: the nests stay."
    found = said(minutes(f"{words}\n\nMRS FINCH: No.\n\n{words}"))
    assert [speaker for speaker, said_ in found if words in said_] == ["DALE", "FINCH"]


@pytest.mark.parametrize("label", ["Public", "Press", "Question"])
def test_a_word_for_people_who_speak_is_not_said_by_whoever_spoke_before(said: Said, label: str) -> None:
    found = said(minutes(f"{label}: Why?\n\nMRS FINCH: No.\n\n{label}: Why?"))
    assert [speaker for speaker, words in found if "Why?" in words] == [None, None]


def test_what_opens_with_a_colon_once_is_said(said: Said) -> None:
    assert any(who == "DALE" and "nests" in words for who, words in said(minutes("One thing: the nests stay.")))


def test_one_who_speaks_alone_keeps_the_word(said: Said) -> None:
    speech = "The ports are open.\n\nDecision: we keep them open.\n\nThey will stay so."
    assert {speaker for speaker, _ in said(f"Mira Kovac, Minister of Transport\n\n{speech}\n")} == {"Mira Kovac"}


@pytest.mark.parametrize(
    "title", ["2. The bench", "Public comment", "Second session, 4 April 2018", "CROSS-EXAMINATION"]
)
def test_a_title_right_above_a_label_is_not_said(said: Said, set_aside: SetAside, title: str) -> None:
    text = minutes(title)
    assert all(title not in words for _, words in said(text))
    assert title in {text[one.start : one.end] for one in read_speech(text, "r").asides}
    assert set_aside(text) == []


@pytest.mark.parametrize(
    "title", ["二　ごみ置き場の件", "議題2　ごみ置き場", "2. Мост через Каменку", "Второй вопрос повестки"]
)
def test_a_title_right_above_a_label_in_other_scripts(said: Said, title: str) -> None:
    turns = ("КИМ А. Д.", "ОРЛОВА Н. В.") if title[-1] in "уи" else ("田中", "鈴木")
    lines = [f"{turns[number % 2]}: 花火は中止です。" for number in range(4)]
    found = said("\n\n".join(["一　花火の件", *lines[:2], title, *lines[2:], ""]))
    assert all(title not in words for _, words in found)
    assert [speaker for speaker, _ in found if speaker] == [turns[0], turns[1]] * 2


@pytest.mark.parametrize(
    "words",
    ["Thank you", "That is all there is to say.", "and nothing else", "We will see", "— and that is that"],
)
def test_a_short_paragraph_above_a_label_that_is_no_title_is_said(said: Said, words: str) -> None:
    assert ("DALE", words) in said(minutes(words))


def test_titles_of_two_lines_and_the_last_one_are_not_said(said: Said) -> None:
    text = (
        "会議録\n\n1　開会\n\n山本：始めます。\n\n2　議題\n（1）延長について\n\n木村：何人ですか。\n\n山本：六十人。"
        "\n\n木村：わかりました。\n\n3　閉会\n"
    )
    assert [words for speaker, words in said(text) if speaker] == [
        "始めます。",
        "何人ですか。",
        "六十人。",
        "わかりました。",
    ]


@pytest.mark.parametrize(
    "told", ["(A chorus of ayes.)", "(Whereupon, Exhibit A was marked.)", "（意見なし）", "[Mr Low shakes his head.]"]
)
def test_a_paragraph_in_brackets_is_a_stage_direction(said: Said, set_aside: SetAside, told: str) -> None:
    text = minutes(f"{told}\n\nIn September, then.")
    assert ("stage direction", told) in set_aside(text)
    assert ("DALE", "In September, then.") in said(text)


def test_what_somebody_says_of_himself_in_brackets_is_said(said: Said) -> None:
    assert ("DALE", "(I say so myself.)") in said(minutes("(I say so myself.)"))


def test_what_is_all_that_somebody_says_is_no_title(said: Said) -> None:
    assert ("FINCH", "The red one") in said(minutes("MRS FINCH:\n\nThe red one\n\nMR DALE: Good."))
    assert ("DALE", "Oh my darling") in said(minutes("MR DALE: He sang:\n\nOh my darling"))


def test_where_sentences_have_no_stops_a_short_line_is_said(said: Said) -> None:
    turns = [("MR DALE", "so what about the hedge"), ("MRS FINCH", "there are nests in it"), ("MR DALE", "in May then")]
    text = "\n\n".join([f"{label}: {words}" for label, words in turns] + ["Nests", "MRS FINCH: indeed", ""])
    assert ("DALE", "Nests") in said(text)


def test_the_caption_of_a_case_signs_nothing(said: Said) -> None:
    text = (
        "IN THE DISTRICT COURT OF MARLOW COUNTY\nReed v. Castle Homes Ltd.\nHearing of 9 June 2021\n\n"
        "MS. ARCHER: Where were you?\n\nTHE WITNESS: At home.\n\nMS. ARCHER: Alone?\n\nTHE WITNESS: Yes.\n"
    )
    assert {speaker for speaker, _ in said(text)} == {None, "ARCHER", "THE WITNESS"}


def test_a_letter_is_still_signed(said: Said) -> None:
    text = "Dear colleagues\n\nThe ports are open. They will stay open.\n\nMira Kovac\n9 June 2021\n"
    assert {speaker for speaker, _ in said(text)} == {"Mira Kovac"}


def test_who_presides_may_be_named_with_a_country(said: Said) -> None:
    text = (
        "The PRESIDENT (Ms. Adaeze Nwosu, Nigeria): The session is open.\n\nMr. DUFOUR (France): Salmon are back.\n\n"
        "The PRESIDENT: Thank you.\n\nMr. KOVÁCS (Hungary): We welcome them.\n\n"
        "The PRESIDENT (Mr. Jan de Wit, Netherlands): I take the chair.\n\nMr. DUFOUR (France): Good.\n\n"
        "The PRESIDENT: The session is closed.\n"
    )
    assert [speaker for speaker, _ in said(text)] == [
        *("Adaeze Nwosu", "DUFOUR", "Adaeze Nwosu", "KOVÁCS"),
        *("Jan de Wit", "DUFOUR", "Jan de Wit"),
    ]
    assert read_speech(text, "r").turns[0].role == "The PRESIDENT (Nigeria)"


def test_a_part_goes_to_whom_it_was_last_printed_with(said: Said) -> None:
    text = (
        "議長（田中太郎）：開会します。\n\n鈴木：質問です。\n\n議長：どうぞ。\n\n鈴木：以上です。\n\n"
        "議長（佐藤花子）：再開します。\n\n鈴木：質問です。\n\n議長：どうぞ。\n"
    )
    assert [who for who, words in said(text) if words == "どうぞ。"] == ["田中太郎", "佐藤花子"]


@pytest.mark.parametrize(
    ("part", "one", "two"),
    [
        ("Moderator", "Maria Low", "Paul Roe"),
        ("司会", "田中太郎", "佐藤花子"),
        ("Ведущий", "Иван Белов", "Пётр Сомов"),
    ],
)
def test_of_two_moderators_the_part_is_neither(said: Said, part: str, one: str, two: str) -> None:
    turns = [(f"{part} ({one})", "A."), ("Ann Fox", "B."), (f"{part} ({two})", "C."), ("Ann Fox", "D."), (part, "E.")]
    assert [who for who, _ in said("\n\n".join(f"{label}: {words}" for label, words in turns))] == [
        *(one, "Ann Fox", two, "Ann Fox", part)
    ]


def test_who_speaks_from_the_audience_is_not_the_one_named_before(said: Said) -> None:
    turns = [("Speaker (Ann Lee)", "A."), ("Mayor Ellis", "B."), ("Speaker", "C."), ("Mayor Ellis", "D.")]
    found = said("\n\n".join(f"{label}: {words}" for label, words in turns))
    assert [who for who, words in found if words == "C."] == ["Speaker"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Mme la maire", "Mme la maire"),
        ("M. le maire", "M. le maire"),
        ("Monsieur le Maire", "Monsieur le Maire"),
        ("El señor ALCALDE", "El señor ALCALDE"),
        ("Gemeinderat Lothar Binder", "Lothar Binder"),
        ("Stadträtin Jutta Späth", "Jutta Späth"),
        ("Conseillère Claire Roux", "Claire Roux"),
        ("La concejala Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_offices_of_a_town(said: Said, label: str, name: str) -> None:
    text = f"Bruno Lefèvre : Merci.\n\n{label} : Je vous en prie.\n\nBruno Lefèvre : Non.\n\n{label} : Aux voix.\n"
    assert said(text) == [
        ("Bruno Lefèvre", "Merci."), (name, "Je vous en prie."), ("Bruno Lefèvre", "Non."), (name, "Aux voix.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("سامي النجار", "مريم الخطيب"), ("박서연 의원", "이정훈 시장"), ("דוד לוי", "שרה כהן"), ("สมชาย", "มาลี")],
)
def test_labels_in_letters_without_capitals_are_known_by_recurring(said: Said, one: str, other: str) -> None:
    turns = [(one, "١"), (other, "٢"), (one, "٣"), (other, "٤"), (one, "٥"), (other, "٦")]
    assert said("\n\n".join(f"{label}: {words}." for label, words in turns)) == [
        (who, f"{words}.") for who, words in turns
    ]


def test_minutes_in_korean(said: Said, roles: Roles) -> None:
    text = (
        "한빛시의회 회의록\n\n○의장 김영호　개의하겠습니다.\n\n○박서연 의원　빈집은 천이백 채입니다.\n\n"
        "○시장 이정훈　삼백 채를 사들이겠습니다.\n\n○의장 지금부터 표결하겠습니다.\n\n○박서연 의원  알겠습니다.\n"
    )
    found = said(text)
    assert [words for speaker, words in found if speaker == "박서연"] == ["빈집은 천이백 채입니다.", "알겠습니다."]
    assert roles(text) == {"김영호": "의장", "박서연": "의원", "이정훈": "시장"}
    assert ("김영호", "지금부터 표결하겠습니다.") in found


def test_a_korean_mark_without_a_label_that_is_read_ends_the_turn(said: Said) -> None:
    text = (
        "○의장 의석을 정돈하여 주시기 바랍니다.\n\n○박서연 의원 질문하겠습니다.\n\n○의장 박서연 의원 질문하십시오.\n\n"
        "○시장 이정훈 답변드리겠습니다.\n\n○의장 산회를 선포합니다.\n"
    )
    assert said(text) == [
        ("의장", "의석을 정돈하여 주시기 바랍니다."),
        ("박서연", "질문하겠습니다."),
        ("의장", "박서연 의원 질문하십시오."),
        (None, "○시장 이정훈 답변드리겠습니다."),
        ("의장", "산회를 선포합니다."),
    ]


def test_a_label_without_capitals_that_does_not_recur_is_nobodys(said: Said) -> None:
    text = "ليلى حداد: نفتتح الجلسة.\n\nسامي النجار: خمسون.\n\nمريم الخطيب: مرتين.\n\nسامي النجار: مايو.\n"
    assert said(text) == [
        (None, "نفتتح الجلسة."),
        ("سامي النجار", "خمسون."),
        (None, "مرتين."),
        ("سامي النجار", "مايو."),
    ]
    alone = "ليلى حداد: نفتتح الجلسة.\n\nمريم الخطيب: مرتين.\n"
    assert {speaker for speaker, _ in said(alone)} == {None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وقال", "وأضاف"),
        ("הוא אמר", "הוא הוסיף"),
        ("ملاحظة", "أولا"),
        ("תאריך", "מקום"),
        ("तारीख", "स्थान"),
        ("หมายเหตุ", "วันที่"),
    ],
)
def test_he_said_is_nobodys_name_in_letters_without_capitals(said: Said, one: str, other: str) -> None:
    text = "\n\n".join(f"{label}: {number}." for number, label in enumerate([one, other] * 3))
    assert {speaker for speaker, _ in said(text)} == {None}


def test_a_doubt_does_not_say_that_a_label_is_used_once_where_it_is_not() -> None:
    talk = "田中：はい。鈴木：いいえ。田中：はい。キム：高い。鈴木：はい。キム：安い。田中：はい。"
    text = talk.replace("。", "。\n\n")
    assert [one.reason for one in read_speech(text, "r").doubts] == [PERHAPS_NO_NAME] * 2
    assert "once," not in PERHAPS_NO_NAME
