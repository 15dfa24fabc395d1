"""A few regional editions, so that the conformity map shows something. None is a real rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import User
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import MatterSpec
from services.models import Edition, Region
from services.overlays.actions import propose_overlay, publish_overlay, publish_proposal
from services.overlays.edits import FREE, FREE_EN, Extra, Fee, Wish, with_wish
from services.overlays.queries import standards
from services.overlays.weighing import weigh
from services.statutes.seen import basis_key
from windows.demo.accounts import EDITOR, REVIEWER

INVENTED = "（演示，不是真实规定）"
LAW = f"山区县办理时限暂行规定{INVENTED}"
PAPER_LAW = f"居住登记实施办法{INVENTED}"


@dataclass(frozen=True, slots=True)
class Local:
    region: str
    matter: str
    why: str
    wish: Callable[[MatterSpec], Wish]


LOCALS = (
    Local(
        "330110",
        "P01-06",
        "区里医院已联网，诊断资料直接调取，审核也快一半。",
        lambda rule: replace(
            _same(rule),
            promised_days=rule.promised_days // 2,
            dropped=frozenset({"diagnosis"}),
        ),
    ),
    Local(
        "330127",
        "P04-04",
        "山区档案要从乡镇调取，时间长一些，仍在法定时限以内。",
        lambda rule: replace(
            _same(rule), promised_days=rule.promised_days + 3, law=LAW, article="3"
        ),
    ),
    Local(
        "330102",
        "P10-03",
        "区财政承担登记费，市民不用交。",
        lambda rule: replace(_same(rule), fee=Fee(FREE, FREE_EN, None, "")),
    ),
    Local(
        "330105",
        "P01-03",
        "集体户较多，落户前要核对居住情况。",
        lambda rule: replace(
            _same(rule),
            extras=(
                Extra(
                    "居住情况说明",
                    "Statement of residence",
                    "demo_residence_statement",
                    PAPER_LAW,
                    "8",
                ),
            ),
        ),
    ),
)


def make_overlays() -> int:
    """Those that were never made and whose matter and region are there; how many were made.

    One that was taken back stays so.
    """
    made, hands = 0, _hands()
    rules = {row.matter.code: row for row in standards().filter(matter__code__in=_codes())}
    regions = Region.objects.in_bulk([local.region for local in LOCALS])
    known = set(
        Edition.objects.filter(matter__code__in=_codes(), region__isnull=False).values_list(
            "matter__code", "region"
        )
    )
    for local in LOCALS:
        rule, region = rules.get(local.matter), regions.get(local.region)
        if rule is None or region is None or (local.matter, local.region) in known:
            continue
        standard = matter_specs([rule])[rule.pk]
        spec = with_wish(standard, local.wish(standard))
        with transaction.atomic(durable=True):
            made += _publish(local, spec, region, hands)
    return made


def _publish(
    local: Local, spec: MatterSpec, region: Region, hands: tuple[Actor, Actor] | None
) -> bool:
    """Easing by the clockwork; what asks for more by the two editors of the demonstration, the
    second of whom says that they have read the invented law.
    """
    weighed = weigh(local.matter, spec, region=region)
    why = f"{local.why}{INVENTED}"
    if not weighed.needs_review:
        publish_overlay(local.matter, region=region, spec=spec, why=why, actor=SYSTEM)
        return True
    if hands is None:
        return False
    author, reviewer = hands
    proposal = propose_overlay(local.matter, region=region, spec=spec, why=why, actor=author)
    read = {basis_key(each) for each in weighed.unread}
    publish_proposal(proposal, confirmed=read, actor=reviewer)
    return True


def _hands() -> tuple[Actor, Actor] | None:
    """The two invented editors, once both have a department."""
    users = User.objects.filter(username__in=(EDITOR, REVIEWER), is_demo=True)
    actors = {user.username: actor_of(user) for user in users}
    if len(actors) < 2 or not all(each.department_code for each in actors.values()):
        return None
    return actors[EDITOR], actors[REVIEWER]


def _codes() -> list[str]:
    return [local.matter for local in LOCALS]


def _same(rule: MatterSpec) -> Wish:
    return Wish(rule.promised_days)
