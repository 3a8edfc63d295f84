"""The project's template against the newest release of it."""

from __future__ import annotations

from collections.abc import Mapping

from generator import git
from generator.checking.drift import Drift, Findings, Kind
from generator.project import ProjectOnDisk
from generator.releases import is_release, newest_release, release_number
from generator.template_source import expanded
from generator.templating.rendering import ANSWERS_FILE

PATIENCE = 15
"""Seconds to wait for the repository of a template."""

ABBREVIATION = 7
"""The digits that git leaves of a commit at least, unless it is told otherwise."""


def compare_release(project: ProjectOnDisk) -> Findings:
    """Ask the source of a template for its newest release."""
    if project.source is None or project.version is None:
        return _unknown("the answers do not say which version of which template it is from")
    tags = git.remote_tags(expanded(project.source).removeprefix("git+"), PATIENCE)
    if tags is None:
        return _unknown(f"{project.source} does not answer")
    release = newest_release(tags)
    if release is None:
        return _without_release(project.version, tags.get("HEAD", ""))
    if not _is_newer(release, tags, project.version):
        return Findings()
    message = f"template {release} is out, this project has {project.version}"
    return Findings.of([Drift(Kind.TEMPLATE, ANSWERS_FILE, message, "Run: fastapi-gen update")])


def _unknown(reason: str) -> Findings:
    return Findings(notices=(f"Whether there is a newer template is not known: {reason}.",))


def _without_release(version: str, newest: str) -> Findings:
    if newest.startswith(_commit(version)):
        return Findings()
    said = f"The template has no release; its newest commit is not {version}, which this is from."
    return Findings(notices=(said,))


def _is_newer(release: str, tags: Mapping[str, str], version: str) -> bool:
    """Whether a release comes after what `git describe` said of a project's template."""
    tag = version.partition("-")[0]
    if is_release(tag) and (tag in tags or not _may_be_commit(tag)):
        return _number(release) > _number(tag)
    return not tags[release].startswith(_commit(version))


def _may_be_commit(tag: str) -> bool:
    """Whether a number may be an abbreviated commit: one in thirty is all digits."""
    return tag.isdecimal() and len(tag) >= ABBREVIATION


def _number(tag: str) -> tuple[int, ...]:
    """The numbers of a release; `1.2` is `1.2.0`."""
    numbers = list(release_number(tag))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _commit(version: str) -> str:
    """`1.2.0-3-gabc1234` says a commit at its end."""
    return version.rpartition("-g")[2]
