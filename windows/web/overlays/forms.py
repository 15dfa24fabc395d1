"""A region's edition as a form: the standard is ticked and filled in, the editor eases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from materials.models import MaterialType
from services.catalogue.spec import MatterSpec, Necessity, RequirementSpec
from services.catalogue.words import spelling
from services.models import Region
from services.overlays.edits import FREE, FREE_EN, Extra, Fee, Wish, easier_than

SPARE = 2
"""Empty lines for one more paper."""
AS_STANDARD, NO_FEE, OWN_FEE = "", "free", "own"
NECESSITIES = {
    Necessity.REQUIRED: _("必须交"),
    Necessity.DEFERRABLE: _("可以后补"),
    Necessity.OPTIONAL: _("有就交，没有不用交"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of the standard with its two controls."""

    requirement: RequirementSpec
    keep: forms.BoundField
    necessity: forms.BoundField


class AdoptForm(forms.Form):
    """Why a region goes back to what holds around it; the act says when that must be told."""

    why = forms.CharField(
        label=_("为什么恢复"),
        help_text=_("公众会看到。用一两句话说明。"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_en = forms.CharField(
        label=_("为什么恢复（英文）"),
        help_text=_("不填，读英文的人看到的是中文。"),
        required=False,
        max_length=750,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *, is_why_needed: bool, data: Any = None) -> None:
        super().__init__(data=data)
        self.fields["why"].required = is_why_needed


class RefuseForm(forms.Form):
    note = forms.CharField(
        label=_("为什么不同意"),
        max_length=1000,
        error_messages={"required": _("请写明原因。")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OverlayForm(forms.Form):
    """Built for one matter: a tick and a choice for each requirement of the standard."""

    promised_days = forms.IntegerField(label=_("承诺几天办结"), min_value=0, max_value=1000)
    law = forms.CharField(label=_("比标准长时：依据的法律法规"), required=False, max_length=200)
    article = forms.CharField(label=_("第几条"), required=False, max_length=40)
    fee = forms.ChoiceField(
        label=_("收费"),
        required=False,
        choices=[(AS_STANDARD, _("照标准")), (NO_FEE, _("不收费")), (OWN_FEE, _("另定"))],
    )
    fee_words = forms.CharField(label=_("收费标准"), required=False, max_length=300)
    fee_words_en = forms.CharField(label=_("收费标准（英文）"), required=False, max_length=400)
    fee_yuan = forms.DecimalField(
        label=_("每件多少元"), required=False, min_value=0, max_digits=9, decimal_places=2
    )
    fee_law = forms.CharField(label=_("收费依据"), required=False, max_length=200)
    place = forms.CharField(label=_("办理地点"), required=False, max_length=300)
    hours = forms.CharField(label=_("办理时间"), required=False, max_length=200)
    phone = forms.CharField(label=_("咨询电话"), required=False, max_length=60)
    complaints = forms.CharField(label=_("投诉电话"), required=False, max_length=60)
    why = forms.CharField(
        label=_("为什么和标准不一样"),
        help_text=_("公众会看到。用一两句话说明。"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_en = forms.CharField(
        label=_("为什么和标准不一样（英文）"),
        help_text=_("不填，读英文的人看到的是中文。"),
        required=False,
        max_length=750,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        standard: MatterSpec,
        wish: Wish,
        *,
        why: str = "",
        why_en: str = "",
        data: Any = None,
    ) -> None:
        super().__init__(data=data, initial=_initial(wish) | {"why": why, "why_en": why_en})
        self.standard = standard
        for place, each in enumerate(standard.requirements):
            self.fields[f"keep-{place}"] = forms.BooleanField(
                label=each.name, required=False, initial=each.key not in wish.dropped
            )
            self.fields[f"necessity-{place}"] = forms.ChoiceField(
                label=each.name,
                choices=[(one.value, NECESSITIES[one]) for one in easier_than(each.necessity)],
                initial=wish.necessity.get(each.key, each.necessity).value,
            )
        self.extras = len(wish.extras) + SPARE
        for place in range(self.extras):
            known = wish.extras[place] if place < len(wish.extras) else None
            for part, label, length in (
                ("name", _("材料名称"), 200),
                ("name_en", _("英文名称"), 300),
                ("law", _("依据的法律法规"), 200),
                ("article", _("第几条"), 40),
            ):
                self.fields[f"extra-{place}-{part}"] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=length,
                    initial=getattr(known, part) if known else "",
                )

    def lines(self) -> list[Line]:
        return [
            Line(each, self[f"keep-{place}"], self[f"necessity-{place}"])
            for place, each in enumerate(self.standard.requirements)
        ]

    def extra_lines(self) -> list[list[forms.BoundField]]:
        parts = ("name", "name_en", "law", "article")
        return [[self[f"extra-{place}-{part}"] for part in parts] for place in range(self.extras)]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("fee") == OWN_FEE and not found.get("fee_words"):
            self.add_error("fee_words", _("请写明收费标准"))
        return found

    def wish(self, region: Region) -> Wish:
        """What a valid form asks for."""
        said = self.cleaned_data
        standard = self.standard.requirements
        return Wish(
            promised_days=said["promised_days"],
            dropped=frozenset(
                each.key for place, each in enumerate(standard) if not said[f"keep-{place}"]
            ),
            necessity={
                each.key: Necessity(said[f"necessity-{place}"])
                for place, each in enumerate(standard)
            },
            extras=self._extras(region),
            fee=self._fee(),
            law=said["law"],
            article=said["article"],
            place=said["place"],
            hours=said["hours"],
            phone=said["phone"],
            complaints=said["complaints"],
        )

    def _fee(self) -> Fee | None:
        said = self.cleaned_data
        if said["fee"] == AS_STANDARD:
            return None
        if said["fee"] == NO_FEE:
            return Fee(FREE, FREE_EN, None, "")
        yuan = said["fee_yuan"]
        cents = None if yuan is None else int(yuan * 100)
        return Fee(said["fee_words"], said["fee_words_en"], cents, said["fee_law"])

    def _extras(self, region: Region) -> tuple[Extra, ...]:
        found: dict[str, Extra] = {}
        for place in range(self.extras):
            name, name_en, law, article = (
                self.cleaned_data[f"extra-{place}-{part}"]
                for part in ("name", "name_en", "law", "article")
            )
            if name:
                code = _material(name, region)
                found[code] = Extra(name, name_en, code, law, article)
        return tuple(found.values())


def _material(name: str, region: Region) -> str:
    """The material type of that name; else a code for one of the region's own."""
    known = MaterialType.objects.filter(name=name).order_by("code").first()
    return known.code if known else f"{region.code}-{spelling(name)}"[:64]


def _initial(wish: Wish) -> dict[str, object]:
    fee = wish.fee
    kind = AS_STANDARD if fee is None else NO_FEE if fee.is_free else OWN_FEE
    own = fee if fee and not fee.is_free else Fee("", "", None, "")
    return {
        "promised_days": wish.promised_days,
        "law": wish.law,
        "article": wish.article,
        "fee": kind,
        "fee_words": own.words,
        "fee_words_en": own.words_en,
        "fee_yuan": None if own.cents is None else own.cents / 100,
        "fee_law": own.law,
        "place": wish.place,
        "hours": wish.hours,
        "phone": wish.phone,
        "complaints": wish.complaints,
    }
