"""Publishing a region's own edition of a matter, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM, lock_catalogue
from services.catalogue.loading.law import bring_legal_bases
from services.catalogue.loading.matters import bring_regional, retire_regional
from services.catalogue.lookups import matter_specs
from services.catalogue.read import as_json
from services.catalogue.sections import sections
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.catalogue.text import Text
from services.departments import department_name
from services.models import Edition, Matter, PublicChange, Region
from services.overlays.checking import new_errors
from services.overlays.compare import compare
from services.overlays.differences import Difference
from services.overlays.errors import (
    NoOverlayHere,
    NoSuchMatter,
    OverlayAddsWithoutBasis,
    OverlayChangesNothing,
    OverlayHasErrors,
    OverlayOfAnotherMatter,
    OverlayWithoutReason,
)
from services.overlays.policy import must_be_able_to_overlay
from services.overlays.queries import standard_of

WHY_AT_MOST = 500
BACK = Text("恢复全省标准", "Back to the standard of the province")


@transaction.atomic(savepoint=False)
def publish_overlay(
    matter_code: str, *, region: Region, spec: MatterSpec, why: str, actor: Actor
) -> Edition:
    """What `region` does instead of the standard, from now on; its edition before this retires.

    A city or county may ease as it likes. It may add only on a legal basis of its own, and never
    promise more days than the law sets. The change is public the same day. Running cases keep
    what they began with. Raises OverlayAddsWithoutBasis naming every such difference, and
    NoSuchMatter, MayNotOverlay, NotACityOrCounty, OverlayWithoutReason, OverlayOfAnotherMatter,
    OverlayChangesNothing, OverlayHasErrors.
    """
    lock_catalogue()
    must_be_able_to_overlay(actor, region)
    standard = standard_of(matter_code)
    rule = matter_specs([standard])[standard.pk]
    why = why.strip()[:WHY_AT_MOST]
    found = _check(rule, spec, why)
    cited = bring_legal_bases(
        [*spec.legal_bases, *(basis for each in spec.requirements for basis in each.legal_bases)]
    )
    _prepare(rule, spec, actor)
    now = timezone.now()
    edition = bring_regional(spec, standard, cited, region=region, why=why, now=now, actor=actor)
    record(
        STREAM,
        "catalogue.overlay_published",
        actor=actor,
        matter=standard.name,
        matter_code=matter_code,
        region=region.name,
        region_code=region.code,
        edition=edition.number,
        why=why,
        differences=[each.kind.value for each in found],
    )
    _tell_the_public(standard, region, found, why=why, actor=actor, now=now)
    return edition


@transaction.atomic(savepoint=False)
def adopt_standard(matter_code: str, *, region: Region, actor: Actor) -> Edition:
    """The region gives up its own edition; what holds there now is returned.

    Raises NoOverlayHere when it has none, MayNotOverlay, NotACityOrCounty, NoSuchMatter.
    """
    lock_catalogue()
    must_be_able_to_overlay(actor, region)
    matter = Matter.objects.filter(code=matter_code).first()
    if matter is None:
        raise NoSuchMatter
    standard = standard_of(matter_code)
    if not retire_regional([matter.pk], region, now=timezone.now()):
        raise NoOverlayHere
    _journal_adoption(standard, region, actor)
    return standard


@transaction.atomic(savepoint=False)
def adopt_standard_everywhere(*, region: Region, actor: Actor) -> int:
    """The region gives up all its own editions at once; how many there were.

    Raises NoOverlayHere when it has none, MayNotOverlay, NotACityOrCounty.
    """
    lock_catalogue()
    must_be_able_to_overlay(actor, region)
    gone = retire_regional(None, region, now=timezone.now())
    if not gone:
        raise NoOverlayHere
    for matter in Matter.objects.filter(pk__in=gone).order_by("code"):
        _journal_adoption(matter, region, actor)
    return len(gone)


def _check(rule: MatterSpec, spec: MatterSpec, why: str) -> tuple[Difference, ...]:
    if (spec.code, spec.department) != (rule.code, rule.department):
        raise OverlayOfAnotherMatter
    found = compare(rule, spec)
    if not found:
        raise OverlayChangesNothing
    if not why:
        raise OverlayWithoutReason(field="why")
    if without := [each for each in found if not each.is_allowed]:
        raise OverlayAddsWithoutBasis(without)
    if worse := new_errors(rule, spec):
        raise OverlayHasErrors(worse)
    return found


def _prepare(rule: MatterSpec, spec: MatterSpec, actor: Actor) -> None:
    """New material types and data elements; what the standard asks for already is kept as it is
    worded.
    """
    known = {field.element for field in rule.fields}
    new = tuple(field for field in spec.fields if field.element not in known)
    only_new = MatterSpec(
        code=spec.code,
        name=spec.name,
        department=spec.department,
        requirements=spec.requirements,
        fields=new,
        outputs=spec.outputs,
    )
    for section in sections():
        section.prepare(CatalogueSpec(title=spec.name, matters=(only_new,)), actor=actor)


def _journal_adoption(matter: Edition | Matter, region: Region, actor: Actor) -> None:
    code = matter.matter.code if isinstance(matter, Edition) else matter.code
    record(
        STREAM,
        "catalogue.standard_adopted",
        actor=actor,
        matter=matter.name,
        matter_code=code,
        region=region.name,
        region_code=region.code,
    )
    PublicChange.objects.create(
        on=timezone.localdate(),
        **_named(matter, region),
        lines=[as_json(BACK)],
        author_name=actor.name,
        author_department=department_name(actor.department_code),
    )


def _tell_the_public(
    standard: Edition,
    region: Region,
    found: tuple[Difference, ...],
    *,
    why: str,
    actor: Actor,
    now: datetime,
) -> None:
    """One line of the public change page, the same day."""
    adding = [each for each in found if each.adds]
    PublicChange.objects.create(
        on=timezone.localtime(now).date(),
        **_named(standard, region),
        adds_burden=bool(adding),
        lines=[as_json(each.text) for each in found],
        why=why,
        legal_bases=as_json(
            tuple(dict.fromkeys(basis for each in adding for basis in each.legal_bases))
        ),
        author_name=actor.name,
        author_department=department_name(actor.department_code),
    )


def _named(matter: Edition | Matter, region: Region) -> dict[str, str]:
    """The matter and the place, as long as the columns take."""
    english = f"{matter.name_en or matter.name} ({region.name_en or region.name})"
    return {"name": f"{matter.name}（{region.name}）"[:200], "name_en": english[:300]}
