"""What the second look showed, so that a tick is a tick for that and nothing else.

The page carries a signed list of its cases with a digest of each; what is ticked must be in it and
must still look the same. Whoever ticks answers for what they saw (行政许可法 art. 34).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core import signing

from portal.accounts.actor import Actor
from windows.together.errors import NotShown
from windows.together.looking import Looked
from windows.together.rules import TogetherAct

SALT = "windows.together.shown"


def sign_shown(looked: Sequence[Looked], *, key: UUID, act: TogetherAct, actor: Actor) -> str:
    """For the form: only what had a tick is in it."""
    seen = {str(each.approval.pk): each.digest for each in looked if each.why_not is None}
    return signing.dumps(_bound(key, act, actor) | {"seen": seen}, salt=SALT, compress=True)


def read_shown(signed: str, *, key: UUID, act: TogetherAct, actor: Actor) -> dict[int, str]:
    """Number of an approval → digest. Raises NotShown for a list that is not of this page, this
    act and this officer.
    """
    try:
        said = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        raise NotShown(field="ticked") from None
    bound = _bound(key, act, actor)
    if not isinstance(said, dict) or {name: said.get(name) for name in bound} != bound:
        raise NotShown(field="ticked")
    seen: Mapping[str, str] = said["seen"]
    return {int(number): digest for number, digest in seen.items()}


def _bound(key: UUID, act: TogetherAct, actor: Actor) -> dict[str, object]:
    return {"key": str(key), "act": act.value, "by": actor.user_id}
