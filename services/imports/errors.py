"""The refusals of importing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotAllowed, NotFound, TooLarge, WrongType


class MayNotImport(NotAllowed):
    code = "may_not_import"
    message = _("您不能导入事项。")
    what_to_do = _("请由事项管理员或系统管理员来做。")


class MayNotImportThere(NotAllowed):
    code = "may_not_import_there"
    message = _("您不能为行政区划 %(region)s 导入或审核事项。")
    what_to_do = _("请选您自己的区划或它下面的区划，或者请那里的事项管理员来做。")


class ReviewerIsAuthor(NotAllowed):
    code = "import_reviewer_is_author"
    message = _("自己导入或送审的内容不能由自己审核。")
    what_to_do = _("请让另一位事项管理员审核。")


class NotYourImport(NotAllowed):
    code = "import_not_yours"
    message = _("这不是您导入的，您不能送审或撤回。")
    what_to_do = _("请让导入人或系统管理员来做。")


class ReviewerUnknown(NotFound):
    code = "import_reviewer_unknown"
    message = _("没有可以审核导入的账号“%(username)s”。")
    what_to_do = _("请写事项管理员或系统管理员的用户名。")


class AccountUnknown(NotFound):
    code = "import_account_unknown"
    message = _("没有可以导入的账号“%(username)s”。")
    what_to_do = _("请用 --author 写一位事项管理员或系统管理员的用户名。")


class PublishInBrowser(NotAllowed):
    """One shell user must not be author and reviewer in one: four eyes see more than two."""

    code = "import_publish_in_browser"
    message = _("命令只能导入，不能发布。")
    what_to_do = _("请导入人在网页上送审，由另一位事项管理员登录后同意发布。")


class NothingToGoOnWith(MoveRefused):
    code = "import_nothing_to_go_on_with"
    message = _("这次导入没有在读取，也没有在发布。")
    what_to_do = _("请刷新页面，看看现在进行到哪一步。")


class NoSuchImport(NotFound):
    code = "no_such_import"
    message = _("没有找到这次导入。")
    what_to_do = _("请从导入列表里重新打开。")


class OtherFile(BadInput):
    """A reading is resumed with the very same file only: rows are counted from its beginning."""

    code = "import_other_file"
    message = _("这不是开始导入时的那个文件。")
    what_to_do = _("请用原来的文件继续，或者撤回这次导入，用新文件重新开始。")


class ReadMeanwhile(MoveRefused):
    code = "import_read_meanwhile"
    message = _("另一个进程正在读这个文件。")
    what_to_do = _("请等它读完，再刷新页面。")


class UnknownFormat(WrongType):
    code = "import_unknown_format"
    message = _("不认识格式“%(format)s”。")
    what_to_do = _("请选 c0109、xlsx 或 yaml。")


class FileMissing(NotFound):
    code = "import_file_missing"
    message = _("找不到文件 %(name)s。")
    what_to_do = _("请重新上传这个文件。")


class FileTooLarge(TooLarge):
    code = "import_too_large"
    message = _("文件超过 %(most)s MB。")
    what_to_do = _("请分成几个小一些的文件导入。")


class WhyMissing(BadInput):
    code = "import_why_missing"
    message = _("没有写导入的理由。")
    what_to_do = _("请用一句话说明为什么导入、依据什么。")


class NothingToPublish(BadInput):
    code = "import_nothing_to_publish"
    message = _("没有新增或修改的行，不用发布。")
    what_to_do = _("请撤回这次导入。")


class WorkbookRefused(WrongType):
    """`why` in the messages of subclasses is said by them."""

    code = "import_not_a_workbook"
    message = _("这不是 Excel 工作簿（.xlsx）。")
    what_to_do = _("请在 Excel 里另存为“Excel 工作簿（.xlsx）”，再导入。")


class HasMacros(WorkbookRefused):
    code = "import_has_macros"
    message = _("文件里有宏，不能导入。")
    what_to_do = _("请另存为不带宏的“Excel 工作簿（.xlsx）”，再导入。")


class ZipBomb(TooLarge):
    code = "import_zip_bomb"
    message = _("文件解压后有 %(size)s MB，超过 %(most)s MB，没有打开。")
    what_to_do = _("请删去图片和空白格式，或者分成几个小一些的文件。")


class TooManyRows(TooLarge):
    code = "import_too_many_rows"
    message = _("工作表“%(sheet)s”超过 %(most)s 行，没有导入。")
    what_to_do = _("请删去空白行，或者分成几个文件导入。")


class TooManyForOneBook(TooLarge):
    """One matter alone has more rows than a sheet takes: it cannot be split."""

    code = "export_too_many_rows"
    message = _("事项 %(code)s 有 %(rows)s 行，超过一个工作表的 %(most)s 行，没有导出。")
    what_to_do = _("请用 export_catalogue 导出 YAML 或 JSON。")


class SheetMissing(BadInput):
    code = "import_sheet_missing"
    message = _("工作簿里没有工作表“%(sheet)s”。")
    what_to_do = _("请先导出一份，在它上面修改，不要改工作表的名称。")


class ColumnsMissing(BadInput):
    code = "import_columns_missing"
    message = _("工作表“%(sheet)s”缺少这些列：%(columns)s。")
    what_to_do = _("请先导出一份，在它上面修改，不要删列，也不要改表头。")
