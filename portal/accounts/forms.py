"""What the account pages ask. The rules are in the actions; a form only reads."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Contrast, Theme


class LoginForm(forms.Form):
    username = forms.CharField(
        label=_("用户名或手机号码"),
        max_length=150,
        error_messages={"required": _("请填写用户名或手机号码。")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class RegisterForm(forms.Form):
    name = forms.CharField(
        label=_("姓名"),
        max_length=100,
        help_text=_("与身份证上一致。"),
        error_messages={"required": _("请填写姓名。")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    id_number = forms.CharField(
        label=_("身份证号码"),
        max_length=30,
        help_text=_("18 位；港澳台居民居住证也可以。"),
        error_messages={"required": _("请填写身份证号码。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("手机号码"),
        max_length=20,
        help_text=_("以后用它登录。"),
        error_messages={"required": _("请填写手机号码。")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        help_text=_("至少 8 位，不能全是数字。"),
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ProfileForm(forms.Form):
    language = forms.ChoiceField(label=_("语言"), choices=settings.LANGUAGES)


class LookForm(forms.Form):
    view = forms.ChoiceField(
        label=_("字的大小"),
        help_text=_("大字版字和按钮都更大，每页的内容更少。"),
        choices=[("normal", _("标准")), ("large", _("大字版"))],
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(label=_("深浅"), choices=Theme.choices, widget=forms.RadioSelect)
    contrast = forms.ChoiceField(
        label=_("对比度"), choices=Contrast.choices, widget=forms.RadioSelect
    )
    shortcuts = forms.ChoiceField(
        label=_("单键快捷键"),
        help_text=_("工作台和待办上，按一个字母或数字就能点按钮。F9 这样的功能键不受影响。"),
        choices=[("on", _("使用")), ("off", _("不用"))],
        widget=forms.RadioSelect,
    )
