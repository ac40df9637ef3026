"""Word lists as they are easiest to read: words between blanks."""


def wordlist(words: str) -> frozenset[str]:
    """The words of `words`, split at white space."""
    return frozenset(words.split())
