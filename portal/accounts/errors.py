"""Every refusal about accounts and identities."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed, NotFound, TooMany


class RoleNotAllowed(NotAllowed):
    code = "role_not_allowed"
    message = _("您的账号没有打开这一页的权限。")
    what_to_do = _("请换用有权限的账号登录，或者回到首页。")


class IdNumberRefused(BadInput):
    code = "id_number_refused"
    message = _("证件号码有误。")
    what_to_do = _("请对照证件核对每一位，再填一次。")


class NameMissing(BadInput):
    code = "name_missing"
    message = _("没有填写姓名。")
    what_to_do = _("请填写证件上的姓名。")


class PhoneRefused(BadInput):
    code = "phone_refused"
    message = _("手机号码有误。")
    what_to_do = _("请填写 11 位手机号码。")


class PasswordRefused(BadInput):
    """`details` holds every reason."""

    code = "password_refused"
    message = _("这个密码太容易被猜到。")
    what_to_do = _("请换一个至少 8 位、不全是数字的密码。")


class PhoneTaken(AlreadyDone):
    code = "phone_taken"
    message = _("这个手机号码已经注册过。")
    what_to_do = _("请直接登录；如果不是您注册的，请到窗口办理。")


class IdentityTaken(AlreadyDone):
    """Deliberately the same whether an account exists or the person is known from a window."""

    code = "identity_taken"
    message = _("这个证件号码已经在系统中，不能在网上再注册。")
    what_to_do = _("请带证件原件到政务服务中心窗口，由工作人员为您关联账号。")


class NameDiffers(BadInput):
    code = "name_differs"
    message = _("姓名和系统中这个证件号码的姓名不一致。")
    what_to_do = _("请对照证件核对姓名和号码。")


class UsernameTaken(AlreadyDone):
    code = "username_taken"
    message = _("这个用户名已经有人用了。")
    what_to_do = _("请换一个用户名。")


class RegisteringNotAllowed(NotAllowed):
    code = "registering_not_allowed"
    message = _("您不能登记或核实申请人。")


class StaffNotAllowed(NotAllowed):
    code = "staff_not_allowed"
    message = _("只有系统管理员可以设立工作人员账号。")


class StaffRefused(BadInput):
    code = "staff_refused"
    message = _("这个角色不能这样设立。")
    what_to_do = _("请选择工作人员的角色；审批人员和部门业务系统必须填写部门。")


class RepresentationRefused(BadInput):
    code = "representation_refused"
    message = _("只有经过核实的个人可以代表单位。")
    what_to_do = _("请先核实单位和个人的证件。")


class RepresentationRoleMissing(BadInput):
    code = "representation_role_missing"
    message = _("没有选这个人替单位办事的身份。")
    what_to_do = _("请选法定代表人或经办人，再提交一次。")


class RepresentationUnknown(NotFound):
    code = "representation_unknown"
    message = _("这家单位没有这位代表。")
    what_to_do = _("请刷新页面，看看现在谁替这家单位办事。")


class AccountUnknown(NotFound):
    code = "account_unknown"
    message = _("没有找到这个网上账号，什么也没有改。")
    what_to_do = _("请让本人说一遍登录用的用户名或手机号码，再填一次。")


class AccountLinked(MoveRefused):
    code = "account_linked"
    message = _("这个账号或申请人已经有关联。")
    what_to_do = _("请核对账号和证件是不是同一个人的。")


class LoginRefused(BadInput):
    """One sentence for a wrong name and a wrong password: strangers learn nothing."""

    code = "login_refused"
    message = _("用户名、手机号码或密码不对。")
    what_to_do = _("请核对后再试一次。")


class LoginLocked(TooMany):
    code = "login_locked"
    message = _("输错的次数太多，这个账号在您这里暂时不能登录。")
    what_to_do = _("请在 %(time)s 以后再试。")


class TokenNotAllowed(NotAllowed):
    code = "token_not_allowed"
    message = _("接口令牌只发给部门业务系统。")
    what_to_do = _("请在网页上登录，或者请管理员设立业务系统账号。")


class PeopleLookupNotAllowed(NotAllowed):
    code = "people_lookup_not_allowed"
    message = _("只有窗口人员可以查找申请人。")
    what_to_do = _("请用窗口账号登录。")


class ApplicantUnknown(NotFound):
    code = "applicant_unknown"
    message = _("没有找到这位申请人。")
    what_to_do = _("请回到窗口工作台重新查找，或者登记。")
