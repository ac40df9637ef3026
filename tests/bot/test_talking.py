"""Conversations in private, over the Bot API: follow-ups, replies, buttons, commands."""

from dataclasses import replace

import pytest

from bot import app, asking, handlers, sending
from bot.buttons import Action, Press, mark_of
from bot.privacy import Kept, privacy_text
from bot.references import deep_link, payload
from bot.replies import REPLIES
from bot.service import SERVICE, Service
from bot.wording import WORDS, attribution
from corpus.library import Library
from retrieval.answer import answer
from retrieval.conversation import Conversation, next_question
from retrieval.language import Language
from retrieval.search import Searcher
from retrieval.wording import no_more_text, reason_text, who_text
from tests.bot.test_telegram import (
    PATIENCE,
    SLOW,
    STUCK,
    TOKEN,
    Chat,
    Json,
    bot,
    carried,
    chat,
    covered,
    loop,
    released,
    server,
)

__all__ = ["bot", "chat", "loop", "released", "server"]  # fixtures
QUOTED = ("blockquote", "expandable_blockquote")
BOT: Json = {"id": int(TOKEN.split(":")[0]), "is_bot": True, "first_name": "TestBot", "username": "telemelya_bot"}
KEPT = Kept(60, opinions=True, logged=False)
FIRST, FOLLOWING = "What did Zas say about peacekeeping?", "And Pankin?"


def speakers_quoted(chat: Chat, messages: list[Json], library: Library) -> set[str | None]:
    return {library.excerpt(sent["text"].split(" · ")[-1]).speaker for sent in messages if covered(sent, *QUOTED)}


def user(chat: Chat) -> Json:
    return {"id": chat.id, "is_bot": False, "first_name": "Anna", "language_code": "en"}


def message(chat: Chat, text: str, **more: object) -> Json:
    place = {"id": chat.id, "type": "private", "first_name": "Anna"}
    return {"message_id": 5000, "date": 2_000_000_000, "chat": place, "from": user(chat), "text": text, **more}


def as_replied(chat: Chat, sent: Json) -> Json:
    """A message of the bot as Telegram hands it back with a reply."""
    told = message(chat, sent["text"], entities=sent["raw"]["entities"], reply_markup=sent["raw"]["reply_markup"])
    return told | {"from": BOT, "message_id": sent["message_id"]}


def asked(chat: Chat, question: str) -> list[Json]:
    """The messages that answer a question, once all have come."""
    before = len(chat.seen("sendMessage"))
    chat.say(question)
    return settled(chat, before)


def settled(chat: Chat, before: int) -> list[Json]:
    """What is sent until the one with 👍 under it, or one without a quote."""
    number = before + 1
    while True:
        sent = chat.wait_for("sendMessage", number)
        if not covered(sent[-1], *QUOTED) or carried(sent[-1], Action.GOOD):
            return sent[before:]
        number = len(sent) + 1


def test_a_follow_up_takes_up_the_last_question(chat: Chat, searcher: Searcher) -> None:
    asked(chat, FIRST)
    _, conversation = next_question(Conversation(), FIRST, searcher.roster)
    expected, _ = asking.asked(searcher, conversation, FOLLOWING, "en")
    assert expected.answer.quotes
    sent = asked(chat, FOLLOWING)
    assert [covered(one, *QUOTED)[0] for one in sent] == [quote.excerpt.text for quote in expected.answer.quotes]
    assert speakers_quoted(chat, sent, searcher.library) == {"アレクサンドル・パンキン"}


def test_a_reply_to_a_quote_asks_its_speaker(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    quoted = searcher.library.excerpt("csto-2020-10-07/45")
    chat.say(command=f"/start {payload(quoted.id)}")
    shown = chat.wait_for("sendMessage")[0]
    assert covered(shown, *QUOTED) == [quoted.text]
    said = message(chat, "What about peacekeeping?", reply_to_message=as_replied(chat, shown))
    chat.happens("message", said)
    sent = settled(chat, 1)
    assert speakers_quoted(chat, sent, searcher.library) == {quoted.speaker}


def test_a_reply_that_names_somebody_asks_of_that_one(chat: Chat, searcher: Searcher) -> None:
    chat.say(command=f"/start {payload('csto-2020-10-07/45')}")
    shown = chat.wait_for("sendMessage")[0]
    said = message(chat, "What did Pankin say about peacekeeping?", reply_to_message=as_replied(chat, shown))
    chat.happens("message", said)
    assert speakers_quoted(chat, settled(chat, 1), searcher.library) == {"アレクサンドル・パンキン"}


def test_only_this_speaker(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    first = asked(chat, questions["en"])[0]
    speaker = searcher.library.excerpt(first["text"].split(" · ")[-1]).speaker
    before = len(chat.seen("sendMessage"))
    chat.press(carried(first, Action.ONLY)[0], first["message_id"])
    assert speakers_quoted(chat, settled(chat, before), searcher.library) == {speaker}


def test_who_else_speaks_to_it_becomes_buttons(chat: Chat, searcher: Searcher) -> None:
    question = "What did Pankin say about model laws?"
    unanswered = answer(searcher, question)
    assert unanswered.others
    refusal = asked(chat, question)[0]
    assert refusal["text"].startswith(reason_text(unanswered, "en"))
    for number, other in enumerate(unanswered.others):
        before = len(chat.seen("sendMessage"))
        chat.press(carried(refusal, Action.OFFER)[number], refusal["message_id"])
        assert speakers_quoted(chat, settled(chat, before), searcher.library) == {other.name}


def test_yes_takes_up_the_offer(chat: Chat, searcher: Searcher) -> None:
    question = "What did Pankin say about model laws?"
    asked(chat, question)
    sent = asked(chat, "yes")
    assert speakers_quoted(chat, sent, searcher.library) == {one.name for one in answer(searcher, question).others}


def test_a_who_question_leads_with_the_names(chat: Chat, searcher: Searcher) -> None:
    question = "Кто говорил о коронавирусе?"
    found = answer(searcher, question)
    assert len(found.names) > 1
    chat.say(question)
    lead, *quoted = chat.wait_for("sendMessage", 1 + len(found.quotes))
    assert lead["text"] == who_text(found)
    assert speakers_quoted(chat, quoted, searcher.library) == set(found.names)


def test_going_on_goes_on_with_the_last_question(chat: Chat) -> None:
    first = asked(chat, "What did Zas say?")
    further = asked(chat, "What else did he say?")
    assert further
    assert not {covered(one, *QUOTED)[0] for one in first} & {text for one in further for text in covered(one, *QUOTED)}


def test_more_shows_what_was_not_shown(chat: Chat, searcher: Searcher) -> None:
    shown: list[str] = []
    chat.say("What did Zas say?")
    sent = settled(chat, 0)
    while True:
        shown += [covered(one, *QUOTED)[0] for one in sent]
        before = len(chat.seen("sendMessage")), len(chat.seen("answerCallbackQuery"))
        chat.press(carried(sent[-1], Action.MORE)[0], sent[-1]["message_id"])
        told = chat.wait_for("answerCallbackQuery", before[1] + 1)[-1]
        if told["text"]:
            break
        sent = chat.seen("sendMessage")[before[0] :]
    assert told["text"] == no_more_text("en")
    assert len(shown) == len(set(shown)) > 5


def test_more_by_command_is_of_the_last_question(chat: Chat) -> None:
    chat.say(command="/more")
    assert chat.wait_for("sendMessage")[0]["text"] == REPLIES["en"].no_question
    first = asked(chat, "What did Zas say?")
    chat.say(command="/more")
    further = settled(chat, 1 + len(first))
    assert not {covered(one, *QUOTED)[0] for one in first} & {covered(one, *QUOTED)[0] for one in further}


def test_a_button_copies_the_citation(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    sent = asked(chat, questions["ja"])[0]
    copied = sent["raw"]["reply_markup"]["inline_keyboard"][1][1]["copy_text"]["text"]
    excerpt = answer(searcher, questions["ja"]).quotes[0].excerpt
    assert copied.startswith(attribution(excerpt, "ja"))
    assert copied.endswith(f"[{excerpt.id}]")


def test_the_id_is_a_link_that_leads_to_the_passage(
    chat: Chat, searcher: Searcher, questions: dict[Language, str]
) -> None:
    sent = asked(chat, questions["ru"])[0]
    (link,) = (entity for entity in sent["raw"]["entities"] if entity["type"] == "text_link")
    excerpt = answer(searcher, questions["ru"]).quotes[0].excerpt
    assert link["url"] == deep_link("telemelya_bot", excerpt.id)
    assert covered(sent, "text_link") == [excerpt.id]
    before = len(chat.seen("sendMessage"))
    chat.say(command=f"/start {link['url'].partition('=')[2]}")
    assert covered(chat.wait_for("sendMessage", before + 1)[-1], *QUOTED) == [excerpt.text]


@pytest.mark.parametrize("written", ["p_csto-2020-10-07-9999", "p_nothing-1", "h_0123456789abcdef-3"])
def test_a_link_to_what_is_gone_says_so(chat: Chat, written: str) -> None:
    chat.say(command=f"/start {written}")
    assert chat.wait_for("sendMessage")[0]["text"] == REPLIES["en"].link_gone


def test_feedback_is_kept_with_question_and_passages(
    chat: Chat, bot: app.App, questions: dict[Language, str], searcher: Searcher
) -> None:
    sent = asked(chat, questions["en"])[-1]
    chat.press(carried(sent, Action.BAD)[0], sent["message_id"])
    assert chat.wait_for("answerCallbackQuery")[0]["text"] == REPLIES["en"].thanks
    found: Service = bot.bot_data[SERVICE]
    (kept,) = (one for one in found.state.feedback() if one.question == questions["en"])
    assert not kept.good
    assert kept.passages == tuple(quote.excerpt.id for quote in answer(searcher, questions["en"]).quotes)


def test_feedback_is_switched_off_by_one_setting(
    chat: Chat, bot: app.App, questions: dict[Language, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on: Service = bot.bot_data[SERVICE]
    monkeypatch.setitem(bot.bot_data, SERVICE, replace(on, kept=replace(on.kept, opinions=False)))
    chat.say(questions["en"])
    sent = chat.wait_for("sendMessage", len(answer(on.desk.current(), questions["en"]).quotes))
    assert not any(carried(one, Action.GOOD) for one in sent)
    chat.press(Press(Action.GOOD, "en", mark_of(chat.id)).data, sent[-1]["message_id"])
    assert chat.wait_for("answerCallbackQuery")[0]["text"] == REPLIES["en"].asked_anew


@pytest.mark.parametrize("action", list(Action))
def test_another_users_button_is_refused_in_words(chat: Chat, action: Action) -> None:
    chat.press(Press(action, "ru", mark_of(chat.id + 1), "0").data, 1)
    assert chat.wait_for("answerCallbackQuery")[0]["text"] == REPLIES["ru"].not_yours


@pytest.mark.parametrize("action", [Action.ONLY, Action.OFFER, Action.CHOICE, Action.MORE, Action.GOOD])
def test_a_button_of_a_question_that_is_forgotten_says_so(chat: Chat, action: Action) -> None:
    chat.press(Press(action, "ja", mark_of(chat.id), "0").data, 1)
    assert chat.wait_for("answerCallbackQuery")[0]["text"] == REPLIES["ja"].asked_anew


def test_the_language_that_was_chosen_is_spoken(chat: Chat) -> None:
    chat.say(command="/language")
    sent = chat.wait_for("sendMessage")[0]
    chat.press(carried(sent, Action.LANGUAGE)[2], sent["message_id"])
    assert chat.wait_for("answerCallbackQuery")[0]["text"] == REPLIES["ru"].language_set
    chat.say(command="/privacy")
    assert chat.wait_for("sendMessage", 2)[1]["text"] == privacy_text(KEPT, "ru", is_owner=False)
    chat.say(command="/forget")
    assert chat.wait_for("sendMessage", 3)[2]["text"] == REPLIES["ru"].forgotten
    chat.say(command="/privacy")
    assert chat.wait_for("sendMessage", 4)[3]["text"] == privacy_text(KEPT, "en", is_owner=False)


def test_only_one_speaker_until_told_otherwise(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    chat.say(command="/speaker Засу")
    assert "スタニスラフ・ザス" in chat.wait_for("sendMessage")[0]["text"]
    chat.say("peacekeeping")
    assert speakers_quoted(chat, settled(chat, 1), searcher.library) == {"スタニスラフ・ザス"}
    before = len(chat.seen("sendMessage"))
    chat.say(command="/speaker")
    assert chat.wait_for("sendMessage", before + 1)[-1]["text"] == REPLIES["en"].everybody
    chat.say(command="/speaker Napoleon")
    assert chat.wait_for("sendMessage", before + 2)[-1]["text"] == REPLIES["en"].nobody_called


def test_lists_of_speakers_and_records(chat: Chat, searcher: Searcher) -> None:
    chat.say(command="/speakers")
    text = chat.wait_for("sendMessage")[0]["text"]
    assert all(one.speaker.name in text for one in searcher.library.speakers())
    chat.say(command="/records")
    text = chat.wait_for("sendMessage", 2)[1]["text"]
    assert all(one.title in text for one in searcher.library.records())


def test_what_stands_around_a_quote(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    sent = asked(chat, questions["ja"])
    chat.say(command="/context")
    first = answer(searcher, questions["ja"]).quotes[0].excerpt
    beside = searcher.library.around(first.id, 1, 1)
    around = chat.wait_for("sendMessage", len(sent) + len(beside))[len(sent) :]
    assert [covered(one, *QUOTED)[0] for one in around] == [one.text for one in beside]


def test_a_forwarded_message_is_verified(chat: Chat, searcher: Searcher) -> None:
    excerpt = searcher.library.excerpt("csto-2020-10-07/10")
    origin = {"type": "hidden_user", "sender_user_name": "Ben", "date": 1}
    chat.happens("message", message(chat, excerpt.text, forward_origin=origin))
    sent = chat.wait_for("sendMessage")[0]
    assert sent["text"].startswith("記録にあります")
    assert covered(sent, "blockquote") == [excerpt.text]


def test_an_edited_question_is_answered_again_and_only_then(chat: Chat, questions: dict[Language, str]) -> None:
    chat.happens("message", message(chat, questions["en"]))
    number = len(settled(chat, 0))
    chat.happens("edited_message", message(chat, questions["en"], edit_date=2_000_000_001))
    chat.happens("edited_message", message(chat, "/help", edit_date=2_000_000_001))
    chat.happens("edited_message", message(chat, questions["ru"], date=1, edit_date=2_000_000_001))
    chat.happens("edited_message", message(chat, FIRST, edit_date=2_000_000_001))
    again = settled(chat, number)
    assert again
    chat.say(command="/cancel")
    assert len(chat.wait_for("sendMessage", number + len(again) + 1)) == number + len(again) + 1


def test_an_edit_that_changes_no_word_of_an_earlier_question_is_not_answered(
    chat: Chat, questions: dict[Language, str]
) -> None:
    asked_first, asked_last = message(chat, questions["en"]), message(chat, FIRST, message_id=5001)
    chat.happens("message", asked_first)
    number = len(settled(chat, 0))
    chat.happens("message", asked_last)
    number += len(settled(chat, number))
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    for one in (asked_first, asked_last):
        chat.happens("edited_message", one | {"edit_date": 2_000_000_001, "entities": bold})
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    chat.happens("message", message(chat, "/forget", message_id=5002, entities=command))
    assert chat.wait_for("sendMessage", number + 1)[number]["text"] == REPLIES["en"].forgotten
    chat.happens("edited_message", asked_first | {"edit_date": 2_000_000_001, "entities": bold})
    assert settled(chat, number + 1)  # nothing is known of it any more


def test_what_was_chosen_inline_is_no_question(chat: Chat) -> None:
    chat.happens("message", message(chat, "What did Zas say?", via_bot=BOT))
    chat.say(command="/cancel")
    assert [one["text"] for one in chat.wait_for("sendMessage")] == [REPLIES["en"].nothing_to_cancel]


@pytest.mark.usefixtures("released")
def test_slow_work_can_be_cancelled_by_command(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, questions: dict[Language, str]
) -> None:
    monkeypatch.setattr(sending, "SLOW_SECONDS", PATIENCE)
    chat.say(f"{STUCK} question about security")
    chat.wait_for("sendChatAction")
    chat.say(command="/cancel")
    assert chat.wait_for("sendMessage")[0]["text"] == REPLIES["en"].cancelled
    assert asked(chat, questions["en"])


@pytest.mark.usefixtures("released")
def test_slow_work_can_be_cancelled_by_button(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SLOW_SECONDS", 0.05)
    chat.say(f"{STUCK} question about security")
    notice = chat.wait_for("sendMessage")[0]
    assert notice["text"] == REPLIES["en"].still_searching
    chat.press(carried(notice, Action.CANCEL)[0], notice["message_id"])
    assert chat.wait_for("sendMessage", 2)[1]["text"] == REPLIES["en"].cancelled
    assert chat.wait_for("deleteMessage")[0]["message_id"] == notice["message_id"]


@pytest.mark.usefixtures("released")
def test_a_question_that_takes_too_long_is_given_up_in_words(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, questions: dict[Language, str]
) -> None:
    monkeypatch.setattr(handlers, "PATIENCE_SECONDS", 0.2)
    chat.say(f"{STUCK} question about security")
    assert chat.wait_for("sendMessage")[0]["text"] == REPLIES["en"].too_slow
    monkeypatch.undo()
    assert asked(chat, questions["en"])


def test_one_users_messages_are_answered_in_order(chat: Chat) -> None:
    question = f"{SLOW} question about the best pizza"
    chat.say(question)
    chat.say(command="/records")
    first, second = chat.wait_for("sendMessage", 2)
    assert first["text"] not in second["text"]
    assert second["text"].startswith(REPLIES["en"].records)


PHOTO = [{"file_id": "p" * 20, "file_unique_id": "p", "width": 1, "height": 1}]


def picture(chat: Chat, **more: object) -> Json:
    shown = message(chat, "") | {"photo": PHOTO, **more}
    del shown["text"]
    return shown


def test_an_album_gets_one_word(chat: Chat) -> None:
    for album in ("one", "one", "one", "two"):
        chat.happens("message", picture(chat, media_group_id=album))
    chat.happens("message", picture(chat))
    chat.say(command="/cancel")
    chat.wait_for("sendMessage", 4)
    said = [sent["text"] for sent in chat.seen("sendMessage")]
    assert sorted(said) == sorted([WORDS["en"].only_text] * 3 + [REPLIES["en"].nothing_to_cancel])


def test_of_a_forwarded_album_what_is_written_is_verified_and_nothing_else_said(chat: Chat) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Ben", "date": 1}
    forwarded = {"forward_origin": origin, "media_group_id": "three"}
    chat.happens("message", picture(chat, caption="marmots counted on the northern slope", **forwarded))
    chat.happens("message", picture(chat, **forwarded))
    chat.happens("message", picture(chat))
    said = [sent["text"] for sent in chat.wait_for("sendMessage", 2)]
    assert said[1:] == [WORDS["en"].only_text]
