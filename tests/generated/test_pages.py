"""The requests in the documents are answered as they are shown there.

Every page of `docs` with a `curl` command or an `http` block is a test. The `fastapi-gen` commands
before its last request make a project, which is served on an empty database; then the requests are
sent in their order, as they stand there. How a page is read:

- A `curl` command in a `console` block is typed into bash. Where nothing is shown it has to succeed.
  Else the lines below it, or a `json` block right behind its own, are the answer.
- An `http` block is a request, with its headers and its body, and an answer: from `HTTP/1.1` on the
  status, those headers that are shown, and the body.
- In a body `...` stands for anything: for other keys, for more items, for a value. All else is the
  same as shown, but for ids, moments, and the ids of requests.
- `$TOKEN` is of a user, `$OTHER_TOKEN` of another one, `$ADMIN_TOKEN` of an administrator. The id of
  a row that was answered, alone or among `items`, is `$ID`, and has the name of its resource,
  `$PRODUCT`; if a text of the row is one word with a capital, it has that one as well, `$LAMP`.
  `$CURSOR` is the last `next_cursor`.
- A file that is sent, `-F file=@photo.png`, is there: a small picture, or a line of text.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.generated.cases import Case
from tests.generated.http_server import Client, serve
from tests.generated.made import Made, run
from tests.generated.pages import commands, examples
from tests.generated.reader import Reader

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [path for path in sorted(DOCS.glob("*.md")) if examples(path.read_text("utf-8"))]
TOOL = Path(sys.executable).parent / "fastapi-gen"
CASE = Case("page", "", None, "3.11")
PASSWORD = "correct horse battery"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_page(page: Path, environments: Path, tmp_path: Path) -> None:
    """What is shown is what one gets."""
    text = page.read_text("utf-8")
    project = make_project(text, environments / CASE.python, tmp_path)
    database = f"sqlite:///{tmp_path / 'page.db'}"
    project.run("alembic", "upgrade", "head", DATABASE_URL=database)
    with serve(project, database, tmp_path / "server.log") as client:
        reader = Reader(tmp_path, client.port, paths(project))
        reader.variables |= tokens(project, database, client)
        wrong = [
            f"{page.name}:{example.line}: {example.text}: {each}"
            for example in examples(text)
            for each in reader.differences(example)
        ]
    assert not wrong, "\n".join(wrong)


def make_project(text: str, environment: Path, place: Path) -> Made:
    """The project of a page, as it is at its last request."""
    folder = place
    last = examples(text)[-1].line
    for command in commands("\n".join(text.splitlines()[:last])):
        program, *words = shlex.split(command)
        if program == "cd":
            folder /= words[0]
        elif program == "fastapi-gen" and words[0] != "update":  # nothing is committed to go to
            run(folder, TOOL, *words)
    return Made(CASE, folder, environment, place / "cache")


def paths(project: Made) -> dict[str, str]:
    """The names of resources, by what stands in their paths."""
    resources = project.answers["resources"]
    return {each["plural"].replace("_", "-"): each["name"] for each in resources}


def tokens(project: Made, database: str, client: Client) -> dict[str, str]:
    """Tokens of two users and of an administrator."""
    settings = {"DATABASE_URL": database, "ADMIN_PASSWORD": PASSWORD}
    command = f"{project.answers['package']}.users.create_admin"
    project.run("python", "-m", command, "admin@example.com", **settings)
    for name in ("user", "other"):
        body = {"email": f"{name}@example.com", "password": PASSWORD}
        assert client.call("POST", "/api/v1/auth/register", body).status == 201
    return {
        "TOKEN": log_in(client, "user"),
        "OTHER_TOKEN": log_in(client, "other"),
        "ADMIN_TOKEN": log_in(client, "admin"),
    }


def log_in(client: Client, name: str) -> str:
    """A token of an account."""
    form = urlencode({"username": f"{name}@example.com", "password": PASSWORD})
    answer = client.call("POST", "/api/v1/auth/token", form)
    assert answer.status == 200, answer.body
    return str(answer.json["access_token"])
