"""Who takes the floor, in the manners in which speeches, round tables and interviews are published."""

from collections.abc import Callable

import pytest

from corpus.reading import read_speech
from tests.corpus.conftest import said_by

Said = Callable[[str], list[tuple[str | None, str]]]
Roles = Callable[[str], dict[str | None, str | None]]


def speakers(said: list[tuple[str | None, str]]) -> list[str | None]:
    return [speaker for speaker, _ in said]


@pytest.mark.parametrize(
    ("heading", "name", "role"),
    [
        ("ミラ・コヴァチ、運輸副大臣", "ミラ・コヴァチ", "運輸副大臣"),
        ("ミラ・コヴァチ 港湾局長", "ミラ・コヴァチ", "港湾局長"),
        ("北方評議会事務総長ミラ・コヴァチ", "ミラ・コヴァチ", "北方評議会事務総長"),
        ("港湾会議の参加者への、運輸大臣ミラ・コヴァチによる挨拶", "ミラ・コヴァチ", "運輸大臣"),
        ("港湾会議におけるミラ・コヴァチ運輸大臣の演説", "ミラ・コヴァチ", "運輸大臣"),
        ("Mira Kovac, Minister of Transport", "Mira Kovac", "Minister of Transport"),
        ("Mira Kovac — Director of the Port Authority", "Mira Kovac", "Director of the Port Authority"),
        ("Transport Minister Mira Kovac", "Mira Kovac", "Transport Minister"),
        ("Mira Kovac (Minister of Transport)", "Mira Kovac", "Minister of Transport"),
        ("Opening remarks by Transport Minister Mira Kovac at the Ports Forum", "Mira Kovac", "Transport Minister"),
        ("MIRA KOVAC\nMinister of Transport", "MIRA KOVAC", "Minister of Transport"),
        ("Мира Ковач, министр транспорта", "Мира Ковач", "министр транспорта"),
        ("Министр транспорта Мира Ковач", "Мира Ковач", "Министр транспорта"),
        ("Выступление министра транспорта И.П.Громова на форуме портов", "И.П.Громов", "министр транспорта"),
    ],
)
def test_a_heading_on_a_line_of_its_own(said: Said, roles: Roles, heading: str, name: str, role: str) -> None:
    speech = "The ports are open. They will stay open, and we shall see to it that they do."
    text = f"{heading}\n\n{speech}\n"
    assert said(text) == [(name, speech)]
    assert roles(text) == {name: role}


def test_round_table_in_english(said: Said, roles: Roles) -> None:
    text = (
        "Round Table on Water\n\nParticipants:\nJane Roe, Director of the River Institute\n"
        "Dr. Ahmed bin Salem, Minister of Water\nModerator: Lucy Chan\n\n"
        "Moderator: Good morning. Let us begin at 10:30. First, the river.\n\n"
        "Jane Roe: Thank you. Three points:\n- clean water\n- fair prices\n\nAnd one more: time.\n\n"
        "Ahmed bin Salem: I agree with Ms. Roe. The reasons are these: cost and trust.\n\n"
        "Moderator: Any questions?\n\n(Applause)\n\nRoe: None from me.\n"
    )
    heard = [(who, words) for who, words in said(text) if who]
    assert heard == [
        ("Lucy Chan", "Good morning. Let us begin at 10:30. First, the river."),
        ("Jane Roe", "Thank you. Three points:\n- clean water\n- fair prices"),
        ("Jane Roe", "And one more: time."),
        ("Ahmed bin Salem", "I agree with Ms. Roe. The reasons are these: cost and trust."),
        ("Lucy Chan", "Any questions?"),
        ("Jane Roe", "None from me."),
    ]
    assert roles(text)["Jane Roe"] == "Director of the River Institute"
    assert roles(text)["Ahmed bin Salem"] == "Minister of Water"


_CALLED = "{chair}: Mr. John Smith\n\nJohn Smith: I support the budget as it stands.\n\n{chair}: We vote at noon.\n"


@pytest.mark.parametrize(
    ("text", "chair", "names"),
    [
        ("Chair: The meeting is open.\n\n" + _CALLED.format(chair="Chair"), "Chair", {"Chair", "John Smith"}),
        (_CALLED.format(chair="Chair"), "Chair", {"Chair", "John Smith"}),
        (
            "Chair:\nThe meeting is open.\n\nChair: Mr. John Smith\n\nMary Jones:\nMay I?\n\nChair:\nYou may not.\n\n"
            "Mary Jones:\nI regret that.\n",
            "Chair",
            {"Chair", "Mary Jones"},
        ),
        (
            "座談会\n\n司会：港について議論します。\n\n司会：山田太郎さん\n\n山田太郎：反対です。\n\n司会：終わります。\n",
            "司会",
            {"司会", "山田太郎"},
        ),
        (
            "司会：山田太郎さん\n\n山田：反対です。\n\n司会：なぜですか。\n\n山田：高いからです。\n\n司会：終わります。\n",
            "司会",
            {"司会", "山田"},
        ),
        (
            "Debate\n\nModerator: John Smith\nModerator: Lucy Chan\n\nModerator: Good morning.\n\n"
            "Jane Roe: Good morning.\n\nModerator: Any questions?\n\nJane Roe: None from me.\n",
            "Moderator",
            {"Moderator", "Jane Roe"},
        ),
    ],
)
def test_a_chair_who_calls_the_next_speaker_is_not_that_speaker(
    said: Said, text: str, chair: str, names: set[str]
) -> None:
    heard = said(text)
    assert {who for who, _ in heard if who} == names
    assert sum(who == chair for who, _ in heard) >= 2


def test_minutes_with_marks_in_japanese(said: Said, roles: Roles) -> None:
    text = (
        "○議長（山本一郎君）　これより会議を開きます。\n　財務大臣佐藤健太君。\n〔国務大臣佐藤健太君登壇〕\n"
        "○国務大臣（佐藤健太君）　予算案について申し上げます。\n　第一に、教育であります。\n"
        "○議長（山本一郎君）　鈴木花子君。\n○鈴木花子君　質問します。\n　　　午後五時散会\n"
    )
    assert said(text) == [
        ("山本一郎", "これより会議を開きます。"),
        ("山本一郎", "財務大臣佐藤健太君。"),
        ("佐藤健太", "予算案について申し上げます。"),
        ("佐藤健太", "第一に、教育であります。"),
        ("山本一郎", "鈴木花子君。"),
        ("鈴木花子", "質問します。"),
        (None, "午後五時散会"),
    ]
    assert roles(text)["佐藤健太"] == "国務大臣"


def test_a_round_table_by_surnames_in_japanese(said: Said, roles: Roles) -> None:
    text = (
        "座談会「港のこれから」\n\n出席者：\n田中美咲（東都大学教授）\n中村　健（青葉市長）\n"
        "司会：小林悟（本誌編集長）\n\n"
        "司会　本日はありがとうございます。\n\n田中　よろしくお願いします。\n\n中村　市でも同じです。\n\n"
        "司会　対策はありますか。\n\n田中　三つあります。\n・研修\n・報酬\n・住まい\n\n中村　賛成です。\n\n（了）\n"
    )
    heard = [pair for pair in said(text) if pair[0]]
    assert speakers(heard) == ["小林悟", "田中美咲", "中村　健", "小林悟", "田中美咲", "中村　健"]
    assert heard[4][1] == "三つあります。\n・研修\n・報酬\n・住まい"
    assert roles(text)["田中美咲"] == "東都大学教授"


def test_an_interview_with_dashes_in_japanese(said: Said) -> None:
    text = (
        "――就任から一年です。\n山口　早いものです。多くを学びました。\n\n　仲間のおかげです。\n\n"
        "――課題は？\n山口　物価です。\n"
    )
    assert speakers(said(text)) == [None, "山口", "山口", None, "山口"]


def test_after_a_dashed_question_the_one_who_answers_goes_on(said: Said) -> None:
    text = "山口次郎・市長\n\nよく来てくれました。\n\n――課題は？\n\n物価です。\n\n――それだけですか。\n\n人口もです。\n"
    text = text.replace("山口次郎・市長", "山口 次郎、港湾局長")
    assert speakers(said(text)) == ["山口 次郎", None, "山口 次郎", None, "山口 次郎"]


def test_a_press_conference_in_russian(said: Said, roles: Roles) -> None:
    text = (
        "Выступление и ответы на вопросы СМИ Министра транспорта Е.П.Громова на пресс-конференции, "
        "Казань, 5 июня 2021 года\n\n"
        "Уважаемые коллеги,\n\nМы завершили переговоры. Итог таков: договор подписан.\n\n"
        "Вопрос: Когда он вступит в силу?\n\nЕ.П.Громов: В 2022 г. после ратификации.\n\n"
        "Вопрос (перевод с английского): А деньги?\n\nЕ.П.Громов: Деньги есть.\n"
    )
    assert speakers(said(text)) == ["Е.П.Громов", "Е.П.Громов", None, "Е.П.Громов", None, "Е.П.Громов"]
    assert roles(text) == {"Е.П.Громов": "Министр транспорта"}


def test_a_round_table_in_russian(said: Said) -> None:
    text = (
        "Ведущий: Добрый день. Начнём.\n\nОльга Белова, директор института: Главное — надёжность. Есть две задачи:\n"
        "— сети;\n— люди.\n\nИван Котов, депутат: Согласен с Ольгой Петровной.\n\nБелова: Ещё одно: "
        "тарифы.\n\nВедущий: Спасибо.\n"
    )
    assert said(text) == [
        ("Ведущий", "Добрый день. Начнём."),
        ("Ольга Белова", "Главное — надёжность. Есть две задачи:\n— сети;\n— люди."),
        ("Иван Котов", "Согласен с Ольгой Петровной."),
        ("Ольга Белова", "Ещё одно: тарифы."),
        ("Ведущий", "Спасибо."),
    ]


def test_names_before_dashes(said: Said) -> None:
    text = "ЛЕВИН — Начнём.\n\nСОРОКИНА — Главное для нас — люди.\n\nЛЕВИН — Согласен.\n\nСОРОКИНА — Тогда продолжим.\n"
    assert speakers(said(text)) == ["ЛЕВИН", "СОРОКИНА", "ЛЕВИН", "СОРОКИНА"]


def test_a_meeting_with_countries_in_brackets(said: Said) -> None:
    text = (
        "The PRESIDENT: I declare open the meeting.\n\nMr. SMITH (Canada): We support the draft. It is balanced.\n\n"
        "Ms. OKAFOR (Nigeria): We do not. Let me explain: the text is too long.\n\n"
        "The PRESIDENT: I thank you.\n\nThe meeting rose at 6 p.m.\n"
    )
    assert speakers(said(text)) == ["The PRESIDENT", "SMITH", "OKAFOR", "The PRESIDENT", None]


def test_bold_names(said: Said, roles: Roles) -> None:
    text = (
        "# Panel\n\n**Anna Weber** Trains are the future.\n\n**John Price, CEO of RailCo** I agree.\nWe have plans.\n\n"
        "**Anna Weber** Then publish them!\n"
    )
    assert said(text) == [
        ("Anna Weber", "Trains are the future."),
        ("John Price", "I agree."),
        ("John Price", "We have plans."),
        ("Anna Weber", "Then publish them!"),
    ]
    assert roles(text)["John Price"] == "CEO of RailCo"


def test_initials_stand_for_the_one_named_in_the_title(said: Said) -> None:
    text = "Conversation with Mira Kovac\n\nQ: What now?\nMK: We wait.\nQ: For whom?\nMK: For everyone.\n"
    assert speakers(said(text))[1:] == [None, "Mira Kovac", None, "Mira Kovac"]


def test_labels_of_any_kind_count_where_the_file_repeats_them(said: Said) -> None:
    talk = [("Speaker 1", "Shall we begin?"), ("Design Team", "We are ready."), ("Speaker 1", "Good.")] * 3
    text = "".join(f"{who}: {words}\n\n" for who, words in talk)
    assert said(text) == talk


def test_time_stamps_before_labels(said: Said) -> None:
    text = "[00:01:02] Jane Roe: Shall we?\n[00:01:09] Tom Hill: We shall.\n[00:02:00] Jane Roe: Then let us.\n"
    assert said(text) == [("Jane Roe", "Shall we?"), ("Tom Hill", "We shall."), ("Jane Roe", "Then let us.")]


WRAPPED = (
    "CHAIRMAN GREEN: The committee will come to order and we shall begin\n"
    "with the testimony of the witnesses on the state of the harbour. Mr.\n"
    "Low, you have five minutes to speak about the harbour and the boats.\n"
    "MR. LOW: Thank you, Chairman. The harbour is in a poor state and the\n"
    "boats cannot leave it in the winter, because the ice is thick and the\n"
    "breakers are old. We have asked for money for many years and I would{0}\n"
    "{1} Excuse me, but that money was granted to you two years ago, as\n"
    "everybody in this room knows very well, and it was never spent at all.\n"
    "MR. LOW: It was spent on the lighthouse, which was about to fall into\n"
    "the sea, as the engineers have told us, and so there was nothing left.\n"
)


@pytest.mark.parametrize("dash", [" --", " —", "—", " –"])
def test_an_interruption_in_a_wrapped_text_is_theirs_who_interrupt(said: Said, dash: str) -> None:
    text = WRAPPED.format(dash, "MS. ROE:")
    assert speakers(said(text)) == ["GREEN", "LOW", "ROE", "LOW"]


@pytest.mark.parametrize(
    ("end", "opening"), [(" say —", "Money:"), (" ask the", "MS. ROE:"), (" rebuild the re-", "ROE:")]
)
def test_a_wrapped_sentence_that_goes_on_is_no_interruption(said: Said, end: str, opening: str) -> None:
    assert speakers(said(WRAPPED.format(end, opening))) == ["GREEN", "LOW", "LOW"]


def test_a_wrapped_text_keeps_its_paragraphs(said: Said) -> None:
    text = (
        "The Chair: Ladies and gentlemen, it is a great pleasure to welcome all of you to\n"
        "this hall, where so many agreements have been signed before, and where, I am\nsure, more will follow.\n\n"
        "Mr. Adams: Thank you, Chair. The report was written over two years by a team of\n"
        "twelve people who visited every district of the country and spoke to\nhundreds of farmers, "
        "teachers and nurses.\n\n"
        "It finds that:\n  - roads are worse than five years ago;\n"
        "  - schools are better, though not everywhere, and certainly not in the north, where\n    "
        "the winters are long.\n"
    )
    assert [(who, len(words.split("\n"))) for who, words in said(text)] == [
        ("The Chair", 3),
        ("Adams", 3),
        ("Adams", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Note: this article was updated.\n\nThe committee met. Chairman Paul Jones opened the "
        "session at 9:30.\n\nHe said: we are late.\n",
        "Conclusion: nothing was decided.\n\nBackground: the committee is old.\n\nTime: 10:30\n",
        "Москва — столица России. Встреча началась в 10:00.\n\nЛавров — опытный дипломат.\n\nИтог: решение принято.\n",
        "キーワード：平和\n\n2020年：会議が開かれた。\n\n場所：市役所\n\n注意：この資料は古い。\n",
        "Moscow, October 7 — The round table opened today.\n\nDear Colleagues:\n\nFellow Citizens: a word.\n",
        "Foreign Minister Jane Roe visits Lisbon\n\nThe visit was short. President Silva said: welcome.\n",
        "Sergey Lavrov: a life in diplomacy. The book came out in May.\n",
        "Interview with Minister Jane Roe\n\nThe minister received us in her office.\n",
        "次の通りです：人件費、工事費。\n\n大臣は次のように述べました：延期します。\n",
        "Участники:\nОльга Белова, директор института\nИван Котов, депутат\n\nВстреча длилась час.\n",
        "The round table on the future of our ports in the north and in the south was opened by\n"
        "Foreign Minister Jane Roe\nand closed, after three long hours of talk about cranes and railways, with the\n"
        "remarks by Deputy Minister Tom Hill\nand a dinner for all who had come from near and far to hear and speak.\n",
        "• Safety: first\n• Cost: second\n• Speed: third\n\nThe list is complete.\n",
    ],
)
def test_false_friends_give_nobody_the_floor(said: Said, text: str) -> None:
    assert set(speakers(said(text))) <= {None}


def test_colons_within_a_speech_do_not_end_it(said: Said) -> None:
    text = (
        "Mira Kovac, Minister of Transport\n\nDear colleagues:\n\nOur aim is simple: open ports.\n\n"
        "Firstly: cranes.\n\nSecondly: rail.\n\nNote: all of this costs money.\n\nProblem: we have none.\n"
    )
    assert set(speakers(said(text))) == {"Mira Kovac"}
    assert len(said(text)) == 6


def test_an_address_to_those_present_is_no_heading(said: Said) -> None:
    text = (
        "ミラ・コヴァチ、運輸大臣\n\nヤン・ノヴァク港湾局長、参加者の皆さん、こんにちは！\n港は開いています。\n\n"
        "Mr. President, distinguished delegates,\n\n港は閉じません。\n"
    )
    assert set(speakers(said(text))) == {"ミラ・コヴァチ"}


def test_the_same_surname_borne_by_two_stays_as_printed(said: Said) -> None:
    text = (
        "Jane Roe, Minister of Water\n\nWater is life.\n\nPeter Roe, Mayor of Lowville\n\nRoads are life.\n\n"
        "Roe: And so are trees.\n\nRoe: And parks.\n"
    )
    assert speakers(said(text)) == ["Jane Roe", "Peter Roe", "Roe", "Roe"]


def test_a_letter_with_its_foot_and_a_speech_after_it(said: Said) -> None:
    text = (
        "港湾フォーラム参加者への、運輸大臣ミラ・コヴァチによる挨拶\n\n拝啓　皆様のご健勝をお慶び申し上げます。\n\n"
        "敬具\n\n運輸大臣\nミラ・コヴァチ\n\nバックナンバーはこちら\n\n"
        "ヤン・ノヴァク 港湾局長\n\n　課題は二つです。\n\n・人材\n・設備\n"
    )
    assert said(text) == [
        ("ミラ・コヴァチ", "拝啓　皆様のご健勝をお慶び申し上げます。"),
        ("ヤン・ノヴァク", "課題は二つです。\n\n・人材\n・設備"),
    ]


def test_a_greeting_in_the_genitive(said: Said, roles: Roles) -> None:
    text = (
        "Встреча прошла в Москве.\n\nПриветствие министра энергетики Анны Сомовой участникам "
        "форума\n\nДорогие друзья!\n\n"
        "Энергия нужна всем.\n\nАнна Сомова\nМосква, 7 октября 2020 года\n\n"
        "Ольга Белова\nДиректор Института энергетики\n\nАнна Сомова права.\n"
    )
    assert speakers(said(text)) == [None, "Анна Сомова", "Анна Сомова", "Ольга Белова"]
    assert roles(text) == {"Анна Сомова": "министр энергетики", "Ольга Белова": "Директор Института энергетики"}


def test_an_answer_belongs_to_the_one_who_is_interviewed(said: Said, roles: Roles) -> None:
    text = "インタビュー：青葉市長　中村健\n\nQ：一年ですね。\nA：早いものです。\nQ：課題は。\nA：人口です。\n"
    assert speakers(said(text))[1:] == [None, "中村健", None, "中村健"]
    assert roles(text) == {"中村健": "青葉市長"}


def test_a_paper_may_ask_in_its_own_name(said: Said) -> None:
    text = (
        "Interview: Mayor Tom Hill on housing\n\nPORT REVIEW: Mr. Hill, what is your plan?\n\nTOM HILL: We build.\n\n"
        "And we build fast.\n\nPORT REVIEW: For whom?\n\nTOM HILL: For all.\n"
    )
    assert speakers(said(text))[1:] == ["PORT REVIEW", "Tom Hill", "Tom Hill", "PORT REVIEW", "Tom Hill"]


def test_a_surname_alone_stands_for_one_named_before(said: Said) -> None:
    text = "Корреспондент: Что дальше?\nА. П. Сомова: Работаем.\nКорр.: Где?\nСомова: Везде.\n"
    assert speakers(said(text))[1::2] == ["А. П. Сомова", "А. П. Сомова"]


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Stanislav Novak CSTO Secretary General", "Stanislav Novak", "CSTO Secretary General"),
        ("Генеральный секретарь ООН Антониу Гутерриш", "Антониу Гутерриш", "Генеральный секретарь ООН"),
        ("Речь посла Японии Таро Ито", "Таро Ито", "посол Японии"),
        ("H.E. Dr. Amina Yusuf, Minister of Health", "Amina Yusuf", "Minister of Health"),
        ("Keynote: Jane Roe, CEO of RailCo", "Jane Roe", "CEO of RailCo"),
        ("基調講演：ミラ・コヴァチ 外務大臣", "ミラ・コヴァチ", "外務大臣"),
        ("山田太郎・東都大学教授", "山田太郎", "東都大学教授"),
        ("岸田文雄、外務大臣", "岸田文雄", "外務大臣"),
        ("キム・ミンス 韓国外相", "キム・ミンス", "韓国外相"),
        ("Prime Minister of Japan Fumio Ito", "Fumio Ito", "Prime Minister of Japan"),
    ],
)
def test_more_headings(said: Said, roles: Roles, line: str, name: str, role: str) -> None:
    text = f"{line}\n\nThe ports are open, and they will stay open.\n"
    assert said(text) == [(name, "The ports are open, and they will stay open.")]
    assert roles(text) == {name: role}


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Jane Roe, Governor of Veld (North)", "Jane Roe", "Governor of Veld (North)"),
        ("Иван Громов, глава Приречья (Заречный район)", "Иван Громов", "глава Приречья (Заречный район)"),
        ("Представитель Приречья, капитан Пётр Громов", "Пётр Громов", "Представитель Приречья, капитан"),
        ("Елена Королева, министр транспорта", "Елена Королева", "министр транспорта"),
        ("Пётр Комиссаров, директор порта", "Пётр Комиссаров", "директор порта"),
        ("Губернатор Приречья Этувге Анна Ивановна", "Этувге Анна Ивановна", "Губернатор Приречья"),
        ("Министр транспорта Громов Иван Ильич", "Громов Иван Ильич", "Министр транспорта"),
        ("Президент Приречья Александр Нилевич", "Александр Нилевич", "Президент Приречья"),
    ],
)
def test_unusual_names_and_offices(said: Said, roles: Roles, line: str, name: str, role: str) -> None:
    text = f"{line}\n\nThe bridge is open. We paid for it.\n"
    assert said(text) == [(name, "The bridge is open. We paid for it.")]
    assert roles(text) == {name: role}


def test_a_name_of_which_one_word_is_a_letter(said: Said) -> None:
    text = (
        "Mira Kovac, Minister of Trade\n\nThe ports are open.\n\nU Tun, Minister of Transport\n\nThe roads are too.\n\n"
        "Лян И, министр связи\n\nСвязь есть.\n"
    )
    assert speakers(said(text)) == ["Mira Kovac", "U Tun", "Лян И"]


def test_a_place_in_brackets_is_nobody(said: Said) -> None:
    assert "Canada" not in speakers(said("Minister of Trade (Canada)\n\nThe bridge is open. We paid for it.\n"))


def test_headings_after_the_heading_of_an_event(said: Said) -> None:
    text = (
        "開会の挨拶　港湾大臣 ミラ・コヴァチ\n\n港は開いています。\n\n"
        "北浜大学 総長 寶月清\n\n本学は港とともに歩みました。\n\n"
        "ナディヤ・ロス（北浜大学3年）\n\n祖母はこの町で生まれました。\n\n"
        "波多野　希望、北浜大学2年生\n\n私も同じです。\n"
    )
    assert speakers(said(text)) == ["ミラ・コヴァチ", "寶月清", "ナディヤ・ロス", "波多野\u3000希望"]
    text = "Remarks by Minister Mira Kovac at the Forum\n\nThe ports are open.\n\nMr. Smith (Canada)\n\nGood to hear.\n"
    assert said(text) == [("Mira Kovac", "The ports are open."), ("Smith", "Good to hear.")]


def test_one_who_is_addressed_in_a_letter_does_not_speak(said: Said) -> None:
    text = "港湾会議の参加者への、運輸大臣ミラ・コヴァチによる書簡\n\nザン事務総長閣下\n\n港は開いています。\n"
    assert said(text)[-1] == ("ミラ・コヴァチ", "港は開いています。")
    text = "ミラ・コヴァチ、運輸大臣\n\nザン事務総長閣下\n\n港は開いています。\n"
    assert said(text)[-1] == ("ミラ・コヴァチ", "港は開いています。")


def test_a_briefing_with_speakers_in_brackets(said: Said) -> None:
    text = (
        "【岸田大臣冒頭発言】\n　港を開きます。\n\n【質疑応答】\n（記者）\n　いつですか。\n（岸田大臣）\n　来月です。\n"
        "（内閣広報官）\n　次の方どうぞ。\n（記者）\n　費用は。\n（岸田大臣）\n　これからです。\n"
    )
    assert speakers(said(text)) == ["岸田", "記者", "岸田", "内閣広報官", "記者", "岸田"]
    assert said(text)[0] == ("岸田", "港を開きます。")


def test_a_courteous_surname_stands_for_a_label_in_full(said: Said) -> None:
    text = (
        "MODERATOR: Good morning.\n\nMIRA KOVAC: The ports are open.\n\nMS. ROS: All of them.\n\n"
        "MIRA KOVAC: All.\n\nMS. KOVAC: Since May.\n"
    )
    assert speakers(said(text)) == ["MODERATOR", "MIRA KOVAC", "ROS", "MIRA KOVAC", "MIRA KOVAC"]


def test_participants_on_one_line(said: Said, roles: Roles) -> None:
    text = (
        "Ports after oil\n\nSpeakers: Omar Salem, Minister of Ports; Greta Holm, CEO, NordWind\n\n"
        "Salem: Sun comes next.\n\nHolm: Wind first.\n\nSalem: Both, then.\n\nHolm: Both.\n"
    )
    heard = [who for who in speakers(said(text)) if who]
    assert heard == ["Omar Salem", "Greta Holm", "Omar Salem", "Greta Holm"]
    assert roles(text)["Omar Salem"] == "Minister of Ports"


def test_a_presiding_surname_stands_for_the_full_name(said: Said) -> None:
    text = (
        "○会長（木戸口英明君）　開会いたします。\n○東海林委員　伺います。\n○木戸口会長　どうぞ。\n"
        "○議事部長（櫻木和也君）　朗読します。\n（提出者）\n全員\n"
    )
    assert speakers(said(text)) == ["木戸口英明", "東海林", "木戸口英明", "櫻木和也", "櫻木和也", "櫻木和也"]


def test_a_heading_below_the_date_of_an_event_signs_nothing(said: Said) -> None:
    text = (
        "The Launch of the Coral Fund\n\nSuva, 9 June 2020\n\n"
        "FIJI'S PRIME MINISTER, RATU JONE TUI\nFriends, the reef is our wall.\n\n"
        "HON. SALOTE FINAU, MINISTER OF FISHERIES\nWe have closed four lagoons.\n"
    )
    assert [(who, words) for who, words in said(text) if who] == [
        ("RATU JONE TUI", "Friends, the reef is our wall."),
        ("SALOTE FINAU", "We have closed four lagoons."),
    ]


@pytest.mark.parametrize(
    ("people", "name", "words"),
    [
        (["Иван Петров", "Анна Петрова", "Сергей Петров"], "Петров", "Тогда давайте голосовать."),
        (["José García López", "María Pérez López"], "López", "Yo no estoy de acuerdo."),
        (["Kim Jong Un", "Kim Yo Jong"], "Kim", "We will do both."),
    ],
)
def test_a_name_that_several_bear_is_none_of_theirs(people: list[str], name: str, words: str) -> None:
    before = "".join(f"{one}: This is what I think of it.\n\n" for one in people)
    text = f"{before}{name}: {words}\n\n{people[-1]}: So it is.\n"
    reading = read_speech(text, "r")
    assert (name, words) in said_by(text, reading)
    assert "two or more bear this name" in [doubt.reason for doubt in reading.doubts]


def test_a_given_name_alone_is_a_label_where_the_whole_name_is_one(said: Said) -> None:
    text = (
        "Anna Roe: It is old.\n\nJohn Smith: It is strong.\n\nAnna Roe: Ask them.\n\nJohn: We did.\n\nAnna Roe: So?\n"
    )
    assert said(text)[3] == ("John", "We did.")


def test_a_label_after_a_time_is_one_also_where_its_owner_writes_in_lower_case(said: Said) -> None:
    text = (
        "10:02 Anna Roe: Good morning all.\n10:03 John Low: Morning.\n10:04 John Low: Agreed.\n"
        "Lunch is at noon: bring food.\n10:05 Okafor: ok, see you there\n10:06 Anna Roe: Bye.\n"
    )
    assert said(text)[-2:] == [("Okafor", "ok, see you there"), ("Anna Roe", "Bye.")]


def test_a_time_before_each_line_makes_no_labels_of_what_follows(said: Said) -> None:
    lines = ["Jane Roe: We begin.", "The ports are open.", "Firstly: cranes.", "Tom Hill: Good.", "Jane Roe: So be it."]
    text = "".join(f"[00:0{minute}:00] {line}\n" for minute, line in enumerate(lines))
    assert "Firstly" not in speakers(said(text))


def test_speech_in_lower_case_after_a_name(said: Said) -> None:
    talk = [("Anna", "It is old."), ("Peter", "It is not.")] * 4
    before = "".join(f"{who}: {words}\n\n" for who, words in talk)
    text = f"{before}Maria: ok, see you there\n\nSafety: it comes first.\n\nAnna: Bye.\n"
    assert said(text)[8:] == [("Maria", "ok, see you there"), ("Maria", "Safety: it comes first."), ("Anna", "Bye.")]


def test_whether_a_whole_name_in_mid_sentence_speaks_is_not_known(said: Said) -> None:
    talk = [("Anna Roe", "It is old."), ("Peter Low", "It is not.")] * 4
    before = "".join(f"{who}: {words}\n\n" for who, words in talk)
    for label in ("Kim Jong", "Saint Petersburg"):
        text = f"{before}{label}: yes, or so they say.\n\nAnna Roe: Bye.\n"
        assert said(text)[8:] == [(None, "yes, or so they say."), ("Anna Roe", "Bye.")]


def test_one_who_speaks_alone_may_speak_of_a_namesake(said: Said) -> None:
    text = "John Smith, Minister of Ports\n\nLet us read on.\n\nJohn: In the beginning was the Word.\n\nSo it was.\n"
    assert set(speakers(said(text))) == {"John Smith"}
