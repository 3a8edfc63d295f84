"""Nothing of a request waits for a thread."""

from collections.abc import Iterator
from inspect import isasyncgenfunction, iscoroutinefunction
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.security import OAuth2PasswordRequestForm

# A class of FastAPI's own, for the login: hashing takes a thousand times longer.
FORMS = {OAuth2PasswordRequestForm}


def is_asynchronous(call: Any) -> bool:
    """Whether FastAPI calls it in the event loop."""
    made = call if hasattr(call, "__name__") else type(call).__call__
    return iscoroutinefunction(made) or isasyncgenfunction(made)


def calls(dependant: Dependant) -> Iterator[Any]:
    """Walk over an endpoint and all that it depends on."""
    yield dependant.call
    for each in dependant.dependencies:
        yield from calls(each)


async def test_endpoints_and_dependencies_are_async(shared_app: FastAPI) -> None:
    """FastAPI runs others in a thread, which takes longer than most of them."""
    found = {
        call
        for route in iter_route_contexts(shared_app.routes)
        if isinstance(route.original_route, APIRoute)
        for call in calls(route.original_route.dependant)
    }

    assert {call for call in found if not is_asynchronous(call)} == FORMS
    assert len(found) > 20
