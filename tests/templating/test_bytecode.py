"""Compiled templates are shared between the versions of a template."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import jinja2
import pytest

from generator.templating.bytecode import bytecode_cache


def render(root: Path, cache: Path, **options: bool) -> str:
    """The file of a version, rendered with the cache."""
    cached = bytecode_cache(cache, options)
    loader = jinja2.FileSystemLoader(str(root))
    environment = jinja2.Environment(loader=loader, bytecode_cache=cached, **options)  # type: ignore[arg-type] # noqa: S701 - no HTML
    return environment.get_template("file.txt").render()


@pytest.fixture
def versions(tmp_path: Path) -> list[Path]:
    """Two versions of a template with the same file, and the folder of the cache."""
    folders = [tmp_path / "v1", tmp_path / "v2"]
    for folder in folders:
        folder.mkdir()
        (folder / "file.txt").write_text("{% if true %}\nyes\n{% endif %}")
    return [*folders, tmp_path / "cache"]


def test_a_file_that_did_not_change_is_compiled_once(versions: list[Path]) -> None:
    """A newer version of a template pays for what is new in it."""
    one, two, cache = versions
    assert render(one, cache) == render(two, cache)
    assert len([*cache.iterdir()]) == 1
    (two / "file.txt").write_text("no")
    assert render(two, cache) == "no"
    assert len([*cache.iterdir()]) == 2


def test_other_options_compile_otherwise(versions: list[Path]) -> None:
    """The same text means something else where blocks are trimmed."""
    one, two, cache = versions
    assert render(one, cache) == "\nyes\n"
    assert render(two, cache, trim_blocks=True) == "yes\n"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda entry: entry[:-9] + bytes([entry[-9] ^ 1]) + entry[-8:], id="bit"),
        pytest.param(lambda entry: entry[: len(entry) // 2], id="half"),
        pytest.param(lambda entry: entry[:25], id="head"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"something else", id="other"),
    ],
)
def test_a_broken_entry(versions: list[Path], broken: Callable[[bytes], bytes]) -> None:
    """It is compiled anew, and whole from then on."""
    one, _, cache = versions
    assert render(one, cache) == "\nyes\n"
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(broken(whole))
    assert render(one, cache) == "\nyes\n"
    assert entry.read_bytes() == whole


def test_flipped_bits(versions: list[Path]) -> None:
    """None of them is run: it may be other code, or none at all."""
    one, _, cache = versions
    render(one, cache)
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    for at in range(0, len(whole), 17):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert render(one, cache) == "\nyes\n"
        assert entry.read_bytes() == whole


def test_a_cache_without_a_folder(versions: list[Path]) -> None:
    """What is in its place is left alone, and everything is compiled each time."""
    one, _, cache = versions
    cache.write_text("a file")
    assert render(one, cache) == "\nyes\n"
    assert cache.read_text() == "a file"


def test_a_cache_on_a_full_disk(versions: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept, and nobody is told: the project may lie on another disk."""

    def full(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    one, _, cache = versions
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert render(one, cache) == "\nyes\n"
    assert [*cache.iterdir()] == []
