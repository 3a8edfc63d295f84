"""Runs inside a generated project: fills its tables and sends it requests.

    python main.py ANSWER SERVER DATABASE ROWS ROUNDS

Writes JSON to the file ANSWER: `depths`, `endpoints` and `statements`, see the modules of these
names.
"""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
from rows import fill


def main(answer: Path, server: str, name: str, rows: int, rounds: int) -> None:
    """Do it in a database that goes at the end."""
    asyncio.run(execute(server, f"CREATE DATABASE {name}"))
    try:
        os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{name}"
        subprocess.run([sys.executable, "-m", "alembic", "upgrade", "head"], check=True)
        found = asyncio.run(measure(rows, rounds))
    finally:
        asyncio.run(execute(server, f"DROP DATABASE {name} (FORCE)"))
    answer.write_text(json.dumps(found), encoding="utf-8")


async def execute(server: str, statement: str) -> None:
    """Run one statement."""
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def measure(rows: int, rounds: int) -> dict[str, Any]:
    """Measure, once there is something to read."""
    await fill(rows)
    # What these import reads the environment.
    import depths
    import endpoints

    return {
        "depths": await depths.measure(rows, rounds),
        "endpoints": await endpoints.measure(rounds),
        "statements": await endpoints.count_statements(),
    }


_, answer, server, name, rows, rounds = sys.argv
main(Path(answer), server, name, int(rows), int(rounds))
