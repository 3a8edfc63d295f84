"""A project of a fork of the template, which has a newer release by now."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench import programs, template_changes, users_changes

TEMPLATE = Path(__file__).parent.parent.parent
RESOURCES = {
    "categories": ("category", "name:str:80:unique"),
    "products": ("product", "name:str:120", "price:decimal:10.2:min=0", "category:ref:category"),
    "suppliers": ("supplier", "name:str:80", "mail:email:opt", "owner:ref:user"),
    "orders": ("order", "name:str:40", "state:enum:open+paid", "due:date:opt"),
    "tags": ("tag", "name:str:30", "rank:int"),
}
FOLDERS = tuple(RESOURCES)
OLD, NEW = "1.0.0", "2.0.0"


@dataclass(frozen=True)
class Shop:
    """The project as it was made, and what users make of it.

    Attributes:
        place: A folder for its copies.
        original: The project, untouched, from the older release.
    """

    place: Path
    original: Path

    @classmethod
    def open(cls, place: Path) -> "Shop":
        """Make the fork, the project, and then the newer release."""
        place.mkdir()
        fork = place / "template"
        shutil.copytree(TEMPLATE / "templates", fork / "templates")
        shutil.copy(TEMPLATE / "copier.yml", fork)
        _release(fork, OLD)
        new = ("new", "shop", "--yes", "--no-git", "--template", fork)
        programs.run(place, programs.TOOL, *new)
        for words in RESOURCES.values():
            programs.run(place / "shop", programs.TOOL, "add-resource", *words)
        programs.commit_all(place / "shop", "Start")
        for edit in template_changes.CHANGES:
            edit.apply(fork)
        _release(fork, NEW)
        return cls(place, place / "shop")

    def copy(self, name: str) -> Path:
        """The project once more, untouched."""
        return Path(shutil.copytree(self.original, self.place / name, symlinks=True))

    def edited(self, seed: int) -> Path:
        """The project after the edits of a user, committed."""
        root = self.copy(f"edited{seed}")
        users_changes.make_changes(root, FOLDERS, seed)
        programs.commit_all(root, "Make it ours")
        return root


def _release(fork: Path, version: str) -> None:
    programs.commit_all(fork, f"Release {version}")
    programs.git(fork, "tag", version)
