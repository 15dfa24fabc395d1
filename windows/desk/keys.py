"""Every act of the desk and its key: the one table that pages, the list of keys and tests use.

Function keys are for what is done every time. Single characters can be switched off with the
other settings of one's account (WCAG 2.1, 2.1.4): voice control and a shaking hand press them
without meaning to. F1, F3, F5, F11 and F12 are left to the browser.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text

DIGITS = 9
"""The first nine things of a list are chosen by their number."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a clerk does on a page; `name` is what templates call it."""

    name: str
    key: str
    said: Text
    is_final: bool = False
    """What cannot be taken back: its key only goes there, and Enter does it."""

    @property
    def is_letter(self) -> bool:
        """True for what may be switched off."""
        return len(self.key) == 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The acts of one page; the acts of `EVERYWHERE` come on top."""

    name: str
    said: Text
    acts: tuple[Act, ...]


def _act(name: str, key: str, zh: str, en: str) -> Act:
    return Act(name, key, Text(zh, en))


def _final(name: str, key: str, zh: str, en: str) -> Act:
    return Act(name, key, Text(zh, en), is_final=True)


EVERYWHERE = Sheet(
    "everywhere",
    Text("每一页", "Every page"),
    (
        _act("scan", "F10", "回到扫码、刷卡的框", "Go to the field for scanning"),
        _act("keys", "?", "看这张键表", "See this list of keys"),
        _act("resume", "E", "接着上次填的", "Go on with what was typed before"),
        _final("discard", "Q", "上次填的不要了", "Discard what was typed before"),
        _act("hold", "H", "先存着", "Keep what is typed for later"),
    ),
)
SHEETS = (
    EVERYWHERE,
    Sheet(
        "desk",
        Text("窗口工作台", "Desk"),
        (
            # Keys that mean nothing on the page of the case that follows: pressed twice, they
            # only open it.
            _act("first_case", "F6", "接下一件待受理的", "Take the next case"),
            _act("first_draft", "F8", "接着办没交的", "Go on with the last draft"),
        ),
    ),
    Sheet(
        "scanned",
        Text("读到了什么", "What was read"),
        (
            _act("first_person", "F2", "第一位", "The first person"),
            _act("register_read", "F4", "登记新申请人", "Register a new applicant"),
        ),
    ),
    Sheet(
        "register",
        Text("登记申请人", "Register an applicant"),
        (_act("register", "F9", "证件已看过，登记", "Card seen, register"),),
    ),
    Sheet(
        "person",
        Text("申请人", "Applicant"),
        (
            _act("choose", "1…9", "选一件事", "Choose one thing"),
            _act("find_thing", "F6", "按名字找一件事", "Find one thing by name"),
            _act("open_account", "A", "展开“网上账号”", "Open “online account”"),
            _act("give_account", "L", "把网上账号交给本人", "Give the account to the person"),
            _act("represent", "N", "登记代表", "Register a representative"),
            _final("end_representing", "X", "不再代表", "End representation"),
        ),
    ),
    Sheet(
        "begin",
        Text("问情形", "Questions"),
        (_act("begin", "F9", "生成清单", "Make the list"),),
    ),
    Sheet(
        "case",
        Text("办件", "Case"),
        (
            _act("agree", "F2", "当面同意，去取数据", "Agreed in person: fetch the data"),
            _act("agree_other", "D", "另一方当面同意，去取数据", "The other one agreed in person"),
            _act("good", "F4", "这份符合，看下一份", "This one is in order, on to the next"),
            _act("save_form", "F6", "保存表格", "Save the form"),
            _act("submit", "F7", "收件", "Take in"),
            _act("open_notice", "F8", "展开“一次告知”", "Open the one notice"),
            _act("accept", "F9", "受理", "Accept"),
            _act("look_next", "J", "看下一份材料", "Look at the next material"),
            _act("look_previous", "K", "看上一份材料", "Look at the one before"),
            _act("choose_file", "S", "选扫描件", "Choose a scan"),
            _act("store", "U", "存扫描件", "Store the scan"),
            _act("camera", "C", "用摄像头拍", "Take it with the camera"),
            _act("original", "O", "核对原件", "Compare with the original"),
            _act("promise", "M", "本人当面承诺", "The person promises in writing"),
            _act("party", "N", "记下共同申请人", "Name another applicant"),
            _act("guardian", "G", "登记监护人", "Register a guardian"),
            _act("open_form", "T", "展开表格", "Open the form"),
            _act("tell", "B", "告知申请人", "Send the notice"),
            _act("save_notice_form", "V", "保存要补的表格", "Save the fields of the notice"),
            _act("answer", "A", "补好了，代为交回", "Hand back what was put right"),
            _act("continue_rest", "Y", "其余的继续办", "Go on with the rest"),
            _final("stop_rest", "Z", "其余的不办了", "Stop the rest"),
            _act("open_refusal", "R", "展开“不予受理”", "Open the refusal"),
            _final("refuse", "X", "出具不予受理决定", "Issue the refusal"),
            _act("open_withdrawal", "W", "展开“申请人要求撤回”", "Open “withdraw”"),
            _final("withdraw", "L", "按本人要求撤回", "Withdraw as the person asked"),
            _act("receipt", "P", "打印收件凭证", "Print the receipt"),
        ),
    ),
    Sheet(
        "receipt",
        Text("收件凭证", "Receipt"),
        (
            _act("print", "F9", "打印", "Print"),
            _act("other_paper", "F8", "换成小票或 A4", "Change between slip and A4"),
            _act("back_to_case", "F2", "回到办件", "Back to the case"),
        ),
    ),
    Sheet(
        "original",
        Text("核对原件", "Compare with the original"),
        (
            _act("same", "F9", "与原件一致", "The same as the original"),
            _act("open_day", "V", "展开“有效期记错了”", "Open “wrong last day”"),
            _act("note_day", "B", "记下有效期", "Note the last day"),
        ),
    ),
    Sheet(
        "camera",
        Text("拍材料", "Photograph a material"),
        (
            _act("take", "F4", "拍这一页", "Take this page"),
            _act("drop", "F2", "去掉最后一页", "Drop the last page"),
            _act("choose_photograph", "S", "选照片", "Choose photographs"),
            _act("keep_pages", "F9", "存成一份", "Keep them as one file"),
        ),
    ),
    Sheet(
        "pickup",
        Text("统一出件", "Results"),
        (
            _act("find_package", "F6", "查取件码", "Look up the code"),
            _act("hand_over", "F9", "交给本人", "Hand over"),
        ),
    ),
)
ACTS = {act.name: act for sheet in SHEETS for act in sheet.acts}
