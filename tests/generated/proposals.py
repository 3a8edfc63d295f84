"""Random projects and resources with two given values, and with others that have not met yet."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from generator.errors import GeneratorError
from generator.spec.field import Field
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from tests.generated.kinds import PARTNER, Kind, kinds_with, make
from tests.generated.options import NAMING, PROJECT, RESOURCE, Atom, Values, answers, atoms_of

Pair: TypeAlias = frozenset[Atom]

_NAMES = """apple banana cherry damson elderberry fig grape hazelnut ilama juniper kiwi lemon mango
nectarine olive papaya quince raspberry satsuma tangerine""".split()
_PLACES = "first second third fourth fifth sixth".split()
_CHOICES = 12
"""Of how many random fields the one is taken in which most pairs meet."""


class Proposals:
    """Proposes what the tool may take or refuse.

    Args:
        wanted: The pairs that have not met. It shrinks meanwhile.
        seed: The same proposals come of the same one.
    """

    def __init__(self, wanted: Collection[Pair], seed: int) -> None:
        self._wanted = wanted
        self._random = Random(seed)  # noqa: S311 - no secret

    def project(self, pair: Pair, luck: float) -> Project | None:
        """A project without resources.

        Args:
            pair: Two of its values.
            luck: How much of the rest is left to chance, from 0 to 1.
        """
        chosen = self._choice("Project", PROJECT, pair, (), luck)
        try:
            return make_project({"project_name": "demo", **answers(chosen)})
        except GeneratorError:
            return None

    def resource(self, project: Project, pair: Pair, luck: float) -> Project | None:
        """The project, which has its part of the pair, with one resource more for the rest of it."""
        chosen = self._choice("Resource", RESOURCE, pair, atoms_of(project), luck)
        kinds = kinds_with(frozenset(atom for atom in pair if atom.model == "Field"))
        if not kinds:
            return None
        fields = [self._field(_PLACES[0], self._random.choice(kinds), project)]
        found = _with_resource(project, chosen, fields)
        around = {*atoms_of(project), *chosen}
        for place in _PLACES[1:] if found else ():
            best = max(self._promising(around), key=lambda kind: self._gain(around, kind))
            more = [*fields, self._field(place, best, project)]
            if larger := _with_resource(project, chosen, more):
                found, fields = larger, more
        return found

    def _choice(
        self, model: str, known: Values, pair: Pair, around: Sequence[Atom], luck: float
    ) -> list[Atom]:
        """A value for each option: those of the pair, and what most pairs would meet with."""
        chosen = {atom.option: atom for atom in pair if atom.model == model}
        for option in self._random.sample([*known], len(known)):
            if option in chosen:
                continue
            met = [*around, *chosen.values()]
            values = [Atom(model, option, value) for value in known[option]]
            self._random.shuffle(values)
            if self._random.random() < luck:
                chosen[option] = values[0]
                continue
            gains = [self._gain(met, [each]) for each in values]
            chosen[option] = values[gains.index(max(gains))]
        return [chosen[option] for option in known]

    def _promising(self, around: Collection[Atom]) -> Iterator[Kind]:
        """Some kinds of fields; in most of them a pair meets for the first time."""
        fit = [pair for pair in self._wanted if _misses_field_only(pair, around)]
        for pair in self._random.sample(fit, min(_CHOICES, len(fit))):
            if kinds := kinds_with(frozenset(atom for atom in pair if atom.model == "Field")):
                yield self._random.choice(kinds)
        yield self._random.choice(kinds_with(frozenset()))

    def _field(self, place: str, kind: Kind, project: Project) -> Field:
        targets = ["user", *(each.name for each in project.resources)]
        # As often to itself as to all others together.
        target = self._random.choice(["self", self._random.choice(targets)])
        try:
            return make(kind, place, target)
        except GeneratorError:  # it may say this of itself, not of users
            return make(kind, place, "self")

    def _gain(self, around: Iterable[Atom], values: Sequence[Atom]) -> int:
        """How many pairs would meet for the first time."""
        outside = ((one, two) for one in around for two in values)
        return sum(
            frozenset(pair) in self._wanted
            for pair in itertools.chain(outside, itertools.combinations(values, 2))
        )


def _misses_field_only(pair: Pair, around: Collection[Atom]) -> bool:
    models = {atom.model for atom in pair}
    return "Field" in models and all(atom.model == "Field" or atom in around for atom in pair)


def _with_resource(
    project: Project, chosen: Iterable[Atom], fields: Iterable[Field]
) -> Project | None:
    name = _NAMES[len(project.resources)]
    said = [each.to_mapping() for each in fields]
    if any(key in each for each in said for key in NAMING):
        said.append({"name": PARTNER, "type": "ref", "target": "user"})
    try:
        resource = make_resource(name, said, **answers(chosen))
        return project.with_resource(resource)
    except GeneratorError:
        return None
