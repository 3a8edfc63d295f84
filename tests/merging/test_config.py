"""Configuration files are merged by their keys; untouched lines stay as they are."""

import tomllib
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.merging import Clash, Merged, OnConflict, merge_text_file


def code(text: str) -> str:
    """A text that is written indented in a test."""
    return dedent(text).lstrip("\n")


TOML = code(
    """
    [project]
    name = "shop"
    dependencies = [
      "fastapi>=0.1",
      "sqlalchemy>=2",
    ]

    # tools
    [tool.ruff]
    line-length = 88
    select = ["E", "F"]
    """
)


def test_toml_by_tables_keys_and_elements() -> None:
    """Requirements, rules, values and tables of both sides, each with its comments."""
    mine = (
        TOML.replace('  "sql', '  # calls\n  "httpx>=1",\n  "sql')
        .replace("88", "100  # wide")
        .replace('"F"]', '"F", "I"]')
    )
    theirs = (
        TOML.replace("0.1", "0.2")
        .replace('  "sql', '  "redis>=4",\n  "sql')
        .replace('"E", ', '"E", "B", ')
    )
    merged = merge_text_file(
        "pyproject.toml",
        TOML,
        mine + "\n[tool.mine]\nx = 1\n",
        theirs + "\n[tool.mypy]\nstrict = true\n",
    )
    assert merged == Merged(
        code(
            """
            [project]
            name = "shop"
            dependencies = [
              "fastapi>=0.2",
              "redis>=4",
              # calls
              "httpx>=1",
              "sqlalchemy>=2",
            ]

            # tools
            [tool.ruff]
            line-length = 100  # wide
            select = ["E", "B", "F", "I"]

            [tool.mypy]
            strict = true

            [tool.mine]
            x = 1
            """
        )
    )


def test_toml_requirement_pinned_by_both() -> None:
    """A requirement is known by its name: two versions of it are a conflict."""
    texts = TOML, TOML.replace("0.1", "0.3"), TOML.replace("0.1", "0.2")
    merged = merge_text_file("pyproject.toml", *texts, on_conflict=OnConflict.KEEP_MINE)
    assert merged.text == TOML.replace("0.1", "0.3")
    mine, theirs = '  "fastapi>=0.3",\n', '  "fastapi>=0.2",\n'
    clash = Clash("requirement fastapi", mine, theirs, 4, both_changed=True)
    assert merged.clashes == (clash,)


def test_toml_table_removed() -> None:
    """A table goes with its keys; what the user added to it stays."""
    theirs = TOML[: TOML.index("\n# tools")]
    assert merge_text_file("a.toml", TOML, TOML + "# end\n", theirs) == Merged(theirs + "# end\n")
    merged = merge_text_file("a.toml", TOML, TOML + "mine = 1\n", theirs)
    assert merged == Merged(theirs + "\n# tools\n[tool.ruff]\nmine = 1\n")


def test_toml_that_would_not_parse() -> None:
    """An addition behind an element without a comma is not written."""
    base = 'x = [\n  "a"\n]\ny = 1\n'
    mine = base.replace("1", "2")
    theirs = 'x = [\n  "a",\n  "b"\n]\ny = 1\n'
    merged = merge_text_file("a.toml", base, mine, theirs)
    assert tomllib.loads(merged.text)["y"] == 2


def test_toml_multi_line_values() -> None:
    """A string on several lines, a dotted key, an array of tables and quoted keys are entries."""
    base = 'a.b = """\n[x]\ny = 1\n"""\n"q q" = 1\n\n[[t]]\nn = 1\n\n[[t]]\nn = 2\n'
    merged = merge_text_file(
        "a.toml", base, base.replace("y = 1", "y = 2"), base.replace("n = 2", "n = 3")
    )
    assert merged == Merged(base.replace("y = 1", "y = 2").replace("n = 2", "n = 3"))


YAML_FILE = code(
    """
    services:
      db:
        image: postgres:15
        ports:
          - "5432:5432"
      app:
        build: .
        command: >
          run
          # no comment
          this

    # volumes
    volumes:
      data:
    """
)


def test_yaml_by_keys_and_items() -> None:
    """Keys of both sides at all depths; comments and blank lines stay where they are."""
    mine = YAML_FILE.replace(
        "    build: .\n", "    build: .\n    restart: always  # mine\n"
    ).replace('      - "5432:5432"\n', '      - "5432:5432"\n      - "1:1"\n')
    theirs = (
        YAML_FILE.replace("postgres:15", "postgres:16")
        .replace("volumes:\n  data", "volumes:\n  cache:\n  data")
        .replace("  app:\n", "  redis:\n    image: redis\n\n  app:\n    env_file: .env\n")
    )
    assert merge_text_file("compose.yaml", YAML_FILE, mine, theirs) == Merged(
        code(
            """
            services:
              db:
                image: postgres:16
                ports:
                  - "5432:5432"
                  - "1:1"
              redis:
                image: redis

              app:
                env_file: .env
                build: .
                restart: always  # mine
                command: >
                  run
                  # no comment
                  this

            # volumes
            volumes:
              cache:
              data:
            """
        )
    )


def test_yaml_items_that_are_mappings() -> None:
    """A list of mappings, at the indentation of its key, is merged by the first line of its items."""
    base = "repos:\n- repo: a\n  rev: 1\n  hooks:\n  - id: x\n- repo: b\n  rev: 1\n"
    mine = base.replace("  - id: x\n", "  - id: x\n  - id: mine\n")
    theirs = base.replace("rev: 1", "rev: 2").replace("  - id: x\n", "  - id: x\n  - id: y\n")
    expected = "repos:\n- repo: a\n  rev: 2\n  hooks:\n  - id: x\n  - id: y\n  - id: mine\n- repo: b\n  rev: 2\n"
    assert merge_text_file(".pre-commit-config.yaml", base, mine, theirs) == Merged(expected)


def test_yaml_scalar_changed_by_both() -> None:
    """Two values of one key are a conflict of this key alone."""
    texts = "a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 3\nb: 3\n"
    merged = merge_text_file("a.yml", *texts, on_conflict=OnConflict.KEEP_MINE)
    clash = Clash("key a", "a: 2\n", "a: 3\n", 1, both_changed=True)
    assert merged == Merged("a: 2\nb: 3\n", (clash,))


def test_yaml_flow_style_is_one_value() -> None:
    """What is not in block style is not taken apart."""
    base = "on:\n  push: {branches: [main]}\njobs: [\n  a,\n  b\n]\n"
    mine = base.replace("[main]", "[main, dev]")
    assert merge_text_file("ci.yml", base, mine, base.replace("  b", "  c")) == Merged(
        mine.replace("  b", "  c")
    )


ENV = "# Database\nDATABASE_URL=sqlite:///x\n\n# Auth\nSECRET=change\n"


def test_dotenv_by_keys() -> None:
    """Settings of both sides, the user's value where only the user changed it."""
    merged = merge_text_file(
        ".env.example",
        ENV,
        ENV.replace("change", "s3cret") + "MINE=1\n",
        ENV.replace("SECRET", "TTL=5\nSECRET") + "\n# Redis\nREDIS=\n",
    )
    assert merged == Merged(
        "# Database\nDATABASE_URL=sqlite:///x\n\n# Auth\nTTL=5\nSECRET=s3cret\n\n"
        "# Redis\nREDIS=\nMINE=1\n"
    )


def test_ini_by_sections() -> None:
    """A value may go on in indented lines; sections are merged by name."""
    base = "[alembic]\nscript_location = alembic\n\n[loggers]\nkeys =\n    root\n    app\n"
    mine = base.replace("= alembic", "= migrations") + "\n[mine]\na: b\n"
    theirs = base.replace("    app", "    app\n    sql").replace("[loggers]", "x = 1\n\n[loggers]")
    assert merge_text_file("alembic.ini", base, mine, theirs) == Merged(
        "[alembic]\nscript_location = migrations\n\nx = 1\n\n"
        "[loggers]\nkeys =\n    root\n    app\n    sql\n\n[mine]\na: b\n"
    )


def test_markers() -> None:
    """With markers both settings are shown."""
    merged = merge_text_file(".env", "A=1\nB=1\n", "A=2\nB=1\n", "A=3\nB=2\n")
    assert merged.text == "<<<<<<< mine\nA=2\n=======\nA=3\n>>>>>>> theirs\nB=2\n"


names = st.sampled_from(["alpha", "beta", "gamma", "delta"])
flat = st.dictionaries(names, st.integers(0, 2), max_size=4)
trees = st.dictionaries(names, flat, max_size=3)


def as_toml(tree: dict[str, dict[str, int]], note: str) -> str:
    """Tables of numbers, some with a comment."""
    return "\n".join(
        f"# {note} {name}\n[{name}]\n"
        + "".join(f"{key} = {value}\n" for key, value in inner.items())
        for name, inner in tree.items()
    )


def as_yaml(tree: dict[str, dict[str, int]], note: str) -> str:
    """The same as nested mappings."""
    return "".join(
        f"# {note} {name}\n{name}:\n"
        + "".join(f"  {key}: {value}\n" for key, value in inner.items())
        for name, inner in tree.items()
    )


def as_ini(tree: dict[str, dict[str, int]], note: str) -> str:
    """The same as sections."""
    return as_toml(tree, note)


@pytest.mark.parametrize(
    ("path", "write"), [("a.toml", as_toml), ("a.yaml", as_yaml), ("a.ini", as_ini)]
)
@given(base=trees, mine=trees, theirs=trees)
def test_laws(path: str, write: object, base: object, mine: object, theirs: object) -> None:
    """No comment or value of the user's is lost, the result is valid, and a fixed point."""
    assert callable(write)
    texts = write(base, "ours"), write(mine, "mine"), write(theirs, "ours")
    merged = merge_text_file(path, *texts, on_conflict=OnConflict.KEEP_MINE)
    named = "".join(clash.mine for clash in merged.clashes)
    for line in set(texts[1].splitlines()) - set(texts[0].splitlines()):
        assert line in merged.text or line in named
    assert merge_text_file(path, texts[2], merged.text, texts[2]) == Merged(merged.text)
    assert merge_text_file(path, texts[0], texts[0], texts[2]).text == texts[2]
    if path == "a.toml":
        tomllib.loads(merged.text)
    if path == "a.yaml":
        yaml.safe_load(merged.text)
