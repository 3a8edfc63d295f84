"""Is a resource served: does anybody include its router?"""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.syntax import module_name
from generator.checking.drift import Drift, Kind
from generator.checking.modules import Module, Modules
from generator.checking.references import Usage, references, statements_with

# Where one of these stands together with routers, no import tells which of them are included.
_LOADERS = ("import_module", "__import__", "iter_modules", "walk_packages", "entry_points")


def missing_routers(folder: str, rendered: Modules, disk: Modules, usage: Usage) -> Iterator[Drift]:
    """The modules of a resource that a manifest should import, and nobody outside does.

    Args:
        folder: The folder of the resource, `src/products`.
        rendered: The package as it would be written today. Its modules beside the folder are the
            manifests.
        disk: The package as it is.
        usage: Who refers to what on disk.
    """
    package = module_name(folder)
    used = {name for name in usage.names(outside=folder) if name.startswith(f"{package}.")}
    own = {each.name for each in rendered.below(folder)}
    if _is_reexported(package, used, own):
        return
    present = {each.name for each in disk.below(folder)}
    for manifest in _manifests(folder, rendered):
        yield from (
            _missing(manifest, name) for name in sorted(references(manifest) & own & present - used)
        )


def loads_routers(modules: Modules) -> bool:
    """Whether routers may be included without being named, or by what cannot be read."""
    return bool(modules.unreadable) or any(
        "router" in each.text and any(word in each.text for word in _LOADERS)
        for each in modules.all.values()
    )


def _is_reexported(package: str, used: set[str], own: set[str]) -> bool:
    """Whether others use something of the package itself, by a name that we never gave."""
    depth = package.count(".") + 2
    return any(".".join(name.split(".")[:depth]) not in own for name in used)


def _manifests(folder: str, rendered: Modules) -> list[Module]:
    beside = folder.rpartition("/")[0]
    return [each for path, each in rendered.all.items() if path.rpartition("/")[0] == beside]


def _missing(manifest: Module, name: str) -> Drift:
    return Drift(
        Kind.ROUTER,
        manifest.path,
        f"nothing includes {name}, so that it is not served",
        f"Put it back: {'; '.join(statements_with(manifest, name))}",
    )
