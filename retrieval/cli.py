"""The command line: `onrecord COMMAND`. Heavy imports wait until a command needs them."""

import click

from embeddings import embed_command
from embeddings.command import run
from retrieval import add_command, ask_command, bot_command, eval_command, export_command, library_commands
from retrieval.calibrate_command import calibrate
from retrieval.verify_command import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Ask the record. It answers in the exact words, and says who said them."""


for command in (
    *ask_command.COMMANDS,
    add_command.add,
    *library_commands.COMMANDS,
    verify,
    export_command.export,
    embed_command.embed,
    eval_command.evaluate,
    calibrate,
    *bot_command.COMMANDS,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line on `sys.argv`."""
    run(cli, "onrecord")
