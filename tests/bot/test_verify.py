"""/verify, over the Bot API and as messages."""

import pytest
from telegram import Message
from telegram.constants import MessageLimit

from bot.addressed import Me
from bot.buttons import Action, Press
from bot.citation import citation
from bot.handlers import quotation_of
from bot.pieces import units
from bot.references import deep_link
from bot.render import Page, linked
from bot.verdict import report_pages
from bot.wording import LANGUAGES, WORDS, attribution
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from retrieval.language import Language
from retrieval.search import Searcher
from retrieval.verify import Finding, Verdict
from retrieval.verify_pasted import Piece
from retrieval.verify_places import Places, opened
from retrieval.verify_report import Report, verified
from retrieval.verify_wording import verdict_text
from tests.bot.test_telegram import Chat, Json, bot, carried, chat, covered, loop, server

__all__ = ["bot", "chat", "loop", "server"]  # fixtures
TRUE = "10月7日は記念すべき日です。18年前のこの日"


@pytest.fixture(scope="module")
def places(searcher: Searcher) -> Places:
    return Places(searcher.library, searcher.terms)


def test_tells_a_true_quotation_in_the_records_words(chat: Chat, searcher: Searcher) -> None:
    chat.say(command=f"/verify 「{TRUE}」とパンキン外務次官は述べた。")
    sent = chat.wait_for("sendMessage")[0]
    excerpt = searcher.library.excerpt("csto-2020-10-07/10")
    assert covered(sent, "blockquote") == [excerpt.text]
    assert covered(sent, "bold") == [attribution(excerpt, "ja")]
    assert sent["text"].startswith("記録にあります。一字一句")
    assert "parse_mode" not in sent["raw"]


def test_a_finding_leads_to_its_place_and_on(chat: Chat, searcher: Searcher) -> None:
    chat.say(command=f"/verify 「{TRUE}」")
    sent = chat.wait_for("sendMessage")[0]
    excerpt = searcher.library.excerpt("csto-2020-10-07/10")
    assert covered(sent, "text_link") == [excerpt.id]
    assert [one["url"] for one in sent["raw"]["entities"] if "url" in one] == [deep_link("telemelya_bot", excerpt.id)]
    copied = [button["copy_text"]["text"] for button in buttons_of(sent) if "copy_text" in button]
    assert copied == [citation(excerpt, "ja")]
    chat.press(*carried(sent, Action.AROUND), sent["message_id"])
    around = chat.wait_for("sendMessage", 4)[1:]
    beside = searcher.library.around(excerpt.id, 1, 1)
    assert [covered(one, "blockquote", "expandable_blockquote") for one in around] == [[one.text] for one in beside]
    assert not chat.seen("editMessageText")  # the finding stays
    chat.press(Press(Action.AROUND, "ja", rest="nobody/7").data, sent["message_id"])
    assert chat.wait_for("answerCallbackQuery", 2)[1]["text"] == WORDS["ja"].gone


def test_each_passage_that_a_quotation_takes_in_is_linked(places: Places, searcher: Searcher) -> None:
    first, second = searcher.library.around("csto-2020-10-07/10", 0, 1)
    (page,) = report_pages(verified(places, f"{first.text}{second.text}"), "en")
    links = [one for one in linked(page, "https://t.me/bot?start={}".format).entities if one.url]
    assert [page.text[one.offset : one.offset + one.length] for one in links] == [first.id, second.id]
    assert [one.url for one in links] == [f"https://t.me/bot?start={one.id}" for one in (first, second)]


def buttons_of(sent: Json) -> list[Json]:
    return [button for row in sent["raw"]["reply_markup"]["inline_keyboard"] for button in row]


def test_tells_an_altered_one_and_marks_what_differs(chat: Chat) -> None:
    chat.say(command=f"/verify {TRUE.replace('18', '19')}")
    sent = chat.wait_for("sendMessage")[0]
    assert sent["text"].startswith("言葉が変えられています。")
    assert covered(sent, "strikethrough") == ["19"]
    assert covered(sent, "underline") == ["18", "18"]


def test_tells_who_really_said_it(chat: Chat) -> None:
    chat.say(command=f"/verify “{TRUE}”, said Sergey Lavrov.")
    text = chat.wait_for("sendMessage")[0]["text"]
    assert "アレクサンドル・パンキン" in text.splitlines()[0]
    assert "セルゲイ・ラヴロフ" in text.splitlines()[0]


@pytest.mark.parametrize("command", ["/verify", "/verify ", "/verify …?!"])
def test_asks_for_a_quotation_where_there_is_none(chat: Chat, command: str) -> None:
    chat.say(command=command)
    assert chat.wait_for("sendMessage")[0]["text"] in {words.verify_how for words in WORDS.values()}


def test_a_long_paste_gets_an_answer(chat: Chat) -> None:
    chat.say(command="/verify " + "会議。" * 1300)
    nothing = Finding(Verdict.NOT_FOUND, Piece(0, 0, ()))
    assert chat.wait_for("sendMessage")[0]["text"].startswith(verdict_text(nothing, "ja"))


@pytest.mark.parametrize(
    ("own", "replied", "expected"),
    [
        ("/verify the words", None, "the words"),
        ("/verify@onrecord_bot\nthe words", {"text": "others"}, "the words"),
        ("/verify", {"text": "the other's words"}, "the other's words"),
        ("/verify", {"caption": "below a picture"}, "below a picture"),
        ("/verify", {}, ""),
        ("/verify", None, ""),
    ],
)
def test_what_is_verified(own: str, replied: dict[str, str] | None, expected: str) -> None:
    head = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
    told = {**head, "text": own, **({"reply_to_message": {**head, **replied}} if replied is not None else {})}
    message = Message.de_json(told, None)
    assert message
    assert quotation_of(message) == expected


def test_a_part_marked_in_the_other_message_goes_before_the_whole() -> None:
    head = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
    told = {
        **head,
        "text": "/verify",
        "reply_to_message": {**head, "text": "one two"},
        "quote": {"text": "two", "position": 4},
    }
    message = Message.de_json(told, None)
    assert message
    assert quotation_of(message) == "two"


BOT = {"id": 9, "is_bot": True, "first_name": "On record", "username": "onrecord_bot"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
BY_ANNA, BY_BOT = ({"type": "user", "sender_user": one, "date": 1} for one in (ANNA, BOT))
QUOTE = {"text": "Ann, Chair\nThe words.\na/1", "entities": [{"type": "blockquote", "offset": 11, "length": 10}]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({**QUOTE, "forward_origin": {"type": "user", "sender_user": BOT, "date": 1}}, "The words."),
        ({**QUOTE, "forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}, QUOTE["text"]),
        ({"text": "/verify", "forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}, "/verify"),
        ({"text": "/verify", "reply_to_message": {**QUOTE, "from": BOT}}, "The words."),
        ({"text": "/verify", "reply_to_message": {**QUOTE, "from": {**BOT, "id": 8}}}, QUOTE["text"]),
        ({**QUOTE, "via_bot": BOT, "forward_origin": BY_ANNA}, "The words."),
        ({**QUOTE, "forward_origin": BY_ANNA}, QUOTE["text"]),
        ({"text": "/verify", "reply_to_message": {**QUOTE, "from": ANNA, "via_bot": BOT}}, "The words."),
        ({"text": "/verify", "reply_to_message": {**QUOTE, "from": ANNA, "forward_origin": BY_BOT}}, "The words."),
        ({"text": "/verify", "reply_to_message": {**QUOTE, "from": ANNA, "via_bot": {**BOT, "id": 8}}}, QUOTE["text"]),
    ],
)
def test_of_the_bots_own_messages_the_quotes_are_verified(more: dict[str, object], expected: str) -> None:
    head = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
    other = more.get("reply_to_message")
    told = {**head, **more} | ({"reply_to_message": {**head, **other}} if isinstance(other, dict) else {})
    message = Message.de_json(told, None)
    assert message
    assert quotation_of(message, Me(9, "onrecord_bot")) == expected


def within_limits(page: Page) -> bool:
    ends = [entity.offset + entity.length for entity in page.entities]
    fits = 0 < units(page.text) <= MessageLimit.MAX_TEXT_LENGTH and len(ends) <= MessageLimit.MESSAGE_ENTITIES
    return fits and all(end <= units(page.text) for end in ends)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [TRUE, TRUE.replace("18", "19"), "今日は晴れています。", f"「{TRUE}」「皆さん」"])
def test_in_every_language_within_the_limits(places: Places, text: str, language: Language) -> None:
    report = verified(places, text)
    pages = report_pages(report, language)
    assert len(pages) == len(report.findings)
    assert all(map(within_limits, pages))


LONG = "𠮷野家の会議で申し上げます。" * 400


@pytest.fixture(scope="module")
def long_reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = tmp_path_factory.mktemp("long")
    turn = Turn(1, "s", "役" * 900, None, 0, len(LONG))
    passage = Passage("long/1", "long", 1, 0, len(LONG))
    speakers = (Speaker("s", "名" * 900),)
    with Library.open(folder) as library:
        library.add(Record("long", "題" * 900, LONG, speakers=speakers, turns=(turn,), passages=(passage,)))
    with opened(folder, lambda message: None) as places:
        return [verified(places, LONG[:3000]), verified(places, LONG[:1400].replace("会議", "階段"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_over_the_limit_is_cut_to_an_exact_slice(long_reports: list[Report], language: Language) -> None:
    for page in (page for report in long_reports for page in report_pages(report, language)):
        assert within_limits(page)
        encoded = page.text.encode("utf-16-le")
        for entity in page.entities:
            if entity.type == "blockquote":
                shown = encoded[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
                assert shown
                assert shown in LONG
