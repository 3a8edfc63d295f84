"""Nothing but Jinja2 and files: render the template for one set of answers, without resources."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment

ANSWERS = {
    "project_name": "demo",
    "description": "demo, an API built with FastAPI.",
    "package": "src",
    "database": "sqlite",
    "id": "uuid",
    "python": "3.11",
    "envelope": "plain",
    "api_version_by": "url",
    **dict.fromkeys(("docker", "github_actions", "pre_commit", "agents", "redis"), True),
    "resources": [],
}

root, target = Path(sys.argv[1]), Path(sys.argv[2])
environment = SandboxedEnvironment(
    loader=FileSystemLoader(root), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
)
as_json = lambda value, **_: json.dumps(value)  # noqa: E731 - as short as the rest
environment.filters.update(to_yaml=as_json, to_nice_yaml=as_json)
context = {
    **ANSWERS,
    "_copier_answers": ANSWERS,
    "_copier_conf": SimpleNamespace(answers_file=".copier-answers.yml"),
}
for path in root.glob("templates/project/**/*"):
    relative = path.relative_to(root / "templates/project").as_posix()
    if path.is_dir() or "{% yield" in relative:
        continue
    name = environment.from_string(relative.removesuffix(".jinja")).render(context)
    if "" in name.split("/"):  # a file that only some projects have
        continue
    data = path.read_bytes()
    if path.suffix == ".jinja":
        source = path.relative_to(root).as_posix()
        data = environment.get_template(source).render(context).encode()
    place = target / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
