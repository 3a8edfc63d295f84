"""Where the tool says that its own template can be found again."""

from __future__ import annotations

import json
import os
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from generator import template_source
from generator.project import Folder, ProjectOnDisk
from generator.spec.project import make_project


class Installed(metadata.Distribution):
    """A distribution as an installer leaves it behind."""

    def __init__(self, **files: str) -> None:
        self.files_by_name = files

    def read_text(self, filename: str) -> str | None:
        """A file of the metadata folder."""
        return self.files_by_name.get(filename)

    def locate_file(self, path: object) -> Path:
        """Nothing lies anywhere."""
        return Path(str(path))


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    return subprocess.check_output(["git", "-C", str(folder), *identity, *words], text=True).strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with one commit."""
    root = tmp_path / "checkout"
    root.mkdir()
    git(root, "init", "--quiet")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "One")
    return root


@pytest.fixture
def installed(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """The tool as if installed from a built distribution, which recorded the commit."""
    built = tmp_path / "_template"
    built.mkdir()
    (built / "VERSION").write_text(git(checkout, "describe", "--always") + "\n")
    monkeypatch.setattr(template_source, "_BUILT", built)
    return monkeypatch


def from_installer(patch: pytest.MonkeyPatch, **files: str) -> None:
    """Let an installer have left these files."""
    patch.setattr(metadata, "distribution", lambda _: Installed(**files))


def direct_url(**content: object) -> dict[str, str]:
    """The record of PEP 610."""
    return {"direct_url.json": json.dumps(content)}


def test_a_git_install(installed: pytest.MonkeyPatch) -> None:
    """`pip install git+URL`: the address, in the form that Copier knows as git."""
    url = "https://example.com/tool.git"
    from_installer(installed, **direct_url(url=url, vcs_info={"vcs": "git", "commit_id": "0" * 40}))
    assert template_source.packaged().source == f"git+{url}"


def test_a_local_checkout(installed: pytest.MonkeyPatch, checkout: Path) -> None:
    """`pip install .`: the checkout, which is all there is."""
    from_installer(installed, **direct_url(url=checkout.as_uri(), dir_info={}))
    template = template_source.packaged()
    assert template.source == str(checkout)
    assert template.version == git(checkout, "describe", "--always")


def test_a_local_checkout_with_a_published_commit(
    installed: pytest.MonkeyPatch, checkout: Path
) -> None:
    """Others have no use for a path of this machine; the origin has the commit."""
    git(checkout, "remote", "add", "origin", "https://example.com/tool.git")
    git(checkout, "update-ref", "refs/remotes/origin/main", "HEAD")
    from_installer(installed, **direct_url(url=checkout.as_uri(), dir_info={}))
    assert template_source.packaged().source == "git+https://example.com/tool.git"


def test_a_local_checkout_with_a_commit_of_its_own(
    installed: pytest.MonkeyPatch, checkout: Path
) -> None:
    """The origin does not have the commit yet."""
    git(checkout, "remote", "add", "origin", "https://example.com/tool.git")
    from_installer(installed, **direct_url(url=checkout.as_uri(), dir_info={}))
    assert template_source.packaged().source == str(checkout)


def test_a_wheel(installed: pytest.MonkeyPatch) -> None:
    """From an index, the repository that the package names."""
    text = "Metadata-Version: 2.4\nName: x\nProject-URL: Repository, https://example.com/tool\n"
    from_installer(installed, METADATA=text)
    assert template_source.packaged().source == "git+https://example.com/tool"


def test_nothing_usable(installed: pytest.MonkeyPatch) -> None:
    """Then there is none, and `new` says so."""
    from_installer(installed, METADATA="Metadata-Version: 2.4\nName: x\n")
    assert template_source.packaged().source is None


def test_the_same_release_of_somebody_else(
    installed: pytest.MonkeyPatch, tmp_path: Path, checkout: Path
) -> None:
    """A fork's v1.0 is not ours: its template is fetched, not guessed."""
    (tmp_path / "_template/VERSION").write_text("v1.0\n")
    from_installer(installed, **direct_url(url=checkout.as_uri(), dir_info={}))
    git(checkout, "tag", "v1.0")
    fork = tmp_path / "fork"
    subprocess.run(["git", "clone", "--quiet", checkout, fork], check=True)
    installed.setenv("FASTAPI_GEN_CACHE", str(tmp_path / "cache"))
    project = make_project({"project_name": "x"})
    ours = ProjectOnDisk(Folder(tmp_path), project, str(checkout), "v1.0")
    theirs = ProjectOnDisk(Folder(tmp_path), project, str(fork), "v1.0")
    assert template_source.for_project(ours).root == template_source.packaged().root
    assert template_source.for_project(theirs).root.is_relative_to(tmp_path / "cache")


def test_a_release_is_recorded_where_another_tag_stands_beside_it(checkout: Path) -> None:
    """A tag such as `v1` or `latest` moves on, and the project's version would with it."""
    (checkout / "copier.yml").write_text("_subdirectory: .\n")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Two")
    for tag in ("latest", "v1.2.0", "stable"):
        git(checkout, "tag", tag)
    assert template_source.at(str(checkout)).version == "v1.2.0"


@pytest.mark.parametrize(
    ("function", "answer"), [("access", False), ("getuid", -1)], ids=["unwritable", "foreign"]
)
def test_a_cache_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, answer: object
) -> None:
    """Nothing is written there, and nothing that is compiled there is run."""
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(tmp_path))
    assert template_source.packaged().cache == tmp_path / "bytecode"
    monkeypatch.setattr(os, function, lambda *_: answer)
    assert template_source.packaged().cache is None
