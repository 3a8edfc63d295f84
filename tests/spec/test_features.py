"""The features of a project, and where each has to be known."""

from __future__ import annotations

import pytest

from generator.errors import UsageError
from generator.evolve import State
from generator.spec.features import FEATURES, chosen, spelled, switched
from generator.spec.project import Project, make_project
from generator.templating.rendering import ANSWERS_FILE
from tests.template import TEMPLATE


def recorded(project: Project) -> str:
    """The text of the answers file."""
    return State(TEMPLATE, project).render()[ANSWERS_FILE].text or ""


def test_the_template_asks_for_every_feature() -> None:
    """With the same default, and with words that `enable` can show."""
    assert tuple(TEMPLATE.features) == FEATURES
    assert all(TEMPLATE.features.values())
    defaults = {name: Project.model_fields[name].default for name in FEATURES}
    assert {name: TEMPLATE.questions[name]["default"] for name in FEATURES} == defaults


@pytest.mark.parametrize("feature", FEATURES)
def test_a_choice_is_recorded(feature: str) -> None:
    """A feature stands in the answers file where it is not as by default, and only there."""
    usual = make_project({"project_name": "demo"})
    default = getattr(usual, feature)
    other = switched(usual, [feature], on=not default)
    assert feature not in recorded(usual)
    line = f"{feature}: {str(not default).lower()}\nresources: []\n"
    assert recorded(other) == recorded(usual).replace("resources: []\n", line)


def test_names_are_spelled_freely() -> None:
    """With dashes or not, in any case, one by one or joined."""
    assert chosen(["Docker,pre_commit", "github-actions", "docker"], FEATURES) == [
        "docker",
        "pre_commit",
        "github_actions",
    ]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("precomit", "Did you mean pre-commit? "), ("kubernetes", ""), ("", "")],
)
def test_a_wrong_name(word: str, hint: str) -> None:
    """It is told with the nearest one, if one is near, and with all that there are."""
    with pytest.raises(UsageError) as error:
        chosen([word], FEATURES)
    assert error.value.message == f"there is no feature {word!r}"
    names = ", ".join(map(spelled, FEATURES))
    assert error.value.hint == f"{hint}The features are: {names}."
