"""The life event itself, its questions and options, who must join, what must hold for everyone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.catalogue import spec
from services.catalogue.spec import (
    LifeEventSpec,
    OptionSpec,
    OutcomeKind,
    PartySpec,
    QuestionSpec,
)
from services.models import Audience, OnDenial
from services.revisions.edits.names import new_code
from windows.web.editor import vocabulary
from windows.web.editor.forms.base import (
    PartForm,
    block,
    choice,
    english,
    line,
    number,
    tick,
)

_APART = re.compile(r"[\s,，、;；]+")
OUTCOMES = (
    (OutcomeKind.PROCEED.value, _("可以办")),
    (OutcomeKind.INELIGIBLE.value, _("不能办")),
    (OutcomeKind.IN_PERSON.value, _("只能到窗口办")),
    (OutcomeKind.HANDED_OVER.value, _("转到另一件事")),
)


class EventForm(PartForm):
    title = _("这件事的基本情况")
    can_be_moved = False

    name = line(_("名称"))
    name_en = english(_("英文名称"))
    summary = line(_("一句话说明"), required=False, most=500, hint=_("用办事人的话说。"))
    summary_en = english(_("一句话说明（英文）"), most=800)
    keywords = block(
        _("办事人会怎么说它"), hint=_("一个词一行，也可以用顿号隔开；搜索时会用到。"), rows=2
    )
    audience = choice(_("服务对象"), Audience.choices)
    theme = line(_("主题"), required=False, most=60)
    theme_en = english(_("主题（英文）"), most=100)
    lead = choice(_("牵头部门"), (), required=False)
    on_denial = choice(
        _("一项不予许可时"),
        OnDenial.choices,
        required=False,
        hint=_("要用它结果的事项总会终止，这里说的是其余事项。选“不再办”要写法律依据。"),
    )
    walked_visits = number(_("改革前要跑几趟"), hint=_("没有出处就留空，按每个部门一趟算。"))

    def prepare(self) -> None:
        held: LifeEventSpec = self.held or self.spec
        self.fields["lead"].choices = vocabulary.departments(held, held.lead)  # type: ignore[attr-defined]  # a ChoiceField

    def shown(self, held: LifeEventSpec) -> dict[str, Any]:
        return super().shown(held) | {"keywords": "、".join(held.keywords)}

    def row(self) -> LifeEventSpec:
        typed = dict(self.cleaned_data)
        words = [word for word in _APART.split(typed.pop("keywords")) if word]
        typed["on_denial"] = spec.OnDenial(typed["on_denial"] or self.spec.on_denial)
        return replace(self.spec, **typed, keywords=tuple(dict.fromkeys(words)))


class PartyForm(PartForm):
    title = _("要一起办的人")

    label = line(_("怎么称呼"), most=60, hint=_("例如：卖方、配偶。"))
    label_en = english()

    def row(self) -> PartySpec:
        held: PartySpec | None = self.held
        if held:
            return replace(held, **self.cleaned_data)
        taken = {"applicant", *(party.role for party in self.spec.parties)}
        words = self.cleaned_data
        return PartySpec(new_code(words["label"], taken, english=words["label_en"]), **words)


class SentenceForm(PartForm):
    title = _("人人都要符合的条件")

    zh = line(_("条件"), most=500)
    en = english(most=800)

    def shown(self, held: tuple[str, str]) -> dict[str, Any]:
        return {"zh": held[0], "en": held[1]}

    def row(self) -> tuple[str, str]:
        return self.cleaned_data["zh"], self.cleaned_data["en"]


class QuestionForm(PartForm):
    title = _("问题")

    text = line(_("问什么"), most=300, hint=_("一句短话，办事人一看就懂。"))
    text_en = english(most=500)
    why = line(_("为什么要问"), required=False, most=300)
    why_en = english(_("为什么要问（英文）"), most=500)
    multiple = tick(_("可以选几项"))
    required = tick(_("一定要回答"), initial=True)
    options = block(_("有哪些回答"), required=True, hint=_("一行一个，以后还可以改。"))

    def prepare(self) -> None:
        if self.held:
            del self.fields["options"]

    def row(self) -> QuestionSpec:
        typed = dict(self.cleaned_data)
        held: QuestionSpec | None = self.held
        if held:
            return replace(held, **typed)
        taken = {question.id for question in self.spec.questions}
        code = new_code(typed["text"], taken, english=typed["text_en"])
        options: dict[str, OptionSpec] = {}
        for said in typed.pop("options").splitlines():
            if label := said.strip()[:SHORTEST]:
                value = new_code(label, options)
                options[value] = OptionSpec(value, label)
        return QuestionSpec(id=code, options=tuple(options.values()), **typed)


SHORTEST = 200
"""An option is no longer than this."""


class OptionForm(PartForm):
    title = _("回答")

    label = line(_("回答"))
    label_en = english()
    outcome = choice(_("选了它会怎样"), OUTCOMES)
    hands_to = choice(_("转到哪件事"), (), required=False)
    reason = line(_("告诉办事人的理由"), required=False, most=500)
    reason_en = english(_("理由（英文）"), most=800)
    proved_by = choice(_("哪个数据可以直接证明"), (), required=False)

    def prepare(self) -> None:
        held = self.held.hands_to if self.held else ""
        self.fields["hands_to"].choices = vocabulary.life_events(held)  # type: ignore[attr-defined]  # a ChoiceField
        proofs = [("", _now("没有")), *vocabulary.resources()]
        proof = self.held.proved_by if self.held else ""
        if proof and proof not in dict(proofs):
            proofs.append((proof, proof))
        self.fields["proved_by"].choices = proofs  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        outcome = typed.get("outcome")
        if outcome and outcome != OutcomeKind.PROCEED and not typed.get("reason"):
            self.add_error("reason", _now("不能照常办时，请写明理由。"))
        if outcome == OutcomeKind.HANDED_OVER and not typed.get("hands_to"):
            self.add_error("hands_to", _now("请选转到哪件事。"))
        return typed

    def row(self) -> OptionSpec:
        typed = dict(self.cleaned_data)
        typed["outcome"] = OutcomeKind(typed["outcome"])
        if typed["outcome"] is not OutcomeKind.HANDED_OVER:
            typed["hands_to"] = ""
        held: OptionSpec | None = self.held
        if held:
            return replace(held, **typed)
        question = next(each for each in self.spec.questions if each.id == self.place.question)
        taken = {option.value for option in question.options}
        return OptionSpec(new_code(typed["label"], taken, english=typed["label_en"]), **typed)
