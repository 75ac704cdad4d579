"""The group `plancli`: finds the command, and turns every way to end into one line and an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
from difflib import get_close_matches
from importlib import import_module
from types import FrameType, TracebackType
from typing import Any, NoReturn

import click

from plancli.cli.messages import one_line
from plancli.errors import INTERRUPTED, PlancliError, UsageError
from plancli.run.collection import THRESHOLDS

# A new command is one line here: its name → the module in which the function of that name is the command, and the first
# sentence of its help: a list of commands then imports none of them.
COMMANDS = {
    "segment": ("plancli.cli.commands.segment", "Cut documents into sections, sentences, clauses or parts."),
    "extract": ("plancli.cli.commands.extract", "Find the numeric statements of documents."),
    "normalize": ("plancli.cli.commands.normalize", "Read the numbers, units and times in expressions."),
    "compare": ("plancli.cli.commands.compare", "Set the targets of many regions in one table."),
    "cascade": ("plancli.cli.commands.cascade", "Set each region's targets against those of the level above."),
    "diff": ("plancli.cli.commands.diff", "Say what changed between an older and a newer plan."),
    "export": ("plancli.cli.commands.export", "Write records as a workbook, a table or a report."),
    "explain": ("plancli.cli.commands.explain", "Show the rule and the words behind every attribute."),
    "evaluate": ("plancli.cli.commands.evaluate", "Score predicted records against gold records."),
    "coverage": ("plancli.cli.commands.trust.coverage", "Say of each document and headline indicator what it holds."),
    "verify": ("plancli.cli.commands.trust.verify", "Prove that records are what their files say."),
    "agree": ("plancli.cli.commands.trust.agree", "Say how far several people agree."),
    "codebook": ("plancli.cli.commands.trust.codebook", "Explain the fields, values and rules of records."),
    "methods": ("plancli.cli.commands.trust.methods", "Write a paragraph on methods."),
    "review": ("plancli.cli.commands.trust.review", "Make a page or workbook to check records in."),
    "lexicon": ("plancli.cli.commands.lexicon", "List, find or check the words that plancli knows."),
}
TERMINATED = 143  # 128 + SIGTERM, as shells report it


# no Exception: the one place that swallows those (run.serial) must not take it for a bad file
class Terminated(BaseException):
    """SIGTERM arrived: unwind as Ctrl-C does, so that workers and temporary files go."""


class CommandGroup(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        # click words the message for a wrong option
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]}?" if near else "see plancli --help"
            raise UsageError(f"no command {args[0]}", "plancli", hint)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # Here and not in `main`: click would print an empty line first.
            raise click.exceptions.Exit(_say("interrupted", INTERRUPTED)) from None
        except Terminated:
            raise click.exceptions.Exit(_say("terminated", TERMINATED)) from None
        except BrokenPipeError:
            _forget_stdout()
            raise click.exceptions.Exit(0) from None

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        # click would print its own messages, of several lines, and end the process itself
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
            _flush()
        except click.ClickException as error:
            # every way to end says one line `what · where · what to do`; a traceback is for --debug
            code = _say(_usage(error), error.exit_code)
        except click.Abort:
            code = _say("interrupted", INTERRUPTED)
        except PlancliError as error:
            if _debugging():
                raise
            code = _say(str(error), error.code)
        except OSError as error:
            if _debugging():
                raise
            code = _say(_unwritten(error), 1)
        sys.exit(code if isinstance(code, int) else 0)


def _say(message: str, code: int) -> int:
    click.echo(f"plancli: {one_line(message)}", err=True)
    return code


def _usage(error: click.ClickException) -> str:
    """What click says of a wrong call, as `what · where · what to do`."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "plancli"
    return f"{error.format_message().rstrip('.')} · {path} · see {path} --help"


def _unwritten(error: OSError) -> str:
    """What the system refused, as `what · where · what to do`; without a file name it was standard output."""
    from plancli.run.atomic import REASONS

    what, hint = REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
    if error.filename is None:
        _forget_stdout()
    return str(PlancliError(what.lower(), str(error.filename or "standard output"), hint))


def _flush() -> None:
    """Write what is left now, while a closed pipe can still be told from an error."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()


def _forget_stdout() -> None:
    """The reader has gone: point stdout at nothing, or the interpreter would complain at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None  # a stand-in without a file number, in tests


def _debugging() -> bool:
    return "--debug" in sys.argv


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def _internal_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of plancli itself: one line too; the traceback only with --debug."""
    if _debugging():
        sys.__excepthook__(kind, error, trace)
    else:
        _say(f"internal error · {kind.__name__}: {error} · run again with --debug and report it", 1)


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="plancli", message="plancli %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Numeric targets in Chinese policy texts: found, normalised, compared across regions.

    \b
    Two commands from plans to a workbook:
      plancli extract plans/ -o targets.jsonl
      plancli export targets.jsonl -o plan.xlsx

    A PATH is a file, a folder (read with all below it) or - for standard input. In a pipe, commands
    write JSON Lines and read what the others write; on a terminal, they show a table.

    Exit codes: 0 all good, 1 nothing usable, 2 wrong use, 3 some inputs failed, 4 a check found
    differences, 130 interrupted, 143 terminated.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UsageError.code)


def run() -> None:
    """Run the command line of this process."""
    sys.excepthook = _internal_error
    gc.set_threshold(*THRESHOLDS)  # a run makes few circles of garbage; looking for them takes a tenth of its time
    signal.signal(signal.SIGTERM, _terminate)
    hangup = getattr(signal, "SIGHUP", None)  # the terminal is closed; under nohup it is ignored, and stays so
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
        signal.signal(hangup, _terminate)
    cli.main(prog_name="plancli")
