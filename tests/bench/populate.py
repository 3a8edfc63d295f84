"""Make a project with many resources at once: `populate.py FOLDER COUNT`, with the installed tool."""

import datetime as dt
import itertools
import sys
from pathlib import Path
from string import ascii_lowercase

from generator.applying.creation import create
from generator.evolve import State, evolve
from generator.project import Folder
from generator.spec.project import make_project
from generator.spec.resource import make_resource
from generator.template_source import packaged
from generator.templating.rendering import complete

FIELDS = (
    "name:str:120:unique",
    "about:text:opt",
    "price:decimal:10.2:min=0",
    "state:enum:draft+done",
)

root, count = Path(sys.argv[1]), int(sys.argv[2])
template = packaged()
project = make_project(complete(template, {"project_name": root.name}))
for letters in itertools.islice(itertools.product(ascii_lowercase, repeat=3), count):
    project = project.with_resource(make_resource(f"part_{''.join(letters)}", FIELDS))
create(evolve(None, State(template, project), Folder(root), dt.datetime.now(dt.UTC)), root)
