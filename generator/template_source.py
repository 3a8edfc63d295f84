"""Where templates come from: the tool itself, or a repository at a version.

A project records both in its answers: every command renders with the project's own template.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import platformdirs

from generator import git
from generator.errors import TemplateError
from generator.project import ProjectOnDisk
from generator.releases import is_release, newest_release
from generator.templating.template import Template

DISTRIBUTION = "fastapi-evolve"

_PACKAGE = Path(__file__).parent
_BUILT = _PACKAGE / "_template"
_SHORTCUTS = {"gh:": "https://github.com/", "gl:": "https://gitlab.com/"}
_COMMIT = re.compile(r"(.*-g)?[0-9a-f]{7,40}")


def packaged() -> Template:
    """The templates that came with the tool, with what later finds newer versions of them."""
    root = _BUILT if _BUILT.is_dir() else _PACKAGE.parent
    version = _packaged_version(root)
    return Template(root, _installed_from(root, version), version, _bytecode(), trusted=True)


def at(location: str, ref: str | None = None) -> Template:
    """A template elsewhere: a folder, or a git repository at a tag, branch or commit.

    Args:
        location: A path or an address that git understands.
        ref: What to check out; the newest release tag, else the newest commit.

    Raises:
        TemplateError: It cannot be had.
    """
    path = Path(location).expanduser()
    if path.is_dir() and not git.is_repository(path):
        return Template(path.resolve(), str(path.resolve()), None, _bytecode())
    source = str(path.resolve()) if path.exists() else expanded(location)
    checkout = _checkout(source, ref)
    return Template(checkout, source, _version(checkout), _bytecode())


def _version(checkout: Path) -> str:
    """What a checkout is recorded as: a release, also where other tags stand on its commit.

    A tag such as `v1` or `latest` moves on; what a project was written with must not.
    """
    release = newest_release(git.tags(checkout, "--points-at", "HEAD"))
    return release or (git.describe(checkout) or "").removesuffix("-dirty")


def for_project(project: ProjectOnDisk) -> Template:
    """The template that a project was last written with.

    Raises:
        TemplateError: Neither the tool nor the source has that version.
    """
    own = packaged()
    if (project.source, project.version) == (own.source, own.version):
        return own
    if project.version == own.version and _names_commit(own.version):
        return replace(own, source=project.source)
    if project.source is None:
        raise _unavailable(project)
    if project.version is None:
        return Template(Path(project.source), project.source, None, _bytecode())
    try:
        root = _checkout(project.source, project.version)
    except TemplateError as error:
        raise _unavailable(project) from error
    return Template(root, project.source, project.version, _bytecode())


def newest(project: ProjectOnDisk, ref: str | None = None) -> Template:
    """The template that a project can be brought to.

    Args:
        project: Its answers say where to look.
        ref: A tag, branch or commit; the newest release, else the newest commit. A project that
            is ahead of those stays where it is.

    Raises:
        TemplateError: It cannot be had, or it has no versions.
    """
    if project.source is None or project.version is None:
        raise TemplateError(
            "the project's answers do not say which version of which template it is from",
            "Set _src_path to a git repository and _commit to a commit of it.",
        )
    template = at(project.source, ref)
    if ref is None and git.is_ancestor(template.root, "HEAD", project.version):
        return for_project(project)
    return replace(template, source=project.source)


def _unavailable(project: ProjectOnDisk) -> TemplateError:
    return TemplateError(
        f"the project's template is not to be had: version {project.version or 'unknown'} "
        f"of {project.source or 'an unknown place'}",
        "Say in .copier-answers.yml where it is now (_src_path, _commit), as every command needs "
        "it, an update too; or install the tool in the version that wrote the project.",
    )


def _packaged_version(root: Path) -> str | None:
    recorded = root / "VERSION"
    if recorded.is_file():
        return recorded.read_text(encoding="utf-8").strip()
    return _version(root) or None


def _names_commit(version: str | None) -> bool:
    """Whether a version says which commit it is, whoever's repository it comes from."""
    return version is not None and bool(_COMMIT.fullmatch(version))


def _installed_from(root: Path, version: str | None) -> str | None:
    """The repository of the installed tool, by PEP 610 or by its metadata."""
    if root != _BUILT:
        return _published(root, version)
    try:
        distribution = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None
    direct = json.loads(distribution.read_text("direct_url.json") or "{}")
    if "vcs_info" in direct:
        return f"git+{direct['url']}"
    if "dir_info" in direct:
        return _published(Path(url2pathname(urlsplit(direct["url"]).path)), version)
    repository = published_at(distribution.metadata)
    return f"git+{repository}" if repository else None


def _published(checkout: Path, version: str | None) -> str | None:
    """The `origin` of a checkout if others can find the version there, else the checkout itself."""
    origin = git.run(checkout, "remote", "get-url", "origin") or ""
    elsewhere = "://" in origin and not origin.startswith("file:")
    if version and elsewhere and git.run(checkout, "branch", "--remotes", "--contains", version):
        return f"git+{origin}"
    return str(checkout) if git.is_repository(checkout) else None


def published_at(about: metadata.PackageMetadata) -> str | None:
    """The address of the repository that the metadata of a distribution name."""
    for line in about.get_all("Project-URL") or ():
        label, _, url = line.partition(",")
        if label.strip().lower() == "repository":
            return str(url).strip()
    return None


def expanded(location: str) -> str:
    """An address without the short forms that Copier knows: `gh:` and `gl:`."""
    for short, url in _SHORTCUTS.items():
        if location.startswith(short):
            return f"{url}{location.removeprefix(short)}"
    return location


def _checkout(source: str, ref: str | None) -> Path:
    """A cached checkout of a repository; one folder for each version, made once."""
    home = _cache() / "checkouts" / hashlib.sha256(source.encode()).hexdigest()[:16]
    if ref and (_names_commit(ref) or is_release(ref)) and (home / _safe(ref)).is_dir():
        return home / _safe(ref)  # tags and commits stay what they are; a branch moves
    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=home))
    try:
        git.clone(expanded(source).removeprefix("git+"), fresh)
        version = ref or newest_release(git.tags(fresh)) or "HEAD"
        if git.run(fresh, "checkout", "--quiet", "--detach", version) is None:
            raise TemplateError(
                f"{source} has no version {version}", "Name a tag, a branch or a commit."
            )
        final = home / _safe(_version(fresh) or version)
        return _moved(fresh, final)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _moved(fresh: Path, final: Path) -> Path:
    """Put a checkout in its place; whoever comes first wins, unless the tag has moved."""
    if final.is_dir() and git.commit(final) != git.commit(fresh):
        old = fresh.with_name(f"{fresh.name}-old")
        final.replace(old)
        shutil.rmtree(old)
    try:
        fresh.rename(final)
    except OSError:
        if not final.is_dir():
            raise
    return final


def _safe(ref: str) -> str:
    return re.sub(r"[^\w.-]", "_", ref)


def _cache() -> Path:
    return Path(os.environ.get("FASTAPI_GEN_CACHE") or platformdirs.user_cache_dir("fastapi-gen"))


def _bytecode() -> Path | None:
    """The folder of compiled templates; without it everything works, only slower."""
    folder = _cache() / "bytecode"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) and _is_own(folder) else None


def _is_own(folder: Path) -> bool:
    """Whether nobody else can have put something there: what is compiled is run."""
    return sys.platform == "win32" or folder.stat().st_uid == os.getuid()
