"""`plancli lexicon`: the words that plancli knows, and yours."""

from __future__ import annotations

from collections.abc import Sequence

import click

from plancli.cli.command import command
from plancli.cli.options import Writing, lexicons, writing
from plancli.cli.talk import complain, say
from plancli.columns import WORD

WHAT = ("units", "indicators", "regions", "rules")
FAULTY = 4


@command(
    "lexicon",
    examples=(
        "plancli lexicon find 5G基站",
        "plancli lexicon check --lexicon mine.toml && plancli extract plans/ --lexicon mine.toml",
    ),
)
@click.argument("action", type=click.Choice(["list", "find", "check"]))
@click.argument("words", nargs=-1)
@lexicons
@writing
def lexicon(action: str, words: tuple[str, ...], lexicon: tuple[str, ...], writing: Writing) -> int:
    """List, find or check the words that plancli knows.

    \b
    list [units|indicators|regions|rules]   all entries, of one kind or of all
    find WORDS                              entries that one of the words names or stands in
    check [FILES]                           exit 4 where a lexicon file has a fault; without files, ours
    """
    from plancli.cli.output import emit
    from plancli.lexicon import browse

    if action == "check":
        return _check((*words, *lexicon))
    if action == "find":
        emit(browse.find(words, lexicon), WORD, writing)
    else:
        emit(browse.listed(words or WHAT, lexicon), WORD, writing)
    return 0


def _check(files: Sequence[str]) -> int:
    """Check our own lexicon, or the files of a user: every fault with file, line and what to do."""
    from plancli.lexicon import browse

    faults = list(browse.check(files))
    for fault in faults:
        complain(str(fault))
    if not faults:
        say(f"no faults · {', '.join(files) or 'lexicon of plancli'}")
    return FAULTY if faults else 0
