"""What can be run here: `nox` runs the fast tests, `nox --list` tells the rest."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import nox

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
# The tests are of very different length: a worker that is done takes some from another one.
PARALLEL = ("-n", "auto", "--dist", "worksteal")

ROOMY = 2 << 30
"""How many bytes of memory are enough for all temporary files of the fast tests."""

nox.needs_version = ">=2025.10.14"
nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "uv"
# A Python that is not on the machine is skipped, also in CI; none is downloaded.
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

# Where tests are that need minutes, a server, or Copier.
SLOW = (
    *("tests/generated", "tests/cli", "tests/checking", "tests/migrations", "tests/respelling"),
    *("tests/laws/test_laws.py", "tests/laws/test_operations.py"),
    *("tests/soundness/test_imports.py", "tests/test_tree_merge.py"),
)

# Where Hypothesis searches.
LAWS = (
    *("tests/declarative", "tests/laws", "tests/merging", "tests/migrations", "tests/spec"),
    *("tests/test_plain_yaml.py", "tests/test_tree_merge.py"),
)

# As pip does it; uv leaves it to the first run, and PYTHONDONTWRITEBYTECODE forbids it then.
os.environ.setdefault("UV_COMPILE_BYTECODE", "1")

# A shim of pyenv refuses every version that is not selected, unless another one lies behind it.
pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
behind = [str(path) for path in pyenv.glob("versions/3.*/bin")]
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *behind])


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the fast tests on every supported Python that is here."""
    install(session, "test")
    session.run("pytest", *PARALLEL, *session.posargs, env=in_memory())


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules and the form of the code."""
    session.install(*group("lint"))
    session.run("ruff", "check", "generator", "tests", "noxfile.py")
    session.run("ruff", "format", "--check", "generator", "tests", "noxfile.py")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    install(session, "types")
    session.run("mypy")


@nox.session
def generated(session: nox.Session) -> None:
    """Make projects with the installed tool, then check, test, migrate and serve each (minutes).

    The most are those in which every two options meet: `-- tests/generated -k "not pairs_"` does
    without them.
    """
    install(session, "test")
    pyproject = make_project(session) / "pyproject.toml"
    environments = fresh(session, "environments")
    for version in PYTHONS:
        install_application(session, pyproject, environments / version, version)
    install_schemathesis(session, environments / "schemathesis")
    session.run(
        *("pytest", "-m", "slow", "-n", "auto", "--dist", "loadgroup", "--durations", "10"),
        "--ignore=tests/generated/test_distributions.py",
        *(session.posargs or SLOW),
        env={"GENERATED_ENVIRONMENTS": str(environments)},
    )


@nox.session
def laws(session: nox.Session) -> None:
    """Search thirty times as long for what breaks a law (minutes)."""
    install(session, "test")
    session.run(
        *("pytest", *PARALLEL, "-m", "not slow", "-k", "not test_some_histories"),
        *(session.posargs or LAWS),
        env={"HYPOTHESIS_EXAMPLES": "240"},
    )


@nox.session
def golden(session: nox.Session) -> None:
    """Write the kept parts of projects anew, after a change of the templates."""
    install(session, "test")
    session.run("python", "-m", "tests.goldens")


@nox.session
def histories(session: nox.Session) -> None:
    """Lead projects through 10,000 steps of random histories, and kill commands (minutes)."""
    install(session, "test")
    session.run(
        *("pytest", *PARALLEL, "-m", "slow", "-rP"),
        *(session.posargs or ["tests/laws"]),
        env={"HISTORY_PARTS": "16", "HISTORIES": "25", "HISTORY_STEPS": "25", "MOMENTS": "25"},
    )


@nox.session
@nox.parametrize("whose", ["tool", "project"])
def minimums(session: nox.Session, whose: str) -> None:
    """Run the tests with the lowest versions that are allowed, of the tool and of a project."""
    lowest = ("--resolution", "lowest-direct")
    if whose == "tool":
        install(session, "test", options=lowest)
        session.run("pytest", *PARALLEL, *session.posargs, env=in_memory())
        return
    install(session)
    project = make_project(session)
    environment = fresh(session, "environment")
    install_application(session, project / "pyproject.toml", environment, "python", *lowest)
    session.chdir(project)
    session.run(f"{environment}/bin/pytest", "-n", "auto", *session.posargs, external=True)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and the source distribution, install them elsewhere, and use them."""
    install(session, "test")
    dist = fresh(session, "dist")
    session.run("uv", "build", "--quiet", "--out-dir", f"{dist}/from_sdist")
    session.run("uv", "build", "--quiet", "--out-dir", f"{dist}/from_checkout", "--wheel")
    session.run(
        "pytest",
        *("-m", "slow", "tests/generated/test_distributions.py"),
        *session.posargs,
        env={"DISTRIBUTIONS": str(dist)},
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed, merges and what is served; `-- --strict` fails over budget."""
    install(session, "bench")
    session.run("python", "-m", "tests.bench", *session.posargs)
    environment = fresh(session, "environment")
    install_application(session, make_project(session) / "pyproject.toml", environment, "python")
    strict = [word for word in session.posargs if word == "--strict"]
    session.run("python", "-m", "tests.bench.serving", f"{environment}/bin/python", *strict)


def in_memory() -> dict[str, str]:
    """Temporary files in memory, if it is roomy: the fast tests write many, all of them small."""
    memory = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that nobody else can read
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOMY
    return {"TMPDIR": str(memory)} if roomy else {}


def group(name: str) -> list[str]:
    """The requirements of a dependency group."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


def install(session: nox.Session, *groups: str, options: Sequence[str] = ()) -> None:
    """Install the tool as a user has it, and the groups, into the environment of a session."""
    session.env["FASTAPI_GEN_CACHE"] = f"{session.virtualenv.location}/cache"
    requirements = [each for name in groups for each in group(name)]
    session.install(*options, *requirements, "--reinstall-package", "fastapi-evolve", ".")


def make_project(session: nox.Session) -> Path:
    """Make a project with one resource, as a user would; it needs all that a project can need."""
    place = fresh(session, "made")
    with session.chdir(place):
        session.run("fastapi-gen", "new", "demo", "--yes", "--no-git", silent=True)
    with session.chdir(place / "demo"):
        fields = ("name:str", "price:decimal", "manual:file")
        session.run("fastapi-gen", "add-resource", "item", *fields, silent=True)
    return place / "demo"


def install_application(
    session: nox.Session, pyproject: Path, environment: Path, python: str, *options: str
) -> None:
    """Make an environment with what generated projects need, unless that Python is not here."""
    made = session.run(
        *("uv", "venv", "--quiet", "--clear", "--no-python-downloads", "--python", python),
        str(environment),
        success_codes=[0, 2],
    )
    if not environment.joinpath("bin").is_dir():
        session.warn(f"Python {python} is not here: {made}")
        return
    session.run(
        *("uv", "pip", "install", "--quiet", "--python", str(environment), *options),
        *("--requirement", str(pyproject), "--group", f"{pyproject}:dev"),
    )


def install_schemathesis(session: nox.Session, environment: Path) -> None:
    """Make an environment for it alone: it is a plugin of pytest, which no test needs."""
    session.run("uv", "venv", "--quiet", "--clear", str(environment))
    session.run(
        *("uv", "pip", "install", "--quiet", "--python", str(environment)), *group("schemathesis")
    )


def fresh(session: nox.Session, name: str) -> Path:
    """An empty folder that goes away with the environment of the session."""
    folder = Path(session.virtualenv.location).resolve() / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
