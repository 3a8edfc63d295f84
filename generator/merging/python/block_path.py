"""The name of a place in a module, for messages."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class BlockPath:
    """The way from the module to a block, such as ``class Product / function total``.

    Attributes:
        labels: The statements around the block.
        is_ours: Whether the base has the place; if not, both sides added it.
    """

    labels: tuple[str, ...] = ()
    is_ours: bool = True

    def inside(self, label: str) -> "BlockPath":
        """A block of the statement with this label."""
        return replace(self, labels=(*self.labels, label))

    def of_both(self) -> "BlockPath":
        """The same place in something that both sides added."""
        return replace(self, is_ours=False)

    def named(self, label: str) -> str:
        """A statement of this block in words."""
        return " / ".join((*self.labels, label))

    @property
    def in_function(self) -> bool:
        """Whether the order of statements has a meaning here."""
        return any(label.startswith("function ") for label in self.labels)
