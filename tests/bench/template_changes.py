"""What a new release of a template typically changes; the anchors are places in our template."""

from tests.bench.text_edits import Edit, after, at_end, before, replaced

_CODE = "templates/project/{{ package }}"
_RESOURCE = (
    f"{_CODE}/{{% yield resource from resources %}}{{{{ resource.plural }}}}{{% endyield %}}"
)
_VERSION = (
    f"{_RESOURCE}/{{% yield version from resource.versions or [dict()] %}}{{% if version.name in dict(v1=1)"
    " or not version.name %}.{% else %}{{ version.name }}{% endif %}{% endyield %}"
)

_COUNT = '''

async def count_{{ resource.plural }}(session: AsyncSession) -> int:
    """Tell how many there are."""
    counting = sa.select(sa.func.count()).select_from({{ class }})
    return await session.scalar(counting) or 0
'''
_TRACE = """\
## Trace

`TRACE_RATIO` says which part of the requests is traced, and `TRACE_ENDPOINT` where to.

"""

CHANGES = (
    Edit(
        f"{_RESOURCE}/service.py.jinja",
        (
            after(
                r'^    \[package ~ "\.database", .*\n', '    [package ~ ".tracing", ["traced"]],\n'
            ),
            replaced('"""Change what is given."""', '"""Change what is given, nothing else."""'),
            before(r'\{\{ signature\("delete_"', '@traced("delete")\n'),
            after(
                r"^    session\.add\(.*\)\n    await session\.flush\(\)\n",
                "    await session.refresh({{ one }})\n",
            ),
            at_end(_COUNT),
        ),
    ),
    Edit(
        f"{_VERSION}/router.py.jinja",
        (
            after(r'\["Router"\]\],\n', '    [package ~ ".tracing", ["TraceDep"]],\n'),
            after(r"^\{% set options = .*\"\]'", ", 'redirect_slashes=False'"),
            after(r'handler\("update_".*"session: SessionDep"', ', "trace: TraceDep"'),
        ),
    ),
    Edit(
        f"{_RESOURCE}/models.py.jinja",
        (after(r"^    __tablename__ = .*\n", '    __mapper_args__ = {"eager_defaults": True}\n'),),
    ),
    Edit(
        f"{_VERSION}/{{% if not resource.operations or resource.soft_delete or not dict(list=1,get=1,create=1,update=1)"
        ".keys().isdisjoint(resource.operations) %}schemas.py{% endif %}.jinja",
        (
            after(r"^    id: Id\n", "    etag: str\n"),
            after(r"^    updated_at: dt\.datetime\n", "    version: int\n"),
        ),
    ),
    Edit(
        f"{_CODE}/api.py.jinja",
        (
            after(r'\["RouterGroup"\]\],\n', '  [package ~ ".status", ["status_router"]],\n'),
            after(
                r"^public\.include_router\(auth_router\)\n",
                "public.include_router(status_router)\n",
            ),
        ),
    ),
    Edit(
        f"{_CODE}/main.py.jinja",
        (
            after(r'"operation_id"\]\],\n', '  [package ~ ".tracing", ["add_tracing"]],\n'),
            after(r"^        title=.*\n", '        summary="What it serves",\n'),
            after(r"^    add_middleware\(.*\n", "    add_tracing(app, settings.trace_ratio)\n"),
        ),
    ),
    Edit(
        f"{_CODE}/config.py.jinja",
        (
            after(
                r"^    log_json: .*\n",
                "    # Which part of the requests is traced.\n"
                "    trace_ratio: float = Field(0.1, ge=0, le=1)\n",
            ),
            replaced(r"(database_pool_size: int = Field\()10", r"\g<1>25"),
        ),
    ),
    Edit(
        "templates/project/.env.example.jinja",
        (
            after(r"^LOG_JSON=\n", "# Part of the requests that is traced\nTRACE_RATIO=0.1\n"),
            replaced(r"^DATABASE_POOL_SIZE=10", "DATABASE_POOL_SIZE=25"),
        ),
    ),
    Edit(
        "templates/project/pyproject.toml.jinja",
        (
            replaced('"fastapi>=.*"', '"fastapi>=0.166,<0.167"'),
            after(r'^    "orjson.*\n', '    "opentelemetry-sdk>=1.39,<2",\n'),
            after(r"^line-length = .*\n", "preview = true\n"),
            after(r'^    "TRY003",.*\n', '    "TRY400",   # the boundary logs\n'),
        ),
    ),
    Edit(
        "templates/project/README.md.jinja",
        (
            replaced("Tests use SQLite\\.", "Tests use SQLite, each process its own file."),
            before("^## Migrate\n", _TRACE),
        ),
    ),
    Edit(
        "templates/project/{% if github_actions %}.github{% endif %}/workflows/ci.yml.jinja",
        (replaced("astral-sh/setup-uv@v7", "astral-sh/setup-uv@v9"),),
    ),
)
