"""What the guide of one matter is made from."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.spec import MatterSpec
from services.models import LifeEventEdition
from windows.usual_time.figures import UsualTime
from windows.web.guide.blocks import Links
from windows.web.guide.ground import Ground
from windows.web.guide.place import Place


@dataclass(frozen=True, slots=True)
class MatterPage:
    matter: MatterSpec
    events: tuple[LifeEventEdition, ...]
    """The published things that contain it."""
    ways_in: Links
    ground: Ground
    usual: UsualTime
    place: Place
