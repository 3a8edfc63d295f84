"""Settings of the middleware, read from `MIDDLEWARE_*`."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from typing import Self

from pydantic import Field, RedisDsn, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class MiddlewareSettings(BaseSettings):
    """Lists are written as JSON: `MIDDLEWARE_ALLOWED_HOSTS='["api.example.com"]'`."""

    model_config = SettingsConfigDict(
        env_prefix="MIDDLEWARE_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    environment: str = Field("local", validation_alias="ENVIRONMENT")
    # Names under which the API may be called; the health probes may use any.
    allowed_hosts: list[str] = ["*"]
    # Web pages that may call the API from a browser.
    cors_origins: list[str] = []
    # Bytes; a route raises it for itself with `max_body_size=`.
    body_limit: int = Field(1_048_576, gt=0)
    # How long browsers insist on HTTPS; 0 sends no such header.
    hsts_seconds: int = Field(31_536_000, ge=0)
    # Reverse proxies whose X-Forwarded-For is believed, and nobody else's.
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    # False switches off every limit, those of single routes included.
    rate_limits: bool = True
    # Requests of one client over all routes, such as 600/minute; empty for no limit.
    rate_limit: str | None = Field(None, pattern=r"^[1-9]\d*/(second|minute|hour|day)$")
    # Where several processes count together; empty counts in each process alone.
    redis_url: RedisDsn | None = None

    @model_validator(mode="after")
    def refuse_every_origin(self) -> Self:
        """A wildcard is for a developer's machine only."""
        if self.environment != "local" and "*" in self.cors_origins:
            message = (
                "MIDDLEWARE_CORS_ORIGINS lets every web page call the API:"
                f" name the origins when ENVIRONMENT is {self.environment!r}"
            )
            raise ValueError(message)
        return self


@lru_cache
def get_middleware_settings() -> MiddlewareSettings:
    """Read the environment once."""
    return MiddlewareSettings()
