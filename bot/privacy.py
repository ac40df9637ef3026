"""What /privacy says: what is kept by this bot, as it is set, and for how long. Pure."""

from dataclasses import dataclass

from bot.replies import REPLIES
from bot.state import ADDITION_SECONDS, SHOWN_SECONDS, UPDATE_SECONDS
from retrieval.language import Language

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Kept:
    """How this bot is set: minutes that a conversation is kept, and whether opinions are.

    Whether questions are logged, and whether several workers count together how often somebody asks.
    """

    minutes: int
    opinions: bool
    logged: bool
    counted: bool = False


def privacy_text(kept: Kept, language: Language, *, is_owner: bool) -> str:
    """What is kept about a user; an owner is told of files, too."""
    words = REPLIES[language]
    further = (
        (words.privacy_files, is_owner),
        (words.privacy_tally, kept.counted),
        (words.privacy_logged, kept.logged),
        (words.privacy_end, True),
    )
    said = words.privacy + "".join(text for text, holds in further if holds)
    return said.format(
        opinions=words.privacy_opinions * kept.opinions,
        minutes=kept.minutes,
        days=round(SHOWN_SECONDS / DAY),
        update_days=round(UPDATE_SECONDS / DAY),
        file_days=round(ADDITION_SECONDS / DAY),
    )
