"""What clients may ask to see of what documents refer to."""

from src.documents.models import Document
from src.documents.schemas import DocumentRead
from src.folders.schemas import FolderRead
from src.including import Including, Relations
from src.schemas import Omittable

RELATIONS: Relations = {"folder": [Document.folder]}


class DocumentDetail(Including, DocumentRead):
    """A document with what is asked for."""

    folder: Omittable[FolderRead] = None
