"""Pages that answer for the site: privacy, accessibility, who runs it, whom to call."""

from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.stages.stewardship.queries import KeptRow, kept_data


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """Who answers for personal information, and what is kept, why and how long."""

    kept: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """Who runs this site, on what software."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """A person to call."""

    name: str
    phone: str
    email: str
    hours: str

    @property
    def known(self) -> bool:
        """Did the operator name someone?"""
        return bool(self.phone or self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage:
    """What the site conforms to, what is not yet proven, and to whom to say it."""

    contact: ContactPage


@PUBLIC.page("public/privacy.html")
def privacy(request: ViewerRequest) -> PrivacyPage:
    return PrivacyPage(kept=kept_data(request.viewer))


@PUBLIC.page("public/accessibility.html")
def accessibility(_request: ViewerRequest) -> AccessibilityPage:
    return AccessibilityPage(contact=_contact())


@PUBLIC.page("public/about.html")
def about(_request: ViewerRequest) -> AboutPage:
    return AboutPage(version=version("virage"))


@PUBLIC.page("public/contact.html")
def contact(_request: ViewerRequest) -> ContactPage:
    return _contact()


def _contact() -> ContactPage:
    return ContactPage(**settings.CONTACT)
