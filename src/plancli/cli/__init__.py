"""Commands: parse, call, print. click and rich live here only."""

import sys

from plancli.errors import INTERRUPTED


def main() -> None:
    """What the script `plancli` runs."""
    try:
        from plancli.cli.app import run

        run()
    except KeyboardInterrupt:  # before the command has begun, or when it has ended
        sys.stderr.write("plancli: interrupted\n")
        sys.exit(INTERRUPTED)
