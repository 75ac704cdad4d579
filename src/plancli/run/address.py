"""The address of a scheduler, as a user gives it."""

from __future__ import annotations

import re

from plancli.errors import UsageError
from plancli.patterns import lazy

LOCAL = "local"
ADDRESS = lazy(r"(?:[a-z]+://)?[^@/\s]+:\d+/?")


def hidden(address: str) -> str:
    """`address` without what is before an @: it may be a password."""
    return re.sub(r"[^/@\s]*@", "…@", address)


def checked(address: str) -> str:
    """`address`, where it is one.

    Raises:
        UsageError: it is no address, or holds a password.
    """
    if "@" in address:
        hint = "dask takes none there: give HOST:PORT, and keys for TLS in dask's configuration"
        raise UsageError("address with a user or password", f"--cluster {hidden(address)}", hint)
    if address != LOCAL and not ADDRESS.fullmatch(address):
        raise UsageError("no address", f"--cluster {address}", "write HOST:PORT of a dask scheduler, or local")
    return address
