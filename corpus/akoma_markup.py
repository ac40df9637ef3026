"""XML as it is written: tags, attributes and text, every character of them."""

import re

from corpus.akoma_terms import CHARACTER, UNWRITABLE, escaped

_TEXT = re.compile(r"[&<>\r]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_VALUE = re.compile(r"[&<>\"\r\n\t]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def marked_text(text: str) -> str:
    """`text` between tags, from which a reader gets every character back."""
    return _TEXT.sub(lambda match: _character(match[0]), text)


def _character(char: str) -> str:
    if UNWRITABLE.match(char):
        return f"<?{CHARACTER} {ord(char):04X}?>"
    return _NAMED.get(char) or f"&#{ord(char)};"


def _value(value: str) -> str:
    return _VALUE.sub(lambda match: _NAMED.get(match[0]) or f"&#{ord(match[0])};", value)


def tag(name: str, attributes: dict[str, str | int | None], *, empty: bool = False) -> str:
    """A start tag, or that of an `empty` element; an attribute of None is left out.

    The values of our own attributes (with a colon in their name, or of our elements) are escaped.
    """
    ours = name.startswith("rec:")
    written = (
        f' {key}="{_value(escaped(str(value)) if ours or ":" in key else UNWRITABLE.sub(chr(0xFFFD), str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(written)}{'/' if empty else ''}>"
