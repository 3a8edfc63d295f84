"""The name of a place in a module, for messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The way from the module to a block, such as ``class Product / function total``."""

    labels: tuple[str, ...] = ()

    def inside(self, label: str) -> "Where":
        """A block of the statement with this label."""
        return Where((*self.labels, label))

    def named(self, label: str) -> str:
        """A statement of this block in words."""
        return " / ".join((*self.labels, label))

    @property
    def in_function(self) -> bool:
        """Whether the order of statements has a meaning here."""
        return any(label.startswith("function ") for label in self.labels)
