"""`python -m plancli` is `plancli`."""

from plancli.cli import main

if __name__ == "__main__":
    main()
