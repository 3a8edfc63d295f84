"""Projects in which every two values of options meet, as far as the tool allows.

Two values meet where they could get in each other's way: in one project, in one resource of it, in
one field of that. The search is greedy: it adds the resource in which most pairs meet for the first
time, until none is left. Two values count as refused if the tool refuses whatever has both.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

from generator.spec.project import Project
from generator.spec.resource import Resource
from tests.generated.options import Atom, atoms, atoms_of
from tests.generated.proposals import Pair, Proposals

ATTEMPTS = 60
"""How often something is tried before two values count as refused."""

CANDIDATES = 6
"""Of how many that the tool takes the best one is chosen."""

_ORDER = ("Resource", "Project", "Field")
_SEED = 4  # the first with fewest projects, which this takes too long to look for each time
_LUCK = [number / ATTEMPTS for number in range(ATTEMPTS)]


def every_pair() -> Iterator[Pair]:
    """Every two values that are not of one option."""
    for one, other in itertools.combinations(atoms(), 2):
        if one[:2] != other[:2]:
            yield frozenset({one, other})


def pairs_of(values: Iterable[Atom]) -> set[Pair]:
    """Every two of some values."""
    return {frozenset(each) for each in itertools.combinations(values, 2)}


def met_in(project: Project, resource: Resource) -> set[Pair]:
    """The pairs that meet in a resource of a project."""
    around = [*atoms_of(project), *atoms_of(resource)]
    return set().union(*(pairs_of([*around, *atoms_of(each)]) for each in resource.fields))


def met_anywhere(projects: Iterable[Project]) -> set[Pair]:
    """The pairs that meet in some project, or in a resource of one."""
    met: set[Pair] = set()
    for project in projects:
        met |= pairs_of(atoms_of(project))
        met |= {pair for each in project.resources for pair in met_in(project, each)}
    return met


@functools.cache
def bare_projects() -> tuple[Project, ...]:
    """Projects without resources, in which every two values of their own options meet."""
    wanted = {each: None for each in every_pair() if {atom.model for atom in each} == {"Project"}}
    proposals, made = Proposals(wanted, _SEED), []
    while wanted:
        pair = next(iter(wanted))
        found = [each for luck in _LUCK if (each := proposals.project(pair, luck))]
        met = [pairs_of(atoms_of(each)) & wanted.keys() for each in found]
        made += _settle(wanted, pair, found, met)
    return tuple(made)


@functools.cache
def whole_projects() -> tuple[tuple[Project, ...], frozenset[Pair]]:
    """The same projects with resources, in which all other pairs meet; and what is refused."""
    pairs = [each for each in every_pair() if {atom.model for atom in each} != {"Project"}]
    # What is met least often by chance comes first.
    pairs.sort(key=lambda pair: sorted(_ORDER.index(atom.model) for atom in pair))
    wanted = dict.fromkeys(pairs)
    proposals, projects, refused = Proposals(wanted, seed=1), [*bare_projects()], set()
    while wanted:
        pair = next(iter(wanted))
        places = zip(_places(projects, pair), _LUCK, strict=False)
        tries = (proposals.resource(projects[each], pair, luck) for each, luck in places)
        found = list(itertools.islice((each for each in tries if each), CANDIDATES))
        met = [met_in(each, each.resources[-1]) & wanted.keys() for each in found]
        best = _settle(wanted, pair, found, met)
        refused |= set() if best else {pair}
        for project in best:
            projects = [project if _is_older(each, project) else each for each in projects]
    # What chance did not find may have met later, beside a pair that was looked for.
    return tuple(projects), frozenset(refused - met_anywhere(projects))


def _settle(
    wanted: dict[Pair, None], pair: Pair, found: Sequence[Project], met: Sequence[set[Pair]]
) -> list[Project]:
    """Keep what most pairs meet in, and look for those no more; none if the pair is refused."""
    if not found:
        del wanted[pair]
        return []
    best = max(range(len(found)), key=lambda number: len(met[number]))
    for each in met[best]:
        del wanted[each]
    return [found[best]]


def _places(projects: Sequence[Project], pair: Pair) -> Iterator[int]:
    """Where to try a resource with a pair, one try after the other: first where there are few."""
    asked = {atom for atom in pair if atom.model == "Project"}
    fit = [n for n, each in enumerate(projects) if asked <= {*atoms_of(each)}]
    fit.sort(key=lambda number: len(projects[number].resources))
    return itertools.cycle(fit)


def _is_older(one: Project, other: Project) -> bool:
    return other.without_resource(other.resources[-1].name) == one
