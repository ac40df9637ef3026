"""Albums: Telegram hands over each picture of one as a message of its own."""

from collections import OrderedDict

from telegram import Message

MOST_KNOWN = 1000  # of the latest


class Albums:
    """Those of which a message has been dealt with."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, str], None] = OrderedDict()

    def has_begun(self, message: Message) -> bool:
        """Whether another message of the same album was asked about before; of this one it is known from now on."""
        if message.media_group_id is None:
            return False
        album = (message.chat_id, message.media_group_id)
        had_begun = album in self._known
        self._known[album] = None
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return had_begun
