"""Shared fixtures: where `../shared` is, and the skip where it is not."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and none judged by the clock: a busy machine or a lucky draw must not decide whether
# a change may land. `pytest --hypothesis-profile=default` searches at random.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NEEDED = {
    "shared": (SHARED.is_dir(), "../shared is not beside this checkout"),
    "office": (shutil.which("soffice") is not None, "LibreOffice is not installed"),
    "browser": (any(map(shutil.which, BROWSERS)), "no browser here"),
}
LEAVE = 30.0  # seconds: coverage writes for long on a busy machine
STARTING = {"spawn", "small_disk"}  # fixtures that start processes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what a machine lacks; mark what starts processes by a fixture."""
    for item in items:
        if STARTING & set(getattr(item, "fixturenames", ())):
            item.add_marker("processes")
        for mark, (here, reason) in NEEDED.items():
            if mark in item.keywords and not here:
                item.add_marker(pytest.mark.skip(reason=reason))


def dismiss_readers() -> None:
    """Let the readers of this process end by themselves: coverage loses what a killed one has run."""
    limits = sys.modules.get("plancli.read.sandbox.limits")
    if limits is not None:
        limits.LEAVE = LEAVE
        for worker in limits._workers:
            worker.dismiss()
        limits._workers.clear()


def pytest_sessionfinish() -> None:
    """Before `coverage combine` looks for what each process has written."""
    dismiss_readers()


@pytest.fixture
def readers_dismissed() -> None:
    """For tests that kill readers of their own."""
    dismiss_readers()


@pytest.fixture
def shared() -> Path:
    """The folder of real documents and gold records beside the checkout."""
    return SHARED


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    yield place
    subprocess.run(["umount", place], check=True)
