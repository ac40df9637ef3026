"""The buttons under messages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons import ANYBODY, Action, Press
from bot.citation import citation
from bot.paging import PageTurn
from bot.references import shortened, speaker_mark
from bot.render import Page
from bot.replies import LANGUAGE_NAMES, REPLIES
from bot.wording import LANGUAGES, WORDS, clipped
from corpus.model import Excerpt
from retrieval.language import Language
from retrieval.model import Answer

Row = list[InlineKeyboardButton]
CHOICES_SHOWN = 20
SHOWN_OF_A_CHOICE = 60  # code points


@dataclass(frozen=True, slots=True)
class Setting:
    """What every button under one answer carries; whether it answers a question, and whether 👍 and 👎 are wanted."""

    language: Language
    asker: str = ANYBODY
    answers: bool = False
    feedback: bool = False

    def press(self, action: Action, rest: str = "") -> Press:
        """The button for `action`."""
        return Press(action, self.language, self.asker, rest)


def quote_keyboard(page: Page, setting: Setting, *, ends_answer: bool) -> InlineKeyboardMarkup | None:
    """Under a quote: read on, its speaker only, its citation; under the last one more, 👍 and 👎."""
    rows = [_read_on(page, setting), _about(page.excerpt, setting) if page.excerpt else []]
    if ends_answer and setting.answers:
        rows.append(_on_the_answer(setting))
    return _markup(rows)


def answer_keyboards(answer: Answer, pages: Sequence[Page], setting: Setting) -> list[InlineKeyboardMarkup | None]:
    """What stands under each of the `pages` that give `answer`; a part of a quote that goes on has nothing."""
    setting = replace(setting, answers=bool(answer.quotes))
    last = max((place for place, page in enumerate(pages) if page.excerpt), default=-1)
    found = [
        quote_keyboard(page, setting, ends_answer=place == last) if page.excerpt and page.is_last_part else None
        for place, page in enumerate(pages)
    ]
    if found and answer.candidates:
        found[0] = choice_keyboard(answer.candidates, setting)
    elif found and answer.others:
        offers = [(one.name, speaker_mark(one.id)) for one in answer.others]
        found[0] = named_keyboard(offers, setting, Action.OFFER)
    return found


def report_keyboard(page: Page, setting: Setting) -> InlineKeyboardMarkup | None:
    """Under what was found of a quotation: read on, which leaves the finding where it is, and the citation."""
    return _markup([_around(page.excerpt, setting), _about(page.excerpt, setting)]) if page.excerpt else None


def turned_keyboard(page: Page, setting: Setting, before: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """Under a page that takes another's place, where `before` stood: what is said of the answer stays."""
    kept = [list(row) for row in (before.inline_keyboard if before else ()) if _is_on_the_answer(row)]
    markup = quote_keyboard(page, setting, ends_answer=False)
    return _markup([*([list(row) for row in markup.inline_keyboard] if markup else []), *kept])


def choice_keyboard(labels: Sequence[str], setting: Setting) -> InlineKeyboardMarkup:
    """A button for each of those whom a name may mean, of many the first."""
    return named_keyboard([(label, str(number)) for number, label in enumerate(labels)], setting, Action.CHOICE)


def named_keyboard(choices: Sequence[tuple[str, str]], setting: Setting, action: Action) -> InlineKeyboardMarkup:
    """A button for each label with what it carries, of many the first."""
    shown = choices[:CHOICES_SHOWN]
    return InlineKeyboardMarkup(
        [[_button(clipped(label, SHOWN_OF_A_CHOICE), setting.press(action, rest))] for label, rest in shown]
    )


def cancel_keyboard(setting: Setting) -> InlineKeyboardMarkup:
    """Under "still searching"."""
    return InlineKeyboardMarkup([[_button(REPLIES[setting.language].cancel, setting.press(Action.CANCEL))]])


def language_keyboard(setting: Setting) -> InlineKeyboardMarkup:
    """The languages, and that of the question."""
    names = [_button(LANGUAGE_NAMES[one], setting.press(Action.LANGUAGE, one)) for one in LANGUAGES]
    own = _button(REPLIES[setting.language].own_language, setting.press(Action.LANGUAGE))
    return InlineKeyboardMarkup([names, [own]])


def list_keyboard(action: Action, number: int, count: int, setting: Setting) -> InlineKeyboardMarkup | None:
    """To the page before and after page `number` (from 0) of a list of `count` pages."""
    words = WORDS[setting.language]
    row: Row = []
    if number > 0:
        row.append(_button(words.previous, setting.press(action, str(number - 1))))
    if number < count - 1:
        row.append(_button(words.next, setting.press(action, str(number + 1))))
    return _markup([row])


def presses(markup: InlineKeyboardMarkup | None) -> list[Press]:
    """What the buttons of `markup` carry, those of ours."""
    rows = markup.inline_keyboard if markup else ()
    found = [
        Press.read(button.callback_data) for row in rows for button in row if isinstance(button.callback_data, str)
    ]
    return [press for press in found if press]


def _read_on(page: Page, setting: Setting) -> Row:
    turns = [PageTurn.of(page, setting.language, forward=forward, asker=setting.asker) for forward in (False, True)]
    labels = (WORDS[setting.language].previous, WORDS[setting.language].next)
    return [_button(label, turn.press) for label, turn in zip(labels, turns, strict=True) if turn]


def _around(excerpt: Excerpt, setting: Setting) -> Row:
    named = (setting.press(Action.AROUND, name) for name in (excerpt.id, shortened(excerpt.id)))
    press = next((press for press in named if press.fits), None)
    return [_button(REPLIES[setting.language].read_on, press)] if press else []


def _about(excerpt: Excerpt, setting: Setting) -> Row:
    replies = REPLIES[setting.language]
    row: Row = []
    only = setting.press(Action.ONLY, excerpt.id)
    if not only.fits:
        only = setting.press(Action.ONLY, shortened(excerpt.id))
    if excerpt.speaker is not None and setting.answers and only.fits:
        row.append(_button(replies.only_speaker, only))
    return [*row, InlineKeyboardButton(replies.copy, copy_text=CopyTextButton(citation(excerpt, setting.language)))]


def _on_the_answer(setting: Setting) -> Row:
    row = [_button(REPLIES[setting.language].more, setting.press(Action.MORE))]
    if setting.feedback:
        row += [_button("👍", setting.press(Action.GOOD)), _button("👎", setting.press(Action.BAD))]
    return row


def _is_on_the_answer(row: Sequence[InlineKeyboardButton]) -> bool:
    found = [Press.read(button.callback_data) for button in row if isinstance(button.callback_data, str)]
    return any(press and press.action in (Action.MORE, Action.GOOD, Action.BAD) for press in found)


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=press.data)


def _markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    full = [row for row in rows if row]
    return InlineKeyboardMarkup(full) if full else None
