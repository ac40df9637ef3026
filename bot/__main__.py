"""`python -m bot` does the work of `onrecord bot`."""

from embeddings.command import run
from retrieval.bot_command import bot

if __name__ == "__main__":
    run(bot, "python -m bot")
