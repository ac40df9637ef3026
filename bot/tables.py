"""The tables of `state.db`, and the steps that bring an older file to them."""

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

# `chat` is the chat's id, `who` the user's; 0 stands for everybody in the chat.
settings = Table(
    "settings",
    metadata,
    Column("chat", Integer, primary_key=True),
    Column("who", Integer, primary_key=True),
    Column("language", String),
    Column("speaker", String),
    Column("record", String),
)

contexts = Table(
    "contexts",
    metadata,
    Column("chat", Integer, primary_key=True),
    Column("who", Integer, primary_key=True),
    Column("context", Text, nullable=False),
    Column("expires", Float, nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("chat", Integer, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("who", Integer, nullable=False),
    Column("context", Text, nullable=False),
    Column("expires", Float, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("chat", Integer, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("who", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("good", Boolean, nullable=False),
    Column("question", Text, nullable=False),
    Column("passages", Text, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("bot", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", Integer, nullable=False),
    Column("content", Text),  # until it has been dealt with
    Column("answering", Boolean, nullable=False),
)

additions = Table(
    "additions",
    metadata,
    Column("token", String, primary_key=True),
    Column("who", Integer, nullable=False),
    Column("chat", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("at", Float, nullable=False),
)

Step = Sequence[str]
"""The statements that lead from one version of the file to the next."""

STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE settings (
            chat INTEGER NOT NULL, who INTEGER NOT NULL, language VARCHAR, speaker VARCHAR, record VARCHAR,
            PRIMARY KEY (chat, who))""",
        """CREATE TABLE contexts (
            chat INTEGER NOT NULL, who INTEGER NOT NULL, context TEXT NOT NULL, expires FLOAT NOT NULL,
            PRIMARY KEY (chat, who))""",
        """CREATE TABLE shown (
            chat INTEGER NOT NULL, message INTEGER NOT NULL, who INTEGER NOT NULL, context TEXT NOT NULL,
            expires FLOAT NOT NULL, PRIMARY KEY (chat, message))""",
        """CREATE TABLE feedback (
            chat INTEGER NOT NULL, message INTEGER NOT NULL, who INTEGER NOT NULL, at FLOAT NOT NULL,
            good BOOLEAN NOT NULL, question TEXT NOT NULL, passages TEXT NOT NULL,
            PRIMARY KEY (chat, message, who))""",
        """CREATE TABLE updates (
            bot INTEGER NOT NULL, number INTEGER NOT NULL, at FLOAT NOT NULL, who INTEGER NOT NULL, content TEXT,
            answering BOOLEAN NOT NULL, PRIMARY KEY (bot, number))""",
        """CREATE TABLE additions (
            token VARCHAR NOT NULL, who INTEGER NOT NULL, chat INTEGER NOT NULL, name VARCHAR NOT NULL,
            at FLOAT NOT NULL, PRIMARY KEY (token))""",
    ),
)
