"""What runs against what, and which ratio is promised."""

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from tests.bench.programs import COPIER, COPIER_UPDATE, DONE, OUR_UPDATE, TOOL
from tests.bench.promise import Promise
from tests.bench.race import Contender
from tests.bench.shop import Shop

HERE = Path(__file__).parent
TEMPLATE = HERE.parent.parent
SMALL, MEDIUM, LARGE = SIZES = (3, 30, 300)
RESOURCE = ("add-resource", "gadget", "name:str:120:unique", "price:decimal", "owner:ref:user:opt")
FIELD = ("add-field", "part_aaa", "stock:int:default=0", "maker:ref:user:opt")
ANSWERS = ("--defaults", "--quiet", "--data", "project_name=demo")

Race: TypeAlias = tuple[Sequence[Contender], Sequence[Promise]]
Projects: TypeAlias = Mapping[int, Callable[[], Path]]


def races(place: Path, shop: Shop) -> Iterator[Race]:
    """All races; what they run in is made as they come up."""
    yield help_race(place)
    yield new_race(place)
    projects = {size: copies(place, populated(place, size)) for size in (1, *SIZES)}
    yield resource_race(place, projects)
    yield field_race(projects)
    yield update_race(place, shop)


def help_race(place: Path) -> Race:
    """`--help` against an application of one command."""
    python, hello = sys.executable, HERE / "yardsticks/hello.py"
    contenders = [
        Contender("fastapi-gen --help", (TOOL, "--help"), lambda: place),
        Contender("a Typer application --help", (python, hello, "--help"), lambda: place),
    ]
    return contenders, [Promise(contenders[0].name, contenders[1].name, 1.5)]


def new_race(place: Path) -> Race:
    """`new` against the least that renders the same files, with Copier beside them."""
    bare = (sys.executable, HERE / "yardsticks/bare_render.py", TEMPLATE, "demo")
    empty = numbered(place, "new", lambda folder: folder.mkdir())
    contenders = [
        Contender("fastapi-gen new", (TOOL, "new", "demo", "--yes", "--no-git"), empty),
        Contender("bare Jinja2", bare, empty),
        Contender("copier copy", (COPIER, "copy", *ANSWERS, TEMPLATE, "demo"), empty),
    ]
    return contenders, [
        Promise("fastapi-gen new", "bare Jinja2", 2),
        Promise("fastapi-gen new", "copier copy", None),
    ]


def resource_race(place: Path, projects: Projects) -> Race:
    """`add-resource` into small and large projects, and against the imports that it needs."""
    contenders = [
        Contender(f"add-resource to {size}", (TOOL, *RESOURCE), projects[size]) for size in SIZES
    ]
    small, medium, large = (each.name for each in contenders)
    modules = place / "modules.json"
    record = (sys.executable, HERE / "record_imports.py", modules, *RESOURCE)
    subprocess.run(record, cwd=projects[1](), check=True, stdout=subprocess.DEVNULL)
    import_all = (sys.executable, HERE / "yardsticks/import_all.py", modules)
    contenders.append(Contender("its imports", import_all, lambda: place))
    return contenders, [
        Promise(medium, small, 1.5),
        Promise(large, small, 1.5),
        Promise(small, "its imports", 2),
    ]


def field_race(projects: Projects) -> Race:
    """`add-field` in a small and in a large project."""
    small, large = (
        Contender(f"add-field among {size}", (TOOL, *FIELD), projects[size])
        for size in (SMALL, LARGE)
    )
    return [small, large], [Promise(large.name, small.name, 1.5)]


def update_race(place: Path, shop: Shop) -> Race:
    """`update` against Copier's, from copies of a project that its user has edited."""
    edited = copies(place, shop.edited(0))
    contenders = [
        Contender("fastapi-gen update", OUR_UPDATE, edited, DONE),
        Contender("copier update", COPIER_UPDATE, edited),
    ]
    return contenders, [Promise("fastapi-gen update", "copier update", 1)]


def populated(place: Path, size: int) -> Path:
    """A project with that many resources."""
    original = place / f"project{size}"
    subprocess.run((sys.executable, HERE / "populate.py", original, str(size)), check=True)
    return original


def copies(place: Path, original: Path) -> Callable[[], Path]:
    """Copies of a project, one for each run."""
    return numbered(
        place,
        f"copy-of-{original.name}",
        lambda folder: shutil.copytree(original, folder, symlinks=True),
    )


def numbered(place: Path, name: str, make: Callable[[Path], object]) -> Callable[[], Path]:
    """A new folder for each run; the one before is removed."""
    numbers = itertools.count()

    def prepare() -> Path:
        number = next(numbers)
        shutil.rmtree(place / f"{name}-{number - 1}", ignore_errors=True)
        make(place / f"{name}-{number}")
        return place / f"{name}-{number}"

    return prepare
