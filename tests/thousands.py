"""Many case files at once, as rows: for lists that must hold thousands."""

from datetime import timedelta

from django.utils import timezone

from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import NextMove, RequestState
from virage.stages.directory.models import AccessGrant, Contact, Enterprise, EnterpriseFact

SECTORS, REGIONS, LANGUAGES = ("construction", "tourisme"), ("01", "01", "06"), ("fr", "fr", "en")


def many_files(like: int, count: int) -> None:
    """As many other files on the project of the file ``like``, each of another enterprise, half of them late."""
    model, now, today = CaseFile.objects.for_operation().get(pk=like), timezone.now(), timezone.localdate()
    project = model.project
    enterprises = Enterprise.objects.bulk_create(
        Enterprise(name=f"Épicerie fictive {rank}", started_at=now, claimed_at=now) for rank in range(count)
    )
    Contact.objects.bulk_create(
        Contact(enterprise=one, name="Personne", email=f"pme{rank}@example.org", language=LANGUAGES[rank % 3])
        for rank, one in enumerate(enterprises)
    )
    EnterpriseFact.objects.bulk_create(
        EnterpriseFact(enterprise=one, name=name, value=value, provenance="owner", at=now, by="test")
        for rank, one in enumerate(enterprises)
        for name, value in (("sector", SECTORS[rank % 2]), ("region", REGIONS[rank % 3]), ("employees", 12))
    )
    requests = Request.objects.bulk_create(
        Request(enterprise=one, project=project, asked_at=now, state=RequestState.ACCEPTED) for one in enterprises
    )
    AccessGrant.objects.bulk_create(
        AccessGrant(
            enterprise_id=one.enterprise_id,
            organisation_id=project.promoter_id,
            matter=one.matter,
            purpose="call_back",
            given_by="test",
            begins_at=now,
        )
        for one in requests
    )
    CaseFile.objects.bulk_create(
        CaseFile(
            request=one,
            enterprise_id=one.enterprise_id,
            project=project,
            opened_at=now,
            owner_id=model.owner_id,
            next_move="Relire la demande d’aide avec l’entreprise",
            next_move_by=NextMove.ADVISER,
            next_move_on=today + timedelta(days=rank % 60 - 30),
        )
        for rank, one in enumerate(requests)
    )
