"""`python -m bot`: the command line."""

from bot import loading  # first of all

# isort: split

import asyncio
import os
import sys
from pathlib import Path

import click
import structlog

from bot import logs, loop, program
from bot.doctor import doctor as examine
from bot.intake import SecondPoller, TokenRefused
from bot.invite import NoProvince, invite
from bot.play import play as play_conversation
from bot.settings import WrongSettings, read_settings
from bot.words import report
from catalogue.problem import CatalogueError
from domain.requests.life import Actor
from messages import checks
from messages.voice import NotCompiled
from storage.migrate import SchemaTooNew
from storage.opening import NoFile, NotCopied, UnknownDatabase, back_up, copy_database, open_database
from storage.replicas import TakenForDead
from storage.staff import ROLES
from storage.unit import Unavailable
from storage.words import Total, Words

loading.is_over()

KNOWN = (
    WrongSettings,
    SecondPoller,
    TokenRefused,
    CatalogueError,
    NoProvince,
    NoFile,
    NotCompiled,
    NotCopied,
    SchemaTooNew,
    TakenForDead,
    UnknownDatabase,
    Unavailable,
    OSError,
)
log = structlog.get_logger(__name__)


@click.group(help="Tiwizi, a Telegram assistant for Morocco's cooperatives and project holders.")
def main() -> None:
    """The group of commands."""


@main.command(help="Run the bot. Without a token it comes with a local Telegram, whose address is printed.")
def run() -> None:
    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    loop.run(program.run(settings, _announce))


@main.command(help="Bring the database's schema up to date.")
def migrate() -> None:
    asyncio.run(_open_and_close())
    click.echo("The database is up to date.")


@main.command(help="Write a consistent copy of the database to FILE, while the bot goes on working.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    if file.exists():
        raise click.ClickException(f"{file} exists already; give another name.")
    asyncio.run(back_up(read_settings().database_url, file))
    click.echo(f"The copy is in {file}.")


@main.command(
    name="copy-database", help="Copy everything from FROM (sqlite:///…) to the empty database TO (postgresql://…)."
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_database_to(source: str, target: str) -> None:
    copied = asyncio.run(copy_database(source, target))
    for table, rows in copied.items():
        click.echo(f"{rows:>12,}  {table}")
    click.echo(f"{sum(copied.values()):,} rows are there, and add up. Now set TIWIZI_DATABASE_URL, and start the bot.")


@main.command(help="Check the catalogue, the translations and the settings; say what is wrong or old.")
def check() -> None:
    read_settings()
    problems = checks.problems()
    for line in [*problems, *checks.warnings()]:
        click.echo(line)
    if problems:
        raise click.ClickException(f"{len(problems)} problems")
    click.echo("Everything is in order.")


@main.command(help="Examine the running installation: what works, what does not, and what to do.")
@click.option("--language", type=click.Choice(["ar", "fr"]), default="fr", show_default=True)
def doctor(language: str) -> None:
    lines, works = asyncio.run(examine(read_settings(), language))
    click.echo("\n\n".join(lines))
    if not works:
        sys.exit(1)


@main.command(help="Talk through CONVERSATION here in the terminal, without Telegram.")
@click.argument("conversation", default="eligibility")
@click.option("--language", default="ar", show_default=True)
def play(conversation: str, language: str) -> None:
    play_conversation(conversation, language)


@main.command(name="invite", help="Print a link for one use that gives ROLE to whoever opens it first.")
@click.argument("role", type=click.Choice([role.value for role in ROLES]))
@click.option("--province", help="A province's code, such as 05.301. Without it the role counts everywhere.")
def invite_to(role: str, province: str | None) -> None:
    for line in asyncio.run(invite(read_settings(), Actor(role), province)):
        click.echo(line)


@main.command(help="Print the words that people typed and we did not understand, with aliases proposed for review.")
@click.option("--least", default=2, show_default=True, help="Leave out what was typed fewer times.")
def words(least: int) -> None:
    for line in report(asyncio.run(_words_heard()), least):
        click.echo(line)


async def _words_heard() -> list[Total]:
    database = await open_database(read_settings().database_url)
    try:
        async with database.unit() as unit:
            return await Words(unit).totals()
    finally:
        await database.close()


async def _open_and_close() -> None:
    database = await open_database(read_settings().database_url)
    await database.close()


def _announce(where: str) -> None:
    click.echo(f"Tiwizi is ready: {where}   (stop with Ctrl+C)")


def _sentence(error: BaseException) -> str:
    """What to tell the person at the keyboard: the message, or else what the kind of error means."""
    return str(error) or str(type(error).__doc__)


def start() -> None:
    """Run the command line; an error that the person can mend is one sentence, not a traceback."""
    logs.configure("console", "INFO")  # from the first moment on: only our log hides the token
    os.umask(0o077)  # the database and its copies are for their owner alone
    try:
        main()
    except KNOWN as error:
        click.echo(_sentence(error), err=True)
        sys.exit(2)
    except Exception:
        log.exception("The program failed.")  # through the log, which hides the token
        sys.exit(1)


if __name__ == "__main__":
    start()
