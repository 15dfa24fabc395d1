"""What an import did, on the public change page: a row for each matter that changed, and one row
for all that are new.
"""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from services.departments import department_name
from services.imports.hands import agreement_to
from services.imports.weighing import Weighed
from services.models import ImportRun, PublicChange, Verdict
from services.revisions.disclosure import Told, disclose_matter

MOST_NAMED = 20
"""Names of new matters on the page; of the others their number is told."""
SPEC_NAME_EN = "spec__matter__name_en"


def tell_changed_matter(weighed: Weighed, run: ImportRun, *, actor: Actor) -> PublicChange:
    """The same day: what changed for people, who stands for it and why."""
    return disclose_matter(
        weighed.matter,
        burden=weighed.burden,
        told=_told(run, reviewer=actor.name, department=actor.department_code),
    )


def tell_new_matters(run: ImportRun) -> None:
    """One row for all that were new since the reviewer agreed, when the publication ends, stops or
    is withdrawn: thousands of rows would hide what changed for people.
    """
    agreement = agreement_to(run)
    new = run.rows.filter(
        verdict=Verdict.NEW, number__gt=agreement.after, number__lte=run.handled
    ).order_by("number")
    count = new.count()
    if not count:
        return
    told = _told(run, reviewer=run.reviewer_name, department=agreement.department)
    place = run.region
    PublicChange.objects.create(
        on=timezone.localdate(),
        name=f"一批新事项（{place.name}）"[:200],
        name_en=f"A batch of new matters ({place.name_en or place.name})"[:300],
        lines=[
            {"zh": text.zh, "en": text.en}
            for text in _lines(count, list(new.values_list("name", SPEC_NAME_EN)[:MOST_NAMED]))
        ],
        why=told.why,
        why_en=told.why_en,
        author_name=told.author,
        author_department=told.author_department,
        reviewer_name=told.reviewer,
        reviewer_department=told.reviewer_department,
    )


def _lines(count: int, names: list[tuple[str, str | None]]) -> list[Text]:
    """How many, and the first of them by name."""
    are_new = "matter is new" if count == 1 else "matters are new"
    lines = [Text(f"新增 {count} 个事项。", f"{count} {are_new}.")]
    lines += [Text(name, name_en or name) for name, name_en in names]
    if left := count - len(names):
        lines.append(Text(f"还有 {left} 个。", f"And {left} more."))
    return lines


def _told(run: ImportRun, *, reviewer: str, department: str) -> Told:
    return Told(
        why=run.why,
        why_en=run.why_en,
        author=run.author_name,
        author_department=department_name(run.author_department),
        reviewer=reviewer,
        reviewer_department=department_name(department),
    )
