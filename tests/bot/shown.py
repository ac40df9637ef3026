"""What a user sees of messages, by another counting than the bot's: slices of the text in UTF-16."""

from typing import Any


def marked(message: dict[str, Any], *kinds: str) -> list[str]:
    """What entities of these kinds cover."""
    units = message["text"].encode("utf-16-le")
    spans = [one for one in message.get("entities") or () if one["type"] in kinds]
    return [units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in spans]


def quotes(messages: list[dict[str, Any]]) -> list[str]:
    """What stands in block quotes."""
    return [part for message in messages for part in marked(message, "blockquote", "expandable_blockquote")]


def texts(messages: list[dict[str, Any]]) -> list[str]:
    """The texts alone."""
    return [message["text"] for message in messages]
