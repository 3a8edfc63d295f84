"""A module of ours in the parts into which the user took it, each with the file that has it."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.analysis.sources import Sources
from generator.analysis.syntax import definitions
from generator.moved_code.module_code import ModuleCode
from generator.respelling.code import NO_NAMES
from generator.respelling.declarations import TemplateModule


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a module of ours.

    Attributes:
        path: The file that has it.
        base: What we once wrote of it, as a module.
        theirs: What we would write of it today.
    """

    path: str
    base: str
    theirs: str


def parts_of(
    module: TemplateModule,
    sources: Sources,
    ours: Collection[str],
    renamed: Mapping[str, str] = NO_NAMES,
) -> Sequence[Part]:
    """Take a module of ours apart, as the user did.

    Args:
        module: The module.
        sources: The modules of the user.
        ours: The files that we write ourselves, in which nothing of this is looked for.
        renamed: The names of today of definitions that were called otherwise.

    Returns:
        The parts, the one that stays where the module is imported from last; none if no definition
        was moved, if it cannot be seen where to, or if its name of today is taken there.
    """
    home = sources.home(module.old_path)
    old, new = map(ModuleCode.read, module.versions)
    if home is None or old is None or new is None:
        return ()
    places = dict(_places(home, old.definitions, sources, ours))
    places |= dict(_helpers(home, old, sources, places))
    taken = (renamed.get(name) in sources.bindings(each) for name, each in places.items())
    if not places or any(taken):
        return ()
    return _Division(home, old, new, sources, places, renamed).parts()


def _places(
    home: str, names: Collection[str], sources: Sources, ours: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The definitions that stand in a module of the user's own, under the name that we gave."""
    for name in names:
        there, known_as, _ = sources.definition(home, name) or (home, name, None)
        if there != home and known_as == name and there not in ours:
            yield name, there


def _helpers(
    home: str, module: ModuleCode, sources: Sources, places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The definitions that nobody imports back, but that went along with one that needs them."""
    for name in module.definitions.keys() - sources.bindings(home):
        mentioning = {path for other, path in places.items() if name in module.words(other)}
        there = [path for path in mentioning if name in definitions(sources.bindings(path))]
        if len(there) == 1 and name not in places:
            yield name, there[0]


@dataclass(frozen=True)
class _Division:
    home: str
    old: ModuleCode
    new: ModuleCode
    sources: Sources
    places: Mapping[str, str]
    renamed: Mapping[str, str]

    def parts(self) -> Sequence[Part]:
        """Each file with what it has of ours; at last what stays, with imports of the others."""
        held, wanted = self._held, self._wanted
        moved = (
            Part(path, self._moved(path, self.old, held), self._moved(path, self.new, wanted))
            for path in held
        )
        return (*moved, Part(self.home, self._rest(self.old, held), self._rest(self.new, wanted)))

    @cached_property
    def _held(self) -> Mapping[str, set[str]]:
        """The names of what each file had of ours."""
        held: dict[str, set[str]] = {}
        for name, path in sorted(self.places.items()):
            held.setdefault(path, set()).add(name)
        return held

    @cached_property
    def _wanted(self) -> Mapping[str, set[str]]:
        """What each has of ours today: what it had, and what is new there."""
        wanted: dict[str, set[str]] = {path: set() for path in self._held}
        for name, path in self._places_today():
            if path in wanted:
                wanted[path].add(name)
        return wanted

    def _places_today(self) -> Iterator[tuple[str, str]]:
        """Where each definition goes: a new one to the first that speaks of it, or to the last."""
        places = {
            self.renamed.get(name, name): self.places.get(name) for name in self.old.definitions
        }
        mentioned = {
            word: path
            for name, path in reversed([*places.items()])
            if path and name in self.new.definitions
            for word in self.new.words(name)
        }
        path = self.home
        for name in self.new.definitions:
            is_new = name not in places
            path = mentioned.get(name, path) if is_new else places[name] or self.home
            yield name, path

    def _moved(self, path: str, module: ModuleCode, places: Mapping[str, set[str]]) -> str:
        """What a file has, with imports of what it uses from the other parts."""
        own = places[path]
        mentioned = {word for name in own for word in module.words(name)}
        others = sorted((module.definitions.keys() & mentioned) - own)
        imports = (self._import(path, each, {each}) for each in others)
        return self._opening(path, module) + "".join(imports) + module.only(own)

    def _rest(self, module: ModuleCode, places: Mapping[str, set[str]]) -> str:
        """What stays, with imports of what is new elsewhere, all of which is in `__all__`."""
        elsewhere = set().union(*places.values())
        known = {*self.sources.bindings(self.home)}
        wanted = self._wanted_at_home(module, elsewhere, known)
        imports = [
            self._import(self.home, min(self._held[path] & known), places[path] & wanted)
            for path in self._changed
            if self._held[path] & known
        ]
        listed = self._changed and "__all__" in known
        # Above the imports, which may all go: what it stands below is the same then.
        exports = f"__all__ = {json.dumps(sorted(wanted))}\n" if listed else ""
        opening = self._opening(self.home, module)
        return opening + exports + "".join(imports) + module.without(elsewhere)

    def _wanted_at_home(self, module: ModuleCode, elsewhere: set[str], known: set[str]) -> set[str]:
        """What is elsewhere, but for helpers that nobody at home knows or speaks of."""
        stays = module.definitions.keys() - elsewhere
        mentioned = known.union(*map(module.words, stays))
        return {name for name in elsewhere if name in mentioned or not name.startswith("_")}

    @cached_property
    def _changed(self) -> list[str]:
        """The files that have more or less of ours today than before, however it is called."""
        return [
            path
            for path, names in self._held.items()
            if {self.renamed.get(name, name) for name in names} != self._wanted[path]
        ]

    def _opening(self, path: str, module: ModuleCode) -> str:
        """What a module says of itself, if a file says of itself what we once wrote."""
        tree = self.sources.tree(path)
        is_ours = tree is not None and ast.get_docstring(tree) == self.old.docstring
        return module.opening if is_ours else ""

    def _import(self, path: str, known: str, names: Collection[str]) -> str:
        """An import in a file from where it has a name that it knows, if it imports that."""
        olds = {new: old for old, new in self.renamed.items()}
        node = self.sources.bindings(path).get(olds.get(known, known))
        if not names or not isinstance(node, ast.ImportFrom):
            return ""
        return f"from {'.' * node.level}{node.module or ''} import {', '.join(sorted(names))}\n"
