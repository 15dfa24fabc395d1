"""Publishing a region's own edition of a matter, alone or with another's consent; giving it up."""

from __future__ import annotations

from services.overlays.actions.adopt import adopt_standard, adopt_standard_everywhere
from services.overlays.actions.propose import propose_overlay, withdraw_proposal
from services.overlays.actions.publish import publish_overlay
from services.overlays.actions.review import publish_proposal, refuse_proposal

__all__ = [
    "adopt_standard",
    "adopt_standard_everywhere",
    "propose_overlay",
    "publish_overlay",
    "publish_proposal",
    "refuse_proposal",
    "withdraw_proposal",
]
