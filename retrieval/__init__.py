"""From a question to an answer made of quotes, and the command line."""
