"""The Telegram bot: a thin room in front of `retrieval`."""
