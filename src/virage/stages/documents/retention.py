"""What is destroyed of documents when nothing shows them any more."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.documents.models import Document


@purges("documents")
def purge_documents(before: datetime) -> int:
    """Documents attached before an instant that no row refers to; their bytes go with the last that had them."""
    return Document.objects.for_operation().unused().filter(at__lt=before).delete()[1].get("documents.Document", 0)
