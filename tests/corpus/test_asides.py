"""What is no part of the record is set aside and listed; what was said never is."""

from collections.abc import Callable

import pytest

SetAside = Callable[[str], list[tuple[str, str]]]
Said = Callable[[str], list[tuple[str | None, str]]]

SPEECH = "Mira Kovac, Minister of Transport\n\nThe ports are open. They will stay open.\n\n"


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("promotion", "無料メールマガジンの登録はこちら"),
        ("promotion", "メルマガ会員募集中！お申し込みはこちらから"),
        ("promotion", "定期購読のお申し込みはこちら"),
        ("promotion", "Subscribe to our free newsletter!"),
        ("promotion", "Sign up for our weekly digest and never miss a story"),
        ("promotion", "Follow us on Telegram"),
        ("promotion", "Подпишитесь на нашу рассылку"),
        ("promotion", "Подписывайтесь на наш телеграм-канал!"),
        ("promotion", "Следите за нами в Telegram"),
        ("promotion", "広告：春の航空券はお早めに"),
        ("promotion", "【PR】"),
        ("promotion", "Advertisement"),
        ("promotion", "На правах рекламы"),
        ("promotion", "この記事をシェアする"),
        ("promotion", "Поделиться в соцсетях"),
        ("publisher", "Media contact: press@example.org, +999 555 0101"),
        ("publisher", "お問い合わせ先：港湾課 055-000-0000"),
        ("stage direction", "ENDS"),
        ("byline", "（構成・撮影\u3000編集部）"),
        ("byline", "（聞き手　木村拓）"),
        ("link", "バックナンバーはこちら"),
        ("link", "最新号のアーカイブはこちらからご覧ください"),
        ("link", "関連記事：港の一年"),
        ("link", "Read more: A year in the port"),
        ("link", "See also: The bridge opens"),
        ("link", "Archive of previous issues is available here"),
        ("link", "Читайте также: Новый мост через Волгу"),
        ("link", "Подробнее на сайте издания"),
        ("link", "https://example.org/ports"),
        ("keywords", "キーワード：港湾、物流、平和"),
        ("keywords", "Keywords: ports, trade"),
        ("keywords", "Ключевые слова: порты, торговля"),
        ("keywords", "#ports #trade"),
        ("byline", "By Tom Hill"),
        ("byline", "文＝木村拓"),
        ("byline", "取材・文：木村拓"),
        ("byline", "Автор: Пётр Синицын"),
        ("caption", "写真：青葉通信"),
        ("caption", "Photo by Ann Lee"),
        ("stage direction", "（拍手）"),
        ("stage direction", "[Applause]"),
        ("stage direction", "(Аплодисменты)"),
        ("ornament", "* * *"),
        ("publisher", "© 2021 Port News"),
        ("note", "（訳注：原文ママ）"),
    ],
)
def test_a_line_that_nobody_said(set_aside: SetAside, said: Said, reason: str, line: str) -> None:
    text = f"{SPEECH}{line}\n\nMira Kovac, Minister of Transport\n\nAnd the airports too.\n"
    assert set_aside(text) == [(reason, line)]
    assert [words for _, words in said(text)] == ["The ports are open. They will stay open.", "And the airports too."]


@pytest.mark.parametrize(
    "sentence",
    [
        "私たちは無料メールマガジンに登録してくださった皆さんに感謝しています。",
        "国民の皆さんに購読していただいている新聞も、この問題を取り上げました。",
        "キーワードは対話です。",
        "広告は出しません。",
        "Advertisements: that is what we pay for, and nobody reads them.",
        "Share the burden.",
        "Реклама здесь ни при чём.",
        "以上です。",
        "詳しくは後ほど私からご説明いたします。",
        "We subscribe to the view that newsletters and channels matter to our democracy.",
        "I follow the news on Telegram as you all do.",
        "The keywords here are trust and patience.",
        "Join us in supporting this treaty, because our children will live with it.",
        "Read the charter again and you will see what we mean.",
        "Мы подписались под этим договором, и наш журнал об этом писал.",
        "Подробнее об этом я скажу во второй части своего выступления.",
        "By peaceful means alone shall we settle this.",
        "By Monday we shall know.",
        "The archive of our ministry is open to all.",
        "Наш архив открыт для всех исследователей.",
    ],
)
def test_speech_that_only_mentions_such_things(set_aside: SetAside, said: Said, sentence: str) -> None:
    text = f"{SPEECH}{sentence}\n\nThat is all I wanted to say.\n"
    assert set_aside(text) == []
    assert ("Mira Kovac", sentence) in said(text)


def test_titles_that_follow_a_list_of_links_go_with_it(set_aside: SetAside) -> None:
    text = f"{SPEECH}Related articles:\n- A year in the port\n- The bridge opens\n"
    assert [reason for reason, _ in set_aside(text)] == ["link", "link", "link"]


def test_neighbouring_appeals_are_all_set_aside(set_aside: SetAside) -> None:
    text = f"{SPEECH}Read more: https://example.org\nSubscribe to our newsletter\nKeywords: ports\nBy Tom Hill\n"
    assert [reason for reason, _ in set_aside(text)] == ["link", "promotion", "keywords", "byline"]


@pytest.mark.parametrize(
    "blurb",
    [
        "『港湾評論』は港湾協会が発行する月刊誌です。1950年に創刊されました。",
        "Port Review is a monthly journal of trade and transport. It has readers in forty countries.",
        "«Портовое обозрение» — ежемесячный журнал о транспорте. Издаётся с 1950 года.",
    ],
)
@pytest.mark.parametrize("before", ["", "Keywords: ports\n\nBy Tom Hill\n\n"])
def test_the_publisher_on_itself(set_aside: SetAside, said: Said, before: str, blurb: str) -> None:
    text = f"{SPEECH}We thank you all.\n\n{before}{blurb}\n"
    assert set_aside(text)[-1] == ("publisher", blurb)
    assert said(text)[-1] == ("Mira Kovac", "We thank you all.")


@pytest.mark.parametrize(
    ("foot", "signer", "role"),
    [
        (
            "Yours sincerely,\nMaria Keller\nMinister for Trade\nVienna, 12 May 2019",
            "Maria Keller",
            "Minister for Trade",
        ),
        ("Maria Keller\n12 May 2019", "Maria Keller", None),
        ("С уважением,\nМинистр культуры\nАнна Сомова\nМосква, 1 сентября 2020 г.", "Анна Сомова", "Министр культуры"),
        ("二〇二一年五月\nイワン・ペトロフ\n駐日大使", "イワン・ペトロフ", "駐日大使"),
        ("イワン・ペトロフ\n2021年5月3日 東京", "イワン・ペトロフ", None),
    ],
)
def test_a_signature_says_whose_letter_it_is(
    set_aside: SetAside, said: Said, foot: str, signer: str, role: str | None
) -> None:
    text = f"Dear colleagues,\n\nI welcome you all to this conference.\n\n{foot}\n"
    assert set_aside(text) == [("signature", line) for line in foot.split("\n")]
    assert said(text) == [(signer, "Dear colleagues,"), (signer, "I welcome you all to this conference.")]


def test_a_signature_ends_the_floor(said: Said) -> None:
    text = (
        "Remarks by Minister Mira Kovac\n\nThe ports are open.\n\nMira Kovac\nLisbon, 3 May 2021\n\nThe "
        "forum went on until noon.\n"
    )
    assert said(text) == [("Mira Kovac", "The ports are open."), (None, "The forum went on until noon.")]


def test_a_date_below_a_heading_is_not_said(set_aside: SetAside, said: Said) -> None:
    text = "Remarks by Minister Mira Kovac at the forum\nLisbon, 27 June 2022\n\nThe ports are open.\n"
    assert set_aside(text) == [("dateline", "Lisbon, 27 June 2022")]
    assert said(text) == [("Mira Kovac", "The ports are open.")]


def test_a_section_title_is_not_said(said: Said) -> None:
    text = (
        f"{SPEECH}Rail and road\n\nRail carries half of what the ports bring in, and road the rest.\n\n## "
        f"The future\n\nMore rail.\n"
    )
    assert [words for _, words in said(text)] == [
        "The ports are open. They will stay open.",
        "Rail carries half of what the ports bring in, and road the rest.",
        "More rail.",
    ]


@pytest.mark.parametrize("greeting", ["Dear colleagues", "同僚であり友人である皆さん", "Дорогие друзья", "Thank you"])
def test_a_short_greeting_is_a_passage_of_its_own(said: Said, greeting: str) -> None:
    text = f"Mira Kovac, Minister of Transport\n\n{greeting}\n\nThe ports are open, and they will stay open.\n"
    assert said(text)[0] == ("Mira Kovac", greeting)


@pytest.mark.parametrize(
    ("speaker", "line", "words"),
    [
        ("記者", "記者：増税についてはどうお考えですか？", "増税についてはどうお考えですか？"),
        ("記者", "記者：増税についてはどうお考えですか！", "増税についてはどうお考えですか！"),
        ("Interviewer", "Interviewer: So what happened next", "So what happened next"),
        ("Интервьюер", "Интервьюер: И что же было дальше", "И что же было дальше"),
        ("佐藤", "○佐藤課長　お手元の資料をご覧ください。", "お手元の資料をご覧ください。"),
        ("佐藤", "○佐藤課長　防災アプリをダウンロードしてください。", "防災アプリをダウンロードしてください。"),
        ("佐藤花子", "佐藤花子：詳細はこちらの資料をご覧ください", "詳細はこちらの資料をご覧ください"),
        ("PR", "PR: So what is freedom, in your own view?", "So what is freedom, in your own view?"),
        ("Jane Roe", "Jane Roe: That is copyright, is it not?", "That is copyright, is it not?"),
    ],
)
def test_what_a_speaker_says_is_speech_whatever_its_words_recall(
    said: Said, set_aside: SetAside, speaker: str, line: str, words: str
) -> None:
    label = line.removesuffix(words)
    one, other = ("○山田委員　", label) if label.startswith("○") else ("TS: ", label)
    text = (
        f"{one}We begin.\n\n{other}Good day to you all.\n\n{one}I see.\n\n{line}\n\nAnd on it goes.\n\n{one}So be it.\n"
    )
    assert (speaker, words) in said(text)
    assert (speaker, "And on it goes.") in said(text)
    assert set_aside(text) == []


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("byline", "Interviewer: Anna Roe"),
        ("byline", "Interviewer: Anna Roe of Port News"),
        ("byline", "聞き手：編集部"),
        ("byline", "記者：山田太郎"),
        ("byline", "文：山田太郎"),
        ("promotion", "PR: Fly to Rome"),
        ("promotion", "広告：春の航空券はお早めに"),
        ("promotion", "アプリ：ダウンロードはこちら"),
        ("promotion", "●メルマガ会員　登録はこちら"),
        ("byline", "聞き手：港湾新聞編集部の佐藤"),
        ("link", "関連記事：港の一年"),
    ],
)
def test_bylines_and_appeals_among_labelled_speech(set_aside: SetAside, said: Said, reason: str, line: str) -> None:
    text = (
        "Interviewer: How did it begin?\n\nMira Kovac: In a garage.\n\n記者：税はどうですか。\n\n"
        f"Mira Kovac: It is high.\n\n{line}\n\nInterviewer: And then?\n\nMira Kovac: Then it grew.\n"
    )
    assert (reason, line) in set_aside(text)
    assert len(said(text)) == 6


@pytest.mark.parametrize("line", ["閉会　午前11時", "閉会：午後5時30分", "散会　令和6年4月14日"])
def test_when_a_meeting_ended_is_nobodys(said: Said, line: str) -> None:
    text = f"佐伯議長　開会します。\n\n村上　はい。\n\n佐伯議長　終わります。\n\n{line}\n"
    assert [speaker for speaker, words in said(text) if line in words] == [None]
