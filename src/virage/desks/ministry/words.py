"""Names of sectors and regions, from the packs, in the viewer's language."""

from virage.base.library import library
from virage.base.viewer import Viewer


def sector_name(sector: str, viewer: Viewer) -> str:
    """« Construction »; what the packs do not know is shown as it is."""
    found = library().sectors.get(sector)
    return found.name.say(viewer.language) if found else sector


def region_name(region: str, viewer: Viewer) -> str:
    """« Bas-Saint-Laurent » for « 01 »."""
    found = library().regions.get(region)
    return found.name.say(viewer.language) if found else region
