"""How documents are shown with what they refer to."""

from src.documents.v2.schemas import DocumentReadV2
from src.folders.schemas import FolderRead
from src.including import Including
from src.schemas import Omittable


class DocumentDetailV2(Including, DocumentReadV2):
    """A document with what is asked for."""

    folder: Omittable[FolderRead] = None
