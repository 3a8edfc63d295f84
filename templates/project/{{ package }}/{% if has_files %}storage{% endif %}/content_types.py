"""What a file is, by its first bytes: neither its name nor the client proves it."""

# As many bytes tell all that is known here.
HEAD = 16
UNKNOWN = "application/octet-stream"
IMAGES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


def content_type_of(head: bytes) -> str:
    """Tell the type of a content from its first bytes.

    What is not known is binary data, so that no browser takes it for a page.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    known = (kind for start, kind in _SIGNATURES if head.startswith(start))
    return next(known, UNKNOWN)
