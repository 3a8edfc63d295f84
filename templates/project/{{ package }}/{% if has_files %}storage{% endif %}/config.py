"""Settings of the storage, read from `STORAGE_*`."""

from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class StorageSettings(BaseSettings):
    """Where the content of files is kept."""

    model_config = SettingsConfigDict(
        env_prefix="STORAGE_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    # A directory of this machine, which several processes may share.
    directory: Path = Path("uploads")
    # A bucket instead, such as s3://bucket/prefix; how to get in is said by AWS_*.
    url: str | None = None


@lru_cache
def get_storage_settings() -> StorageSettings:
    """Read the environment once."""
    return StorageSettings()
