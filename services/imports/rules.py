"""The rules of an import: what each says, and what to do about it.

ERROR refuses the row; WARNING takes it in and wants an editor's eye; ADVICE only tells.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.checks.findings import Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Rule:
    severity: Severity
    zh: str
    en: str
    way_out_zh: str = ""
    way_out_en: str = ""


_FIX = ("请在源文件里改正，再导入一次。", "Correct it in the source file and import again.")
_CHECK = ("请与主管部门核对。", "Check it with the department in charge.")
_FILL = ("请在发布后补齐这个要素。", "Add this element after publication.")

RULES: dict[str, Rule] = {
    "record.unreadable": Rule(
        ERROR,
        "读不懂文件第 {line} 行：{why}",
        "Cannot read line {line} of the file: {why_en}",
        *_FIX,
    ),
    "record.no_code": Rule(ERROR, "没有事项代码", "There is no matter code", *_FIX),
    "record.no_name": Rule(ERROR, "没有事项名称", "There is no matter name", *_FIX),
    "record.no_department": Rule(ERROR, "没有实施部门", "There is no department", *_FIX),
    "record.wrong": Rule(
        ERROR, "“{value}”不能用：{why}", "“{value}” cannot be used: {why_en}", *_FIX
    ),
    "value.too_long": Rule(
        ERROR,
        "“{column}”有 {held} 个字，最多 {most} 个",
        "“{column}” has {held} characters; {most} is the most",
        "请写短一些，再导入一次。",
        "Make it shorter and import again.",
    ),
    "value.too_large": Rule(
        ERROR, "“{column}”是 {held}，最多 {most}", "“{column}” is {held}; {most} is the most", *_FIX
    ),
    "material.known": Rule(
        WARNING,
        "材料编码 {code} 已有，叫“{name}”，这里写的是“{said}”；沿用已有的材料",
        "The material {code} exists and is called “{name}”; here it is “{said}”. "
        "The known one was used",
        "请沿用“{name}”，或者换一个新的编码。改材料的名称要在材料目录里改。",
        "Keep “{name}” or take a new code. A material is renamed in the list of materials.",
    ),
    "code.twice": Rule(
        ERROR,
        "代码 {code} 在第 {row} 行已经出现过",
        "The code {code} was on row {row} already",
        "请只保留一行，或者换一个代码。",
        "Keep one of the rows, or give it another code.",
    ),
    "code.characters": Rule(
        ERROR,
        "代码“{code}”只能用字母、数字、- 和 _，最多 64 位",
        "The code “{code}” may have letters, digits, - and _ only, 64 at most",
        *_FIX,
    ),
    "code.elsewhere": Rule(
        ERROR,
        "代码 {code} 已经用在行政区划 {region}",
        "The code {code} is in use in region {region}",
        "请用那个区划导入，或者换一个代码。",
        "Import it for that region, or give it another code.",
    ),
    "code.form": Rule(WARNING, "{said}", "{said_en}", *_CHECK),
    "list.unknown": Rule(
        WARNING,
        "“{value}”不在代码表里",
        "“{value}” is not in the code list",
        "这个值原样留在附加要素里，请选一个标准值。",
        "The value is kept among the extra elements; choose one from the list.",
    ),
    "list.disagree": Rule(
        WARNING,
        "代码“{code}”与文字“{words}”说的不一样，采用文字",
        "The code “{code}” and the words “{words}” differ; the words were taken",
        *_CHECK,
    ),
    "same.differs": Rule(
        WARNING,
        "这个字段应与“{other}”相同，实际不同；两个值都已保留",
        "This field should equal “{other}” and does not; both values were kept",
        *_CHECK,
    ),
    "value.unreadable": Rule(
        WARNING,
        "读不懂“{value}”，原样留在附加要素里",
        "Cannot read “{value}”; it is kept among the extra elements",
        *_FIX,
    ),
    "text.cut": Rule(
        WARNING,
        "超过 {most} 个字，已截短；全文留在附加要素里",
        "Longer than {most} characters and cut; the whole is kept among the extra elements",
        *_FIX,
    ),
    "limit.no_statutory": Rule(WARNING, "没有法定办结时限", "There is no statutory limit", *_CHECK),
    "limit.no_promise": Rule(
        WARNING,
        "没有承诺办结时限，按 {days} 天记",
        "There is no promised limit; {days} days were put",
        *_CHECK,
    ),
    "limit.promise_longer": Rule(
        WARNING,
        "承诺 {promised} 天，比法定 {statutory} 天还长，按法定时限记",
        "The promise of {promised} days is longer than the statutory {statutory}; "
        "the statutory limit was put",
        *_CHECK,
    ),
    "limit.unit": Rule(
        WARNING,
        "法定时限“{statutory}”与承诺时限“{promised}”单位不同，法定时限记在说明里",
        "The statutory limit “{statutory}” and the promise “{promised}” count differently; "
        "the statutory one went into its explanation",
        *_CHECK,
    ),
    "visits.unexplained": Rule(
        WARNING,
        "要到现场 {number} 次，没有说明原因",
        "It takes {number} visits, and no reason is given",
        *_CHECK,
    ),
    "material.twice": Rule(
        WARNING, "材料“{name}”写了两次", "The material “{name}” stands there twice", *_CHECK
    ),
    "law.unparsed": Rule(
        WARNING,
        "设定依据里没有找到《……》第……条，全文留在附加要素里",
        "No article of a law was found in the legal basis; its text is among the extra elements",
        *_CHECK,
    ),
    "region.other": Rule(
        WARNING,
        "记录写的区划是 {said}，没有载入，归到 {used}",
        "The record says region {said}, which is not loaded; it was put under {used}",
        "请先用 load_regions 载入这个区划，再导入。",
        "Load that region with load_regions and import again.",
    ),
    "region.outside": Rule(
        ERROR,
        "记录写的区划是 {said}，不在 {used} 内",
        "The record says region {said}, which does not lie in {used}",
        "请为那个区划另外导入。",
        "Import it for that region.",
    ),
    "element.missing": Rule(WARNING, "缺少必填要素", "A required element is missing", *_FILL),
    "extra.kept": Rule(
        ADVICE,
        "{number} 个字段没有对应的要素，已原样保留：{names}",
        "{number} fields have no element and were kept as they are: {names}",
    ),
    "cell.formula": Rule(
        ERROR,
        "单元格里是公式：{cell}",
        "The cell holds a formula: {cell}",
        "请改成普通文字或数字（选择性粘贴 → 数值）。",
        "Make it plain text or a number (paste special → values).",
    ),
    "cell.script": Rule(
        WARNING,
        "单元格里有像脚本的文字，只按普通文字保存",
        "The cell holds what looks like a script; it is kept as plain text",
        *_CHECK,
    ),
    "row.orphan": Rule(
        ERROR,
        "“{sheet}”第 {row} 行的代码 {code} 在“事项”表里没有",
        "Row {row} of “{sheet}” has the code {code}, which the matters sheet lacks",
        *_FIX,
    ),
    "row.stale": Rule(
        ERROR,
        "导出以后，这个事项已经发布了新版本",
        "A newer edition of this matter was published after the export",
        "请重新导出，再改一次。",
        "Export again and repeat the edit.",
    ),
    "matters.cycle": Rule(
        ERROR,
        "事项互相等对方的结果：{path}",
        "Matters wait for each other's outputs: {path}",
        "请去掉其中一个“前序结果”来源。",
        "Remove one of the sources that is another matter's output.",
    ),
    "life_event.revise": Rule(
        ERROR,
        "这个事项属于已发布的一件事 {events}，不能在导入里修改",
        "This matter belongs to the published life events {events} and cannot change by import",
        "请在修订稿里修改这个事项：那里会检查整件事。",
        "Edit this in a revision: the whole life event is checked there.",
    ),
    "life_event.file": Rule(
        ERROR,
        "{code} 是一件事，不是事项",
        "{code} is a life event, not a matter",
        "请用 load_catalogue 载入整件事，或者在修订稿里编辑。",
        "Load the whole life event with load_catalogue, or edit it in a revision.",
    ),
    "burden.adds": Rule(
        WARNING,
        "向办事人要求更多：{said}",
        "It asks more of people: {said_en}",
        "须有法律依据，并由另一个部门的人审核；当天公开。",
        "It needs a legal basis and a reviewer of another department; it is made public that day.",
    ),
    "burden.unmeasured": Rule(
        ERROR,
        "算不出这一行给办事人增加多少负担，不能发布",
        "What this row costs the public cannot be measured, so it cannot be published",
        "请系统管理员检查程序是否完整安装，再导入一次。",
        "Ask the administrator whether the portal is installed whole, then import again.",
    ),
    "burden.basis": Rule(
        ERROR,
        "向办事人多要了，却没有依据：{said}",
        "It asks more of people and rests on nothing: {said_en}",
        "请写明法律依据，或者不要增加。",
        "State the legal basis, or do not ask for more.",
    ),
    "burden.unseen": Rule(
        ERROR,
        "向办事人多要了，依据{law}在法规库里查不到",
        "It asks more of people, and the library of statutes does not have {law}",
        "请先载入这部法律；或在网页上修订这个事项，由审核人核对原文。",
        "Load the statute first, or revise the matter on its page, where the reviewer reads it.",
    ),
    "burden.reviewer": Rule(
        ERROR,
        "向办事人多要了，须由另一个部门的人审核",
        "It asks more of people and needs a reviewer of another department",
        "请另一个部门的事项管理员审核这一行。",
        "Have an editor of another department review this row.",
    ),
    "publish.meanwhile": Rule(
        ERROR,
        "送审以后，这个事项已被别人改过",
        "Somebody changed this matter after the import was read",
        "请重新导入，核对新的差异。",
        "Import again and look at the new differences.",
    ),
    "publish.refused": Rule(
        ERROR,
        "发布时被拒绝：{said}",
        "It was refused at publication: {said_en}",
        "请按说明改正，再导入这一行。",
        "Correct it as it says, and import this row again.",
    ),
}
