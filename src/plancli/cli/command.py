"""`command`: a click command with the options that every command has, and its worked examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from plancli.cli.messages import DEBUG, QUIET, VERBOSE

Function = Callable[..., Any]
"""The function of a command; click hands it one argument for each of its options."""


class Command(click.Command):
    """A command with its worked examples below its options, one a line."""

    examples: tuple[str, ...] = ()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            for example in self.examples:
                # click would break a long command in two, and a shell would run the first half
                formatter.write_text(example) if len(example) < 60 else formatter.write(f"  {example}\n")


def command(name: str, examples: tuple[str, ...]) -> Callable[[Function], Command]:
    """Make a function the command `name`: it gets -q, -v and --debug and shows `examples` in its help.

    The function returns its exit code, or None for 0.
    """

    def decorate(function: Function) -> Command:
        made = click.command(name, cls=Command)(function)
        made.examples = examples
        made.params += [
            _flag(QUIET, "Say only what failed.", "-q"),
            _flag(VERBOSE, "Say more on stderr.", "-v"),
            _flag(DEBUG, "Show the traceback of an error."),
        ]
        return made

    return decorate


def _flag(name: str, help: str, *short: str) -> click.Option:
    declared = [*short, f"--{name}"]
    # eager: a callback of another option may already have something to say
    return click.Option(declared, is_flag=True, expose_value=False, is_eager=True, callback=_remember, help=help)


def _remember(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.meta[str(parameter.name)] = value
