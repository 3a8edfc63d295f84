"""English plurals: the rules of a library, and words that it does not know."""

from __future__ import annotations

from generator.naming.names import Name

# Where the library's rules give no English word.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    criterion:criteria hero:heroes potato:potatoes tomato:tomatoes echo:echoes veto:vetoes
    leaf:leaves shelf:shelves half:halves knife:knives wife:wives wolf:wolves life:lives
    phenomenon:phenomena curriculum:curricula staff:staff aircraft:aircraft feedback:feedback
    hardware:hardware software:software luggage:luggage goose:geese tooth:teeth foot:feet
    thief:thieves loaf:loaves cookie:cookies virus:viruses campus:campuses bonus:bonuses
    canvas:canvases lens:lenses gas:gases atlas:atlases census:censuses corpus:corpora focus:focuses
    radius:radii quiz:quizzes moose:moose furniture:furniture
    """.split()
)


def pluralize(singular: Name) -> str:
    """The English plural of the last word: `purchase_order` -> `purchase_orders`."""
    import inflection

    head, _, last = singular.snake.rpartition("_")
    plural = _IRREGULAR.get(last) or inflection.pluralize(last)
    return f"{head}_{plural}" if head else plural


def singularize(plural: Name) -> str:
    """The English singular of the last word: `related_categories` -> `related_category`."""
    import inflection

    head, _, last = plural.snake.rpartition("_")
    singular = {many: one for one, many in _IRREGULAR.items()}.get(last) or inflection.singularize(
        last
    )
    return f"{head}_{singular}" if head else singular
