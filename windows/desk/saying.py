"""What the clerk says aloud: what happened, what is still needed, by when, where to collect.

A pure function of what is seen on the page, so that the words and the page cannot disagree. Short
sentences, no words of the office; every one ends with what the person does next, or with "nothing".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.cases.states import CaseState
from windows.clock import spoken_day

_SENT = {
    "post": Text("结果寄给您，收到时签一下就行。", "The results come by post; sign for them."),
    "locker": Text(
        "结果放在自助柜，凭取件码随时可以取。",
        "The results are in the locker; open it with the pickup code at any hour.",
    ),
}
NAMED = 4
"""More names than these nobody keeps in mind: the paper has the rest."""
HOME = Text("您不用做什么。", "You need do nothing.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page of the case shows, as far as it is said."""

    state: CaseState
    missing: tuple[Text, ...] = ()
    """Of a draft or a case not accepted yet: materials, fields, people, consents."""
    waiting: tuple[Text, ...] = ()
    """Materials that a register has been asked for and has not answered."""
    asked: tuple[Text, ...] = ()
    """Places of an open notice that are not put right yet."""
    answer_by: dt.date | None = None
    """The last day of the open notice."""
    intake_due_on: dt.date | None = None
    promised_on: dt.date | None = None
    today: dt.date = dt.date.min
    by_silence: bool = False
    to_follow: tuple[tuple[Text, dt.date], ...] = ()
    denied: tuple[Text, ...] = ()
    is_asked_after_denial: bool = False
    to_come: tuple[Text, ...] = ()
    """Why the person must still be there, an occasion each."""
    reason: str = ""
    collect_at: str = ""
    """How the results reach the person: window, e_licence, or empty where it is not settled."""
    place: Text | None = None
    may_turn_to: bool = False
    """The paper names where to turn against it."""


def words(seen: Seen) -> list[Text]:
    """Sentences in the order in which they are said."""
    said = _STATES[seen.state](seen)
    return [*said, *_denied(seen)] if seen.denied else said


def _draft(seen: Seen) -> list[Text]:
    if seen.missing:
        names = listed(seen.missing)
        return [
            Text(
                f"您的申请表建好了，还差{names.zh}。",
                f"Your application is begun. Still needed: {names.en}.",
            ),
            Text(
                "今天补齐就能交；没带的，回去在网上补也行，不用为这个再来。",
                "If it is complete today I can take it in; what you did not bring you may add "
                "online, without coming again for it.",
            ),
            *_waiting(seen),
        ]
    return [
        Text("您的材料齐了，我现在就收。", "Everything is there. I take it in now."),
        *_waiting(seen),
    ]


def _waiting(seen: Seen) -> list[Text]:
    if not seen.waiting:
        return []
    names = listed(seen.waiting)
    return [
        Text(
            f"{names.zh}我们替您去取，对方还没有答复；您不用回去拿。",
            f"We are fetching {names.en} for you and have no answer yet; you need not go and "
            "get it.",
        )
    ]


def _submitted(seen: Seen) -> list[Text]:
    until = spoken_day(seen.intake_due_on) if seen.intake_due_on else None
    return [
        Text("您的申请收到了，正在核对。", "We have your application and are checking it."),
        *_lacking(seen),
        *_waiting(seen),
        Text(
            f"最迟 {until.zh}答复您；到时没有答复，就算已经受理。",
            f"You hear from us by {until.en}; if you do not, it counts as accepted.",
        )
        if until
        else Text("有结果会通知您。", "You will be told."),
        coming(seen.to_come) if seen.to_come else HOME,
    ]


def _lacking(seen: Seen) -> list[Text]:
    if not seen.missing:
        return []
    names = listed(seen.missing)
    return [
        Text(
            f"还差{names.zh}，我一次写清楚给您，不会让您再问第二回。",
            f"Still needed: {names.en}. I write it all down once, so that you need not ask again.",
        )
    ]


def _correction(seen: Seen) -> list[Text]:
    if not seen.asked:
        return [
            Text(
                "要补的都补好了，我替您交回去，时限接着算。",
                "Everything asked for is there. I hand it back for you, and the time runs on.",
            )
        ]
    names = listed(seen.asked)
    return [
        Text(
            f"有 {len(seen.asked)} 处要补：{names.zh}。只补这些，不会再要别的。",
            f"{_things(len(seen.asked))} to be put right: {names.en}. Only this; nothing else "
            "will be asked.",
        ),
        *_by(seen.answer_by, if_not=Text("过期没有补，就算您撤回了申请", "it counts as withdrawn")),
        Text("网上补、来窗口补都可以。", "You may do it online or here."),
    ]


def _accepted(seen: Seen) -> list[Text]:
    said = [
        Text(
            "因为我们没有按时答复，您的申请依法已经算受理。",
            "As we did not answer in time, your application counts as accepted by law.",
        )
        if seen.by_silence
        else Text(
            "已经受理，各部门同时在办。", "It is accepted; the departments are working on it."
        )
    ]
    if seen.promised_on:
        day = spoken_day(seen.promised_on)
        said.append(
            Text(
                f"承诺 {day.zh}办好，已经晚了，对不起；督查员在催。",
                f"It was promised by {day.en} and is late. I am sorry; a supervisor is on it.",
            )
            if seen.promised_on < seen.today
            else Text(f"最迟 {day.zh}全部办好。", f"All of it is done by {day.en}.")
        )
    if seen.asked:
        names = listed(seen.asked)
        said.append(Text(f"部门还要您补{names.zh}。", f"The departments still need {names.en}."))
        said += _by(
            seen.answer_by, if_not=Text("用它的那几项就办不成", "what needs it cannot be done")
        )
    said += _to_follow(seen)
    if seen.to_come:
        return [*said, coming(seen.to_come)]
    return said if seen.asked or seen.to_follow else [*said, HOME]


def on_accepting(to_come: Sequence[Text]) -> Text:
    """Said as the case is accepted."""
    again = coming(to_come) if to_come else Text("您不用再跑。", "You need not come again.")
    return Text(
        f"齐了，已经受理。{again.zh}办好了会通知您。",
        f"Everything is there, and it is accepted. {again.en} We tell you when it is done.",
    )


def coming(to_come: Sequence[Text]) -> Text:
    """How often the person must still be there, and why."""
    count = len(to_come)
    zh = "；".join(each.zh for each in to_come)
    en = "; ".join(each.en for each in to_come)
    times = "once more" if count == 1 else f"{count} more times"
    return Text(f"以后还要到场 {count} 次：{zh}。", f"You will have to be there {times}: {en}.")


def _to_follow(seen: Seen) -> list[Text]:
    return [
        Text(
            f"{name.zh}可以后交，请在 {spoken_day(day).zh}前交来。",
            f"{name.en} may come later: please by {spoken_day(day).en}.",
        )
        for name, day in seen.to_follow
    ]


def _denied(seen: Seen) -> list[Text]:
    names = listed(seen.denied)
    said = [
        Text(
            f"{names.zh}没有准予，理由写在决定书上。",
            f"{names.en}: not granted. The decision gives the reasons.",
        ),
        Text(
            "不服的，可以申请复议或者起诉，期限也写在上面。",
            "You may ask for a review or go to court; the paper says until when.",
        ),
    ]
    if seen.is_asked_after_denial:
        said.append(
            Text(
                "其余几项还在办，您还要办吗？只回答一次，不回答就照常办。",
                "The others go on. Do you still want them? You answer once; without an answer "
                "they go on.",
            )
        )
    return said


def _results_ready(seen: Seen) -> list[Text]:
    done = Text("都办好了。", "Everything is done.")
    if seen.collect_at == "e_licence":
        return [
            done,
            Text(
                "电子证照已经在您的“我的证照”里，和纸的一样管用。",
                "The electronic licences are under “My licences” and are as good as paper.",
            ),
            Text(
                "要纸的，带身份证来窗口领。",
                "If you want paper, come to the window with your identity card.",
            ),
        ]
    if seen.collect_at in _SENT:
        return [done, _SENT[seen.collect_at]]
    place = seen.place or Text("本窗口", "this window")
    return [
        done,
        Text(
            f"请带身份证和取件码到{place.zh}领，一次领全。",
            f"Please collect it at {place.en}, with your identity card and the pickup code: one "
            "package with everything.",
        ),
    ]


def _collected(seen: Seen) -> list[Text]:
    return [
        Text("结果都已经给您了，这件事办完了。", "You have all the results; this is finished."),
        Text("愿意的话，请评价一下这次服务。", "If you like, please rate the service."),
    ]


def _archived(seen: Seen) -> list[Text]:
    return [
        Text(
            "这件事已经办完归档，结果在您那里，电子证照随时可以看。",
            "This is finished and filed. The results are with you; electronic licences can be "
            "seen at any time.",
        ),
        HOME,
    ]


def _ended(happened: Text) -> Callable[[Seen], list[Text]]:
    """Cases that ended early: what happened, why, where to turn, and that one may come again."""

    def said(seen: Seen) -> list[Text]:
        sentences = [happened]
        if seen.reason:
            sentences.append(Text(f"理由是：{seen.reason}", f"The reason: {seen.reason}"))
        if seen.may_turn_to:
            sentences.append(
                Text(
                    "不服的，可以申请复议或者起诉，期限写在决定书上。",
                    "You may ask for a review or go to court; the paper says until when.",
                )
            )
        sentences.append(
            Text(
                "您随时可以重新申请，交过的材料还在，不用再交。",
                "You may apply again at any time; what you handed in is kept and need not be "
                "handed in again.",
            )
        )
        return sentences

    return said


def _by(day: dt.date | None, *, if_not: Text) -> list[Text]:
    if day is None:
        return []
    until = spoken_day(day)
    return [
        Text(f"请在 {until.zh}前；{if_not.zh}。", f"Please by {until.en}; after that {if_not.en}.")
    ]


def _things(count: int) -> str:
    return "One thing has" if count == 1 else f"{count} things have"


def listed(names: Sequence[Text]) -> Text:
    """The first few by name, the rest by number."""
    shown, rest = names[:NAMED], len(names) - NAMED
    zh = "、".join(name.zh for name in shown)
    en = ", ".join(name.en or name.zh for name in shown)
    if rest <= 0:
        return Text(zh, en)
    return Text(f"{zh}，另有 {rest} 样，都写在纸上", f"{en}, and {rest} more that the paper lists")


_STATES: dict[CaseState, Callable[[Seen], list[Text]]] = {
    CaseState.DRAFT: _draft,
    CaseState.SUBMITTED: _submitted,
    CaseState.CORRECTION: _correction,
    CaseState.ACCEPTED: _accepted,
    CaseState.RESULTS_READY: _results_ready,
    CaseState.COLLECTED: _collected,
    CaseState.ARCHIVED: _archived,
    CaseState.REFUSED: _ended(
        Text("这次没有受理，决定书给您。", "It was not accepted; here is the decision.")
    ),
    CaseState.WITHDRAWN: _ended(
        Text("您的申请已经按您的意思撤回。", "Your application was withdrawn, as you wished.")
    ),
    CaseState.LAPSED: _ended(
        Text(
            "补正期过了没有补，申请算撤回了。",
            "What was asked for did not come in time, so the application counts as withdrawn.",
        )
    ),
    CaseState.REVOKED: _ended(
        Text("这次的受理已经撤销，决定书给您。", "The acceptance was revoked; here is the paper.")
    ),
}
