"""`fastapi-gen types`: the field types, their arguments and modifiers."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.options import NoColor

EXAMPLES = """[dim]fastapi-gen add-resource product name:str:120 price:decimal:10.2:min=0 \\
    status:enum:draft+published:default=draft category:ref:category tags:m2m:tag[/]"""


def types(
    as_json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
    no_color: NoColor = False,
) -> None:
    """Show the field types, their arguments and modifiers."""
    import json

    from generator.spec.types import TYPES

    if as_json:
        rows = [
            {
                "name": each.name,
                "about": each.about,
                "argument": each.argument,
                "modifiers": sorted(each.modifiers),
            }
            for each in TYPES.values()
        ]
        typer.echo(json.dumps({"schema": 1, "types": rows}, indent=2))
        return
    _print_table(no_color)


def _print_table(no_color: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from generator.spec.types import TYPES

    table = Table(
        "type", "holds", "argument (default)", "modifiers", box=None, padding=(0, 2, 0, 0)
    )
    for each in TYPES.values():
        table.add_row(
            f"[bold]{each.name}[/]", each.about, each.argument, " ".join(sorted(each.modifiers))
        )
    console = Console(no_color=no_color, highlight=False)
    console.print(
        "A field is name:type, then its argument, then modifiers, all joined by colons.\n"
    )
    console.print(table)
    console.print(
        "\nValues: default=V min=V max=V minlen=N ondelete=cascade|restrict|setnull back=NAME."
        "\nunique=FIELD+FIELD is unique together with these: slug:slug:unique=owner"
        "\nA default of now (datetime) or today (date) is taken when a row is made."
        "\nfilter, sort and search are for lists: ?price__gte=3&sort=-price,name&q=text"
        "\nsearch=trigram gives the search an index on PostgreSQL"
        "\ninclude is for what a row refers to: ?include=category,tags"
        "\ntree is for a ref to self: its ancestors, its descendants, and no circles"
        "\nmany is for several files in one field, each uploaded by itself\n"
    )
    console.print(EXAMPLES)
