"""Commands: parse, call, print. click and rich live here only."""


def main() -> None:
    """What the script `plancli` runs."""
    from plancli.cli.app import run

    run()
