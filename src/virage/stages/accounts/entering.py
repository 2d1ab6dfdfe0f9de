"""Signing a browser in without a password, where the house allows it: a first invitation, a demonstration."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from virage.stages.accounts.models import Person
from virage.stages.accounts.operations.invitations import Accepted


def enter_invited(request: HttpRequest, accepted: Accepted) -> None:
    """Sign in the person who just accepted a first invitation; someone who has an account proves it as usual."""
    if not accepted.new:
        raise ValueError("an invitation never stands in for a password")
    login(request, Person.objects.get(pk=accepted.person_id), backend=settings.AUTHENTICATION_BACKENDS[0])
