"""What the gallery draws the components with: invented, small, in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ui.more_samples import papers, ways

Sample = dict[str, Any]


class SampleForm(forms.Form):
    """Three kinds of field, one of them filled in wrongly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sample_name"] = forms.CharField(
            label=_("姓名"), help_text=_("与身份证上一致。")
        )
        self.fields["sample_phone"] = forms.CharField(
            label=_("手机号码"), error_messages={"required": _("请填写手机号码。")}
        )
        self.fields["sample_way"] = forms.ChoiceField(
            label=_("怎么领取"),
            required=False,
            choices=[("post", _("邮寄到家")), ("counter", _("到窗口领取"))],
            widget=forms.RadioSelect,
        )


def samples() -> dict[str, tuple[Sample, ...]]:
    """Component → contexts to draw it with. Asked anew for each page: texts follow the reader."""
    return {**_words(), **_forms(), **_cases(), **papers(), **ways()}


def reasons() -> dict[str, str]:
    """Component → why it cannot be shown by itself."""
    whole = _("一页只能有一个：这一页自己的就是样子。")
    return {
        "header": whole,
        "footer": whole,
        "guide": _("由整份指南的内容画成：打开任何一件事的办事指南就看得到。"),
        "place": _("要有地方版的指南才有内容：打开有地方版的事项就看得到。"),
        "days": _("由一个办件的期限算出来：打开任何一个受理了的办件就看得到。"),
    }


def _words() -> dict[str, tuple[Sample, ...]]:
    button = {"href": "", "name": "", "key": "", "small": "", "kind": ""}
    notices = {
        "info": _("这一页每 10 秒自己更新。"),
        "done": _("已保存。"),
        "warning": _("房产登记暂时查不到，我们会再试。"),
        "must": _("请在 11 月 26 日前补交一份合同。"),
        "failure": _("没有上传成功，您填写的内容都还在。"),
    }
    return {
        "button": (
            {**button, "label": _("提交申请")},
            {**button, "label": _("先存着"), "kind": "plain"},
            {**button, "label": _("补交材料"), "kind": "must"},
            {**button, "label": _("接件"), "small": True, "key": "F9"},
        ),
        "icon": ({"icon": "info"}, {"icon": "clock", "large": True}),
        "notice": tuple({"text": text, "kind": kind} for kind, text in notices.items()),
        "messages": ({"messages": [Message(constants.SUCCESS, _("已保存。"))]},),
        "empty": (
            {
                "text": _("还没有办过事。"),
                "href": "/",
                "label": _("看看能办什么"),
                "icon": "inbox",
            },
        ),
        "fault": (
            {
                "fault": SimpleNamespace(
                    said=_("这个号已经叫过了。"),
                    advice=_("请叫下一个号。"),
                )
            },
        ),
        "failure": (
            {
                "title": _("这一页暂时打不开。"),
                "advice": _("请过几分钟再试。"),
                "nothing_lost": True,
                "reference": "7f3a90c2",
            },
        ),
        "crumbs": ({"crumbs": [(_("首页"), "/"), (_("显示设置"), None)]},),
        "seal": ({"count": 0}, {"count": 1, "small": True}),
        "chinese_if_no_english": ({"zh": "以不动产登记簿为准", "en": ""},),
        "search": ({"query": ""},),
    }


def _forms() -> dict[str, tuple[Sample, ...]]:
    empty = SampleForm()
    wrong = SampleForm({"sample_name": _("王小明"), "sample_phone": ""})
    origin = _("来自公安部门的人口登记")
    why = _("用贷款要多办一个抵押登记。")
    question = SimpleNamespace(
        text=_("买房用贷款吗？"),
        code="sample_mortgage",
        multiple=False,
        required=True,
    )
    options = [
        SimpleNamespace(value="yes", label=_("用贷款")),
        SimpleNamespace(value="no", label=_("不用贷款")),
    ]
    return {
        "field": (
            {"field": empty["sample_name"], "origin": origin},
            {"field": wrong["sample_phone"], "short": True},
            {"field": empty["sample_way"]},
        ),
        "error_summary": ({"form": wrong},),
        "question": ({"question": question, "options": options, "why": why, "chosen": ["yes"]},),
        "steps": ({"steps": [_("回答问题"), _("同意查询"), _("核对提交")], "current": 2},),
    }


def _cases() -> dict[str, tuple[Sample, ...]]:
    now = timezone.now()
    fetched = _sample_material(_("不动产权证书"), _("从不动产登记中心取，不用您带。"))
    brought = _sample_material(_("存量房买卖合同"), _("买卖双方签字的原件。"))
    plan = SimpleNamespace(
        visits=SimpleNamespace(count=1, before=7),
        burden=SimpleNamespace(asked=2, before=31),
        promise=SimpleNamespace(days=5, promised_on=now.date() + timedelta(days=7)),
        departments=range(9),
        widest=6,
    )
    return {
        "promise": ({"plan": plan},),
        "material": (
            {"material": brought, "number": 1},
            {"material": fetched, "number": ""},
        ),
        "materials": ({"bring": [brought], "fetch": [fetched], "fetched_count": 1},),
        "lanes": ({"lanes": _sample_lanes()},),
        "clock_line": (
            {"sentence": _("税务局正在办，最迟 11 月 26 日；到时没有办好，督查员会催办。")},
            {"sentence": _("请在 11 月 26 日前补交一份合同。"), "is_you": True},
        ),
        "timeline": ({"entries": _sample_entries(now)},),
    }


def _sample_material(name: str, reason: str) -> SimpleNamespace:
    return SimpleNamespace(
        name=name,
        reason=reason,
        blocks=True,
        necessity="required",
        original_at_window=True,
        source=SimpleNamespace(kind="upload"),
    )


def _sample_lanes() -> list[Sample]:
    rows = (
        (_("税务局"), _("缴税"), "done", _("办好了"), ""),
        (_("登记中心"), _("过户"), "now", _("正在办"), _("第 2 天，共 3 天。")),
        (_("供水企业"), _("改名"), "wait", _("等过户"), _("等登记中心办好过户。")),
    )
    return [
        {
            "who": who,
            "what": what,
            "bars": [{"start": 1 + 8 * row, "length": 8, "state": state, "label": label}],
            "sentence": sentence,
        }
        for row, (who, what, state, label, sentence) in enumerate(rows)
    ]


def _sample_entries(now: datetime) -> list[Sample]:
    return [
        {"at": now, "sentence": _("税务局办好了缴税。")},
        {"at": now - timedelta(hours=3), "sentence": _("受理了您的申请。"), "who": _("窗口小李")},
    ]
