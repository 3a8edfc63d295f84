"""What is in the tables."""

import os

import asyncpg

LISTS = ("ticket", "message", "event", "reading")
ARTICLES = 1_000
SIZE = 20
"""How many rows a part of a list has."""

# Ids that grow with time, as those that the application makes.
_ROWS = """
INSERT INTO {table} (id, rank, label, created_at, updated_at)
SELECT lpad(to_hex(n), 32, '0')::uuid, n, 'label ' || n, now(), now()
FROM generate_series(1, {rows}) AS n
"""
_ARTICLES = """
INSERT INTO article (id, title, body, price, published, created_at, updated_at)
SELECT lpad(to_hex(n), 32, '0')::uuid, 'title ' || n, repeat('word ', 40), n, true, now(), now()
FROM generate_series(1, {rows}) AS n
"""


async def fill(rows: int) -> None:
    """Fill the tables, and let PostgreSQL learn what is in them."""
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    for table in LISTS:
        await connection.execute(_ROWS.format(table=table, rows=rows))
    await connection.execute(_ARTICLES.format(rows=ARTICLES))
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
