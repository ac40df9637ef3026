"""The tables of the bot's memory, and the steps that bring an older one to them: the same SQL on every database."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, Boolean, Column, Float, MetaData, Table

from corpus.verbatim import Verbatim

metadata = MetaData()

# `chat` is the chat's id, `who` the user's; 0 stands for everybody in the chat.
settings = Table(
    "settings",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("who", BigInteger, primary_key=True),
    Column("language", Verbatim),
    Column("speaker", Verbatim),
    Column("record", Verbatim),
)

contexts = Table(
    "contexts",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("who", BigInteger, primary_key=True),
    Column("context", Verbatim, nullable=False),
    Column("expires", Float, nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("who", BigInteger, nullable=False),
    Column("context", Verbatim, nullable=False),
    Column("expires", Float, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("who", BigInteger, primary_key=True),
    Column("at", Float, nullable=False),
    Column("good", Boolean, nullable=False),
    Column("question", Verbatim, nullable=False),
    Column("passages", Verbatim, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("bot", BigInteger, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("at", Float, nullable=False),
    Column("who", BigInteger, nullable=False),
    Column("content", Verbatim),  # until it has been dealt with
    Column("answering", Boolean, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("worker", Verbatim),  # whose it is
    Column("working", Boolean, nullable=False),  # it has its turn among those of its user in its chat
    Column("cancelled", Boolean, nullable=False),  # its user no longer waits for it
)

additions = Table(
    "additions",
    metadata,
    Column("token", Verbatim, primary_key=True),
    Column("who", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("at", Float, nullable=False),
    Column("message", BigInteger),  # the bot's, which says that the file is being read
    Column("language", Verbatim),
    Column("worker", Verbatim),  # who reads it
)

workers = Table(
    "workers",
    metadata,
    Column("bot", BigInteger, primary_key=True),
    Column("worker", Verbatim, primary_key=True),
    Column("seen", Float, nullable=False),
)

asked = Table(
    "asked",
    metadata,
    Column("who", BigInteger, nullable=False),
    Column("light", Boolean, nullable=False),
    Column("at", Float, nullable=False),
)

Step = Sequence[str]
"""The statements that lead from one version of the file to the next."""

STEPS: tuple[Step, ...] = (
    (
        """CREATE TABLE settings (
            chat BIGINT NOT NULL, who BIGINT NOT NULL, language VARCHAR, speaker VARCHAR, record VARCHAR,
            PRIMARY KEY (chat, who))""",
        """CREATE TABLE contexts (
            chat BIGINT NOT NULL, who BIGINT NOT NULL, context TEXT NOT NULL, expires FLOAT NOT NULL,
            PRIMARY KEY (chat, who))""",
        """CREATE TABLE shown (
            chat BIGINT NOT NULL, message BIGINT NOT NULL, who BIGINT NOT NULL, context TEXT NOT NULL,
            expires FLOAT NOT NULL, PRIMARY KEY (chat, message))""",
        """CREATE TABLE feedback (
            chat BIGINT NOT NULL, message BIGINT NOT NULL, who BIGINT NOT NULL, at FLOAT NOT NULL,
            good BOOLEAN NOT NULL, question TEXT NOT NULL, passages TEXT NOT NULL,
            PRIMARY KEY (chat, message, who))""",
        """CREATE TABLE updates (
            bot BIGINT NOT NULL, number BIGINT NOT NULL, at FLOAT NOT NULL, who BIGINT NOT NULL, content TEXT,
            answering BOOLEAN NOT NULL, PRIMARY KEY (bot, number))""",
        """CREATE TABLE additions (
            token VARCHAR NOT NULL, who BIGINT NOT NULL, chat BIGINT NOT NULL, name VARCHAR NOT NULL,
            at FLOAT NOT NULL, PRIMARY KEY (token))""",
    ),
    (
        "ALTER TABLE updates ADD chat BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE updates ADD worker VARCHAR",
        "ALTER TABLE updates ADD working BOOLEAN NOT NULL DEFAULT FALSE",
        "ALTER TABLE updates ADD cancelled BOOLEAN NOT NULL DEFAULT FALSE",
        "CREATE INDEX updates_waiting ON updates (who) WHERE content IS NOT NULL",
        """CREATE TABLE workers (
            bot BIGINT NOT NULL, worker VARCHAR NOT NULL, seen FLOAT NOT NULL, PRIMARY KEY (bot, worker))""",
        "CREATE TABLE asked (who BIGINT NOT NULL, light BOOLEAN NOT NULL, at FLOAT NOT NULL)",
        "CREATE INDEX asked_by ON asked (who)",
    ),
    (
        "ALTER TABLE additions ADD message BIGINT",
        "ALTER TABLE additions ADD language VARCHAR",
        "ALTER TABLE additions ADD worker VARCHAR",
    ),
)
