from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, Unavailable


class CalendarYearUnknown(Unavailable):
    """The State Council has not announced this year's holidays, or nobody has loaded them yet."""

    code = "calendar_year_unknown"
    message = _("%(year)s 年的放假安排还没有载入，算不出工作日。您填的内容没有丢。")
    what_to_do = _(
        "请联系管理员运行命令 load_calendar_year %(year)s 文件，载入国务院办公厅的放假通知。"
    )

    def __init__(self, year: int) -> None:
        super().__init__(year=str(year))
        self.year = year


class CalendarYearRefused(BadInput):
    """The file is not a notice for that year; `problem` says where."""

    code = "calendar_year_refused"
    message = _("放假安排文件有误：%(problem)s")
    what_to_do = _("请改正文件，再载入一次。")
