"""Every refusal about letters and where they go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, Expired, NotAllowed, NotFound, TooMany


class WayNotOffered(NotFound):
    code = "way_not_offered"
    message = _("这里没有开通这种通知方式。")
    what_to_do = _("请改用页面上列出的方式；消息在网站里总能看到。")


class PhoneUnclear(BadInput):
    code = "phone_unclear"
    message = _("手机号码有误。")
    what_to_do = _("请填写 11 位的中国大陆手机号码。")


class EmailUnclear(BadInput):
    code = "email_unclear"
    message = _("电子邮件地址有误。")
    what_to_do = _("请填写完整的地址，例如 name@example.cn。")


class ContactNotYours(NotAllowed):
    code = "contact_not_yours"
    message = _("只有本人可以改自己的联系方式。")


class CodeTooSoon(TooMany):
    code = "code_too_soon"
    message = _("刚刚发过一次验证码。")
    what_to_do = _("请等一分钟再要一次。")


class CodesUsedUp(TooMany):
    code = "codes_used_up"
    message = _("今天发给这个地址的验证码太多了。")
    what_to_do = _("请明天再试，或者换一种方式。")


class CodeExpired(Expired):
    code = "code_expired"
    message = _("验证码过期了，或者输错的次数太多。")
    what_to_do = _("请再要一个验证码。")


class CodeWrong(BadInput):
    """Counted before it is said; the page says how many tries are left."""

    code = "code_wrong"
    message = _("验证码不对，还可以试 %(left)s 次。")
    what_to_do = _("请看最新收到的一条，再填一次。")


class LetterUnknown(NotFound):
    code = "letter_unknown"
    message = _("没有找到这封信。")
