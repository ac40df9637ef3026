"""Dialogues, minutes, briefings and interviews, each attributed as a careful editor would."""

# ruff: noqa: E501  # samples stand as they stand in files

from collections.abc import Callable

import pytest

Said = Callable[[str], list[tuple[str | None, str]]]
Roles = Callable[[str], dict[str | None, str | None]]
SetAside = Callable[[str], list[tuple[str, str]]]


def speakers(said: list[tuple[str | None, str]]) -> list[str | None]:
    return [speaker for speaker, _ in said]


def test_a_debate_with_interruptions_and_applause(said: Said, roles: Roles, set_aside: SetAside) -> None:
    text = (
        "The Speaker: Order. The hon. member for Lowville.\n\n"
        "Mr. Adam Price (Lowville, Lib.): Mr. Speaker, the bridge is closed. My neighbours ask why.\n\n"
        "Some hon. members: Hear, hear!\n\n"
        "Hon. Jane Roe (Minister of Transport): Mr. Speaker, it will open in May.\n\n"
        "An hon. member: Shame!\n\nHon. Jane Roe: As I said, in May.\n\n"
        "Mr. Adam Price: May of which year?\n\n[Applause]\n\nThe question is simple.\n\n"
        "The Speaker: The hon. member for Veld.\n\nMs. Anna Veld-Smith (Veld, NDP): I agree with the minister.\n"
    )
    assert speakers(said(text)) == [
        "The Speaker",
        "Adam Price",
        "Some hon. members",
        "Jane Roe",
        "An hon. member",
        "Jane Roe",
        "Adam Price",
        "Adam Price",
        "The Speaker",
        "Anna Veld-Smith",
    ]
    assert roles(text)["Jane Roe"] == "Minister of Transport"
    assert roles(text)["An hon. member"] is None
    assert set_aside(text) == [("stage direction", "[Applause]")]


def test_several_who_interrupt(said: Said) -> None:
    text = (
        "Mr. PRICE (Lowville): We pay.\n\nSeveral hon. Members: No!\n\nMr. PRICE (Lowville): We do.\n\n"
        "An hon. Member: Who pays?\n\nMs. ROE (Veld): All of us.\n\nMr. PRICE (Lowville): Just so.\n"
    )
    assert speakers(said(text)) == ["PRICE", "Several hon. Members", "PRICE", "An hon. Member", "ROE", "PRICE"]


def test_a_press_briefing_with_questions(said: Said) -> None:
    text = (
        "Press briefing\n\nMS. DOLE: Good afternoon. Two announcements: the bridge, and the port.\n\n"
        "QUESTION: When does the bridge open?\n\nMS. DOLE: In May.\n\nQUESTION: Of this year?\n\n"
        "MS. DOLE: We hope so.\n\nTHE MODERATOR: Last one.\n\nMR. FINCH: I can add: it is paid for.\n\nMS. DOLE: Thank you.\n"
    )
    heard = speakers(said(text))[1:]
    assert heard == ["DOLE", None, "DOLE", None, "DOLE", "THE MODERATOR", "FINCH", "DOLE"]


def test_questions_and_answers_by_letters(said: Said) -> None:
    text = "Interview with Mayor Tom Hill\n\nQ: What is next?\n\nA: Trains. Two lines.\n\nBoth are paid for.\n\nQ: Buses?\n\nA: No.\n"
    assert speakers(said(text))[1:] == [None, "Tom Hill", "Tom Hill", None, "Tom Hill"]


def test_answers_are_not_those_of_the_lawyer_who_asks(said: Said) -> None:
    text = "DIRECT EXAMINATION\nBY MR. SMITH:\nQ. When?\nA. At nine.\nMR. SMITH: Let me go on.\nQ. Who?\nA. Nobody.\n"
    named = {words: name for name, words in said(text)}
    assert (named["At nine."], named["Let me go on."], named["Nobody."]) == (None, "SMITH", None)


def test_answers_are_not_those_of_the_lawyer_who_objects(said: Said) -> None:
    lines = [
        "Q.   Where were you?",
        "A.   I was at home.",
        "MR. SMITH: Objection.",
        "A.   With my wife.",
        "Q.   All night?",
    ]
    names = [None, None, "SMITH", None, None]
    assert said("\n".join(lines)) == [(name, line[5:].split(": ")[-1]) for name, line in zip(names, lines, strict=True)]
    ruled = [
        "Q.   Where were you?",
        "MR. SMITH: Objection.",
        "THE COURT: Overruled.",
        "A.   At home.",
        "Q.   All night?",
    ]
    assert (None, "At home.") in said("\n".join(ruled))


def test_initials_of_those_who_talk(said: Said) -> None:
    text = (
        "JD: How did it begin?\n\nPF: In a garage. We had two desks.\n\nJD: And then?\n\nPF: Then three.\n\n"
        "One of them was new.\n\nJD: A desk of your own.\n"
    )
    assert speakers(said(text)) == ["JD", "PF", "JD", "PF", "PF", "JD"]


def test_the_chair_passes_to_another(said: Said, roles: Roles) -> None:
    text = (
        "Participants\nChair: Jane Roe\nPeter Finch, Treasurer\n\n"
        "The Chair: Let us begin.\n\nMr. Finch: The books are in order.\n\nThe Chair: Thank you.\n\n"
        "(Mr. Finch took the chair.)\n\nThe Chair: Next item.\n\nMr. Finch: Nothing from me.\n"
    )
    heard = [pair for pair in said(text) if pair[0]]
    assert speakers(heard) == ["Jane Roe", "Peter Finch", "Jane Roe", "The Chair", "Peter Finch"]
    assert roles(text)["The Chair"] is None


def test_words_that_are_quoted_stay_with_the_one_who_quotes(said: Said) -> None:
    text = (
        "Mr. SMITH (Canada): Colleagues, hear what was said.\n\nPutin said: “We shall build bridges.”\n\n"
        "President Putin: “We shall build more.” That was in May.\n\nAs Tom Hill put it: we must pay.\n\n"
        "The PRESIDENT: Please conclude.\n\nMr. SMITH (Canada): One thing: time.\n\nMs. OKAFOR (Nigeria): I agree.\n\n"
        "Tom Hill: “Never again.” We all know these words.\n\nMr. SMITH (Canada): Thank you.\n"
    )
    assert speakers(said(text)) == ["SMITH"] * 4 + ["The PRESIDENT", "SMITH", "OKAFOR", "OKAFOR", "SMITH"]


def test_two_at_once_and_a_turn_that_continues(said: Said) -> None:
    text = (
        "LAVIN: We have agreed.\n\nZANE: We have.\n\nLAVIN and ZANE: Thank you.\n\nLAVIN (continued): One more word.\n\n"
        "ZANE: Please.\n"
    )
    assert speakers(said(text)) == ["LAVIN", "ZANE", "LAVIN and ZANE", "LAVIN", "ZANE"]


def test_letters_after_a_name(said: Said) -> None:
    text = (
        "Jane Roe MP: We must act.\n\nSir Adam Price QC: Indeed.\n\nJohn Low, Ph.D.: The data agree.\n\n"
        "Jane Roe MP: Then let us.\n\nJohn Low: Today.\n"
    )
    assert speakers(said(text)) == ["Jane Roe", "Adam Price", "John Low", "Jane Roe", "John Low"]


def test_a_turn_goes_on_over_pages(said: Said, set_aside: SetAside) -> None:
    page = "The bridge has {0} arches, and every one of them is older than the last one by a year.\n\n"
    body = "".join(f"{page.format(number)}- {number} -\n\fRecord of the Council\n\n" for number in range(1, 6))
    text = f"Jane Roe, Minister of Transport\n\n{body}That is all.\n"
    assert set(speakers(said(text))) == {"Jane Roe"}
    assert len(said(text)) == 6
    assert {reason for reason, _ in set_aside(text)} == {"page furniture"}


def test_questions_and_answers_in_russian(said: Said) -> None:
    text = (
        "Интервью с министром транспорта Анной Беловой\n\nВ.: Когда откроется мост?\nО.: В мае. Всё готово.\n"
        "В.: А дороги?\nО.: Дороги позже.\n"
    )
    assert speakers(said(text))[1:] == [None, "Анна Белова", None, "Анна Белова"]


def test_a_stenogram_in_russian(said: Said, set_aside: SetAside) -> None:
    text = (
        "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Добрый день, коллеги. Начинаем заседание.\n\n"
        "Слово предоставляется Громову Ивану Ильичу.\n\nГРОМОВ И. И. Уважаемые коллеги, мост закрыт.\n\n(Аплодисменты.)\n\n"
        "Мы просим открыть его.\n\nПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Спасибо. Анна Петровна, пожалуйста.\n\n"
        "БЕЛОВА А. П. Я согласна. Как сказал Иванов: «Мост нужен всем».\n\nГолос из зала. А деньги?\n\n"
        "БЕЛОВА А. П. Деньги есть.\n\nПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Спасибо.\n"
    )
    chair = "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ"
    assert speakers(said(text)) == [
        chair,
        chair,
        "ГРОМОВ И. И.",
        "ГРОМОВ И. И.",
        chair,
        "БЕЛОВА А. П.",
        "Голос из зала",
        "БЕЛОВА А. П.",
        chair,
    ]
    assert set_aside(text) == [("stage direction", "(Аплодисменты.)")]


DUMA = [
    ("Председательствующий. Уважаемые коллеги, начинаем работу.", "Белов"),
    ('Орлов С. И., фракция "ЕДИНСТВО".', None),
    ("Спасибо, Иван Иванович. Мы предлагаем принять закон.", "Орлов С. И."),
    ("Председательствующий. Спасибо. Включите микрофон.", "Белов"),
    ('Петрова А. В., Комитет по бюджету и налогам, фракция "СПРАВЕДЛИВОСТЬ".', None),
    ("Мы против. Закон плохой.", "Петрова А. В."),
    ("Из зала. (Не слышно.)", "Из зала"),
    ("Орлов С. И. Закон хороший.", "Орлов С. И."),
    ("Председательствует Первый заместитель Председателя А. Д. Жуков", None),
    ("Председательствующий. Голосуем.", "А. Д. Жуков"),
]


def test_a_stenogram_of_the_state_duma(said: Said) -> None:
    text = "Председательствует И. И. Белов\n\n" + "\n\n".join(line for line, _ in DUMA)
    heard = [(name or "") for name, _ in said(text)]
    assert heard == ["И. И. Белов" if name == "Белов" else name for _, name in DUMA if name]


def test_books_in_a_list_are_not_said_by_their_authors(said: Said) -> None:
    books = ["Орлов С. И. Биография. Москва, 1999.", "Петров А. А. Труды. Казань, 2001."]
    text = "\n\n".join(["Иванов: Прочту список.", *books, "Сидоров: Хорошо.", "Иванов: Всё.", "Сидоров: Да."])
    assert [name for name, _ in said(text)] == ["Иванов"] * 3 + ["Сидоров", "Иванов", "Сидоров"]


def test_a_meeting_in_russian_with_names_before_a_colon(said: Said) -> None:
    text = (
        "Ведущий: Начнём.\n\nГромов И.И.: Мост закрыт. Итог: стоим.\n\nКак сказал Иванов: «Подождём».\n\n"
        "Белова А.П.: Мост нужен.\n\nГолос из зала: Позор!\n\nГромов И.И.: Согласен.\n\nГромова А.С.: И я.\n\nБелова А.П.: И мы.\n"
    )
    assert speakers(said(text)) == [
        "Ведущий",
        "Громов И.И.",
        "Громов И.И.",
        "Белова А.П.",
        "Голос из зала",
        "Громов И.И.",
        "Громова А.С.",
        "Белова А.П.",
    ]


def test_a_dialogue_of_nothing_but_dashes_is_nobodys(said: Said) -> None:
    text = "— Когда откроется мост?\n\n— В мае.\n\n— А дороги?\n\n— Позже.\n"
    assert set(speakers(said(text))) == {None}


def test_an_opening_statement_in_russian_then_questions(said: Said, roles: Roles) -> None:
    text = (
        "Вступительное слово министра транспорта Анны Беловой на брифинге\n\nДобрый день.\n\nМост открыт.\n\n"
        "Вопрос: Надолго?\n\nА.Белова: Навсегда.\n\nВопрос: А порт?\n\nА.Белова: Порт — в мае.\n"
    )
    heard = said(text)
    assert speakers(heard) == ["Анна Белова", "Анна Белова", None, "Анна Белова", None, "Анна Белова"]
    assert roles(text) == {"Анна Белова": "министр транспорта"}


def test_questions_and_answers_in_japanese(said: Said) -> None:
    text = (
        "港湾だより　第三号\n\n市長インタビュー：青葉市長　中村健\n\n問　橋はいつ開きますか。\n答　五月です。\n"
        "　準備は整っています。\n問　道路は。\n答　来年です。\n"
    )
    assert speakers(said(text))[-5:] == [None, "中村健", "中村健", None, "中村健"]


def test_voices_from_the_floor_are_no_speech(said: Said, set_aside: SetAside) -> None:
    text = (
        "○議長（山本一郎君）　これより会議を開きます。\n○鈴木花子君　総理は「橋を開く」と述べました。\n"
        "　大臣はこう言いました。「五月に開く」と。\n　〔発言する者あり〕\n　（「答弁になっていない」と呼ぶ者あり）\n"
        "　静粛に願います。\n　　　〔「異議なし」と呼ぶ者あり〕\n○議長（山本一郎君）　静粛に。（拍手）\n"
    )
    assert speakers(said(text)) == ["山本一郎", "鈴木花子", "鈴木花子", "鈴木花子", "山本一郎"]
    assert {reason for reason, _ in set_aside(text)} == {"stage direction"}
    assert len(set_aside(text)) == 3


def test_greetings_at_a_ceremony(said: Said, roles: Roles) -> None:
    text = (
        "県民の日記念式典\n\n知事あいさつ（湯川英彦）\n\n　本日はお集まりいただき、ありがとうございます。\n"
        "　県は百五十年を迎えました。\n\n議長祝辞（大森　実）\n\n　お祝い申し上げます。\n"
    )
    assert speakers(said(text))[-3:] == ["湯川英彦", "湯川英彦", "大森　実"]
    assert roles(text) == {"湯川英彦": "知事", "大森 実": "議長"}


def test_two_members_and_an_official_of_one_surname(said: Said) -> None:
    text = (
        "出席委員\n高橋かずみ君\n高橋信博君\n鈴木花子君\n\n"
        "○高橋（か）委員　伺います。\n○高橋港湾局長　お答えします。\n○高橋（信）委員　私からも。\n"
        "○鈴木委員　賛成です。\n○高橋港湾局長　以上です。\n○高橋委員　どちらでしょう。\n"
    )
    assert speakers([pair for pair in said(text) if pair[0]]) == [
        "高橋かずみ",
        "高橋港湾局長",
        "高橋信博",
        "鈴木花子",
        "高橋港湾局長",
        "高橋委員",
    ]


def test_a_role_passes_from_one_to_the_next(said: Said) -> None:
    text = (
        "○議長（山本一郎君）　開きます。\n○鈴木花子君　伺います。\n○副議長（佐藤健太君）　議長に代わります。\n"
        "○鈴木花子君　続けます。\n○議長（佐藤健太君）　就任いたしました。\n○山本一郎君　お祝いします。\n"
    )
    assert speakers(said(text)) == ["山本一郎", "鈴木花子", "佐藤健太", "鈴木花子", "佐藤健太", "山本一郎"]


def test_the_document_below_a_closed_meeting_is_nobodys(said: Said) -> None:
    text = (
        "○議長（山本一郎君）　開きます。\n○鈴木花子君　賛成です。\n○議長（山本一郎君）　本日はこれをもって散会いたします。\n"
        "　　　午後五時散会\n報告書\n本委員会は次のとおり報告する。\n"
    )
    assert speakers(said(text))[:3] == ["山本一郎", "鈴木花子", "山本一郎"]
    assert set(speakers(said(text))[3:]) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Agenda\n\n1. Opening: Jane Roe\n2. Report of the treasurer: Peter Finch\n3. Any other business\n\nIt met in May.\n",
        "Participants:\n\nJane Roe, Mayor\n\nTom Hill, Treasurer\n\nPeter Finch, Clerk\n\nAnn Low, Auditor\n",
        "出席者\n\n委員長　山口拓君\n\n副委員長　藤井一君\n\n理事　高橋かずみ君\n\n理事　野上純子君\n\n欠席委員　なし\n",
        "Повестка дня\n\n1. Открытие\n2. Доклад: И. И. Громов\n3. Разное\n\nЗаседание прошло в мае.\n",
    ],
)
def test_lists_give_nobody_the_floor(said: Said, text: str) -> None:
    assert set(speakers(said(text))) <= {None}


def test_a_letter_that_two_sign(said: Said) -> None:
    text = (
        "Dear colleagues,\n\nWe invite you all to the forum.\n\nYours sincerely,\nMaria Keller\nMinister for Trade\n"
        "Peter Finch\nMayor of Lowville\nVienna, 12 May 2019\n"
    )
    assert set(speakers(said(text))) == {"Maria Keller / Peter Finch"}
    assert len(said(text)) == 2


def test_of_several_who_preside_none_is_named(said: Said) -> None:
    text = "Председательствуют Г. Н. Белов и С. И. Орлов\n\n" + "\n\n".join(line for line, _ in DUMA)
    names = {name for name, _ in said(text)}
    assert "Председательствующий" in names
    assert not any("Белов" in name for name in names if name)
