"""Runs inside a generated project: stores rows of every resource, and accounts.

    python store_rows.py ANSWERS

ANSWERS is a file, as JSON. Prints JSON: `rows`, the ids by the name of the resource, and the
`headers` of `admin` and of `user`, who owns one row of each resource whose rows have owners.
"""

import asyncio
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.connecting import authorization
from tests.users.factory import create_user

ROWS = 3


async def main(answers: dict[str, Any]) -> None:
    """Store them with the factories that the project's own tests use."""
    package = answers["package"]
    module = {
        name: import_module(f"{package}.{name}")
        for name in ("config", "database", "models", "users.models")
    }
    module["models"].import_models()
    database = module["database"].create_database(module["config"].get_settings())
    async with database.writes.begin() as session:
        admin = await create_user(session, role=module["users.models"].Role.ADMIN)
        user = await create_user(session)
        rows = {"user": [await create_user(session) for _ in range(ROWS)]}
        for resource in answers["resources"]:
            name = resource["name"]
            create = getattr(import_module(f"tests.{resource['plural']}.factory"), f"create_{name}")
            is_owned = "owner" in {field["name"] for field in resource["fields"]}
            owners = [{"owner_id": user.id} if is_owned else {}, *[{}] * (ROWS - 1)]
            rows[name] = [await create(session, **owner) for owner in owners]
    await database.engine.dispose()
    headers = {"admin": authorization(admin), "user": authorization(user)}
    ids = {name: [str(each.id) for each in found] for name, found in rows.items()}
    print(json.dumps({"rows": ids, "headers": headers}))


asyncio.run(main(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
