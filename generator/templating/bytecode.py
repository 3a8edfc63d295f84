"""Compiled templates, found again by their text: versions share what they have in common."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

import jinja2
from jinja2.bccache import Bucket, bc_magic


def bytecode_cache(folder: Path, options: Mapping[str, Any]) -> jinja2.BytecodeCache:
    """A cache in a folder, which is made if need be.

    It only makes things faster: what cannot be read there or written, for want of room or rights,
    is compiled again each time, and what is broken there is made anew.

    Args:
        folder: Each kind of environment needs one of its own.
        options: Those of the environment; what was compiled with others is not used.
    """
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return _BytecodeByText(folder, repr(sorted(options.items())))


class _SealedBucket(Bucket):
    """Code behind its digest: damaged, it could load as other code, or bring Python down.

    Jinja unpacks straight from the file, which takes ten times as long.
    """

    def load_bytecode(self, f: BinaryIO) -> None:
        digest, code = f.read(hashlib.sha256().digest_size), f.read()
        if _digest(code) == digest:
            self.code = marshal.loads(code)  # noqa: S302 - as we wrote it

    def write_bytecode(self, f: IO[bytes]) -> None:
        code = marshal.dumps(self.code)
        f.write(_digest(code) + code)


def _digest(code: bytes) -> bytes:
    """What vouches for some code, and for the versions of Python and Jinja that it is for."""
    return hashlib.sha256(bc_magic + code).digest()


class _BytecodeByText(jinja2.FileSystemBytecodeCache):
    """Jinja's own cache goes by the path of a file, but each version lies in its own folder."""

    def __init__(self, folder: Path, options: str) -> None:
        super().__init__(str(folder))
        self._options = options

    def get_bucket(
        self,
        environment: jinja2.Environment,
        name: str,
        filename: str | None,  # noqa: ARG002 - asked for by Jinja
        source: str,
    ) -> Bucket:
        checksum = self.get_source_checksum(source)
        key = self.get_cache_key(f"{name}|{checksum}|{self._options}")
        bucket = _SealedBucket(environment, key, checksum)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
