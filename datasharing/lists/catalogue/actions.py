"""Keeping one row of the catalogue: the only writer beside the loader of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from datasharing.lists.catalogue.errors import ResourceFaulty
from datasharing.lists.catalogue.states import UpdateCycle
from datasharing.lists.policy import keeps_lists
from datasharing.models import DataResource
from datasharing.states import Sharing
from portal.accounts.actor import Actor
from portal.errors import NotAllowed
from portal.journal.actions import record

LONGEST = {
    "name": 100,
    "name_en": 160,
    "sharing_ground": 300,
    "sharing_ground_en": 400,
    "quality_note": 500,
    "quality_note_en": 700,
}
LONGEST_LABEL = 60
CALLED = {
    "name": gettext_lazy("名称"),
    "sharing": gettext_lazy("共享类型"),
    "sharing_ground": gettext_lazy("不能无条件共享的依据"),
    "update_cycle": gettext_lazy("更新周期"),
    "quality_note": gettext_lazy("质量说明"),
    "fields": gettext_lazy("返回字段"),
}


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How one field is called, and whether it is sensitive; its name belongs to the connection."""

    label: str
    label_en: str
    is_sensitive: bool


def may_keep(resource: DataResource, *, actor: Actor) -> bool:
    """The data officer of the department that owns it."""
    owner = resource.owner
    return owner is not None and keeps_lists(actor) and owner.code == actor.department_code


@transaction.atomic(savepoint=False)
def keep_resource(
    resource: DataResource,
    *,
    values: Mapping[str, str],
    fields: Mapping[str, FieldWords],
    actor: Actor,
) -> DataResource:
    """Say what is shared, on what terms, how fresh and how good it is.

    What is not shared with everybody names the law against it. A field that is sensitive stays so
    here: grounds and consents rest on it (个人信息保护法 art. 28, 29). Raises ResourceFaulty.
    """
    resource = (
        DataResource.objects.select_for_update(of=("self",))
        .select_related("owner")
        .get(pk=resource.pk)
    )
    if not may_keep(resource, actor=actor):
        raise NotAllowed
    wanted = _checked(values)
    wanted["fields"] = _fields(resource, fields)
    if wanted["sharing"] == Sharing.NONE and resource.connector:
        raise ResourceFaulty(
            field="sharing", why=_("接口还连着，请系统管理员先停用，再改为不予共享")
        )
    changed = [name for name, value in wanted.items() if getattr(resource, name) != value]
    if not changed:
        return resource
    old = {name: getattr(resource, name) for name in changed if name != "fields"}
    for name in changed:
        setattr(resource, name, wanted[name])
    resource.kept_at = timezone.now()
    resource.save(update_fields=[*changed, "kept_at"])
    record(
        f"resource:{resource.code}",
        "resource.kept",
        actor=actor,
        resource=resource.name,
        resource_en=resource.name_en or resource.name,
        changed=changed,
        words=_named(changed, "zh-hans", "、"),
        words_en=_named(changed, "en", ", "),
        old=old,
        new={name: wanted[name] for name in old},
    )
    return resource


def _checked(values: Mapping[str, str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: values.get(name, "").strip() for name in LONGEST}
    for name, most in LONGEST.items():
        if len(wanted[name]) > most:
            raise ResourceFaulty(
                field=name,
                why=_("“%(what)s”最多写 %(most)d 字") % {"what": _label(name), "most": most},
            )
    if not wanted["name"]:
        raise ResourceFaulty(field="name", why=_("请写明名称"))
    wanted["sharing"] = values.get("sharing", "")
    wanted["update_cycle"] = values.get("update_cycle", "")
    if wanted["sharing"] not in Sharing.values:
        raise ResourceFaulty(field="sharing", why=_("请选共享类型"))
    if wanted["update_cycle"] not in UpdateCycle.values:
        raise ResourceFaulty(field="update_cycle", why=_("请选更新周期"))
    if wanted["sharing"] != Sharing.UNCONDITIONAL and not wanted["sharing_ground"]:
        raise ResourceFaulty(field="sharing_ground", why=_("不是无条件共享的，要写明法律依据"))
    return wanted


def _fields(resource: DataResource, said: Mapping[str, FieldWords]) -> list[dict[str, Any]]:
    rows = []
    for known in resource.fields:
        row, words = dict(known), said.get(known["name"])
        if words is not None:
            label, label_en = words.label.strip(), words.label_en.strip()
            if not label or max(len(label), len(label_en)) > LONGEST_LABEL:
                raise ResourceFaulty(field="fields", why=_("每个字段要有名称，最多 60 字"))
            is_sensitive = bool(row["sensitive"]) or words.is_sensitive
            row |= {"label": label, "label_en": label_en, "sensitive": is_sensitive}
        rows.append(row)
    return rows


def _label(name: str) -> str:
    return str(CALLED[name.removesuffix("_en")])


def _named(names: list[str], language: str, between: str) -> str:
    with override(language):
        return between.join(dict.fromkeys(_label(name) for name in names))
