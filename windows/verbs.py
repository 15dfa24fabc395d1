"""What the journal says about cases. `private` fields hold personal data and are never told."""

from __future__ import annotations

from portal.journal.verbs import register_verb

MATTER = "“{matter}”（{department}）"
MATTER_EN = "“{matter}” ({department})"

register_verb(
    "case.started",
    sentence="{actor}开始办“{thing}”",
    sentence_en="{actor} began “{thing}”",
    private=("answers",),
)
register_verb(
    "case.form_saved",
    sentence="{actor}填写了申请表的 {count} 项",
    sentence_en="{actor} filled in {count} fields of the form",
)
register_verb(
    "case.reads_chosen",
    sentence="{actor}同意查 {agreed_count} 项数据，不同意 {refused_count} 项",
    sentence_en="{actor} agreed to {agreed_count} reads of data and refused {refused_count}",
)
register_verb(
    "party.named",
    sentence="{actor}填写了共同申请人（{label}）",
    sentence_en="{actor} named another party ({label_en})",
    private=("name", "party"),
)
register_verb(
    "party.confirmed",
    sentence="{label}确认一起办",
    sentence_en="The other party ({label_en}) agreed to join",
)
register_verb(
    "guardian.joined",
    sentence="窗口核验证件，监护人代孩子一起办",
    sentence_en="A guardian, whose papers were seen at the window, speaks for the child",
    private=("guardian",),
)
register_verb(
    "material.provided",
    sentence="{actor}提交了“{material}”",
    sentence_en="{actor} handed in “{material}”",
)
register_verb(
    "material.quarantined",
    sentence="“{material}”的文件有病毒，已经隔离",
    sentence_en="The file for “{material_en}” carries a virus and is in quarantine",
)
register_verb(
    "material.promised",
    sentence="{actor}以书面承诺代替“{material}”",
    sentence_en="{actor} signed a commitment in place of “{material}”",
)
register_verb(
    "material.at_hand",
    sentence="“{material}”手头就有（{source}），不用查也不用交",
    sentence_en="“{material}” is at hand ({source}); nobody is asked for it",
)
register_verb(
    "material.by_hand",
    sentence="{actor}选择自己提交“{material}”",
    sentence_en="{actor} chose to hand in “{material}”",
)
register_verb(
    "material.fetched",
    sentence="“{material}”已从“{source}”共享取得，不用您提交",
    sentence_en="“{material}” came from “{source}”; you need not hand it in",
)
register_verb(
    "material.not_found",
    sentence="“{source}”没有记录，“{material}”需要您提交",
    sentence_en="“{source}” has no record; please hand in “{material}”",
)
register_verb(
    "material.given_up",
    sentence="“{source}”一直没有应答，不再问了；“{material}”请您提交",
    sentence_en="“{source}” has stayed silent and is asked no more; please hand in “{material}”",
)
register_verb(
    "material.source_down",
    sentence="“{source}”暂时没有应答，还在继续问；“{material}”也可以由您提交",
    sentence_en="“{source}” is not answering, we keep asking; you may hand in “{material}”",
)
register_verb(
    "material.checked",
    sentence="{actor}核对了“{material}”：{outcome}",
    sentence_en="{actor} checked “{material}”: {outcome}",
)
register_verb(
    "visit.recorded",
    sentence="申请人到窗口办理（{day}）",
    sentence_en="The applicant came to the window ({day})",
)
register_verb("case.submitted", sentence="{actor}提交了申请", sentence_en="{actor} submitted it")
register_verb(
    "case.accepted",
    sentence="{actor}受理了申请，承诺 {promised_on} 办好",
    sentence_en="{actor} accepted it; promised by {promised_on}",
)
register_verb(
    "case.dated",
    sentence="承诺办结日定为 {promised_on}",
    sentence_en="The promised day is {promised_on}",
)
register_verb(
    "case.refused",
    sentence="{actor}决定不予受理：{reason}。{remedies}",
    sentence_en="{actor} did not accept it: {reason}. {remedies}",
)
register_verb("case.withdrawn", sentence="{actor}撤回了申请", sentence_en="{actor} withdrew it")
register_verb(
    "case.withdrawn_at_window",
    sentence="{actor}按申请人的要求撤回了申请：{reason}",
    sentence_en="{actor} withdrew it as the applicant asked: {reason}",
)
register_verb(
    "correction.asked",
    sentence="{actor}一次性告知补正 {count} 项，请在 {deadline} 前补齐，办理时间暂停",
    sentence_en="{actor} asked for {count} corrections by {deadline}; the clock stands still",
)
register_verb(
    "correction.answered",
    sentence="{actor}已补正，办理时间继续",
    sentence_en="{actor} made the corrections; the clock runs on",
)
register_verb(
    "approval.dispatched",
    sentence=MATTER + "已送达，期限 {due_on}",
    sentence_en=MATTER_EN + " reached the department, due {due_on}",
)
register_verb(
    "approval.dated",
    sentence=MATTER + "的期限定为 {due_on}",
    sentence_en=MATTER_EN + " is due {due_on}",
)
register_verb(
    "approval.taken_up",
    sentence=MATTER + "开始审查",
    sentence_en=MATTER_EN + " is being examined",
)
register_verb("approval.approved", sentence=MATTER + "准予", sentence_en=MATTER_EN + " was granted")
register_verb(
    "approval.denied",
    sentence=MATTER + "不予许可：{reason}",
    sentence_en=MATTER_EN + " was denied: {reason}",
)
register_verb(
    "approval.not_needed",
    sentence=MATTER + "不再办理：{why}",
    sentence_en=MATTER_EN + " is not needed any more: {why}",
)
register_verb(
    "case.finished",
    sentence="各部门全部办完，结果已打包",
    sentence_en="All departments are done; the results are in one package",
)
register_verb(
    "pickup.method_chosen",
    sentence="{actor}选择了领取方式",
    sentence_en="{actor} chose how to receive the results",
)
register_verb("case.collected", sentence="结果已领取", sentence_en="The results were collected")
register_verb(
    "case.rated",
    sentence="{actor}评价：{grade}",
    sentence_en="{actor} rated it: {grade}",
    private=("comment",),
)
register_verb(
    "case.called_back",
    sentence="{actor}已回访",
    sentence_en="{actor} called back",
    private=("outcome",),
)
register_verb("case.archived", sentence="已归档", sentence_en="Filed")
register_verb(
    "demo.loaded",
    sentence="{actor}装入了演示数据",
    sentence_en="{actor} loaded the demonstration data",
)
register_verb(
    "case.accepted_by_silence",
    sentence="受理期限内没有答复，自收到材料之日起视为受理",
    sentence_en="No answer in time: accepted from the day of receipt",
)
register_verb(
    "case.lapsed",
    sentence="补正期满没有补正，视为撤回申请",
    sentence_en="Not put right in time: counts as withdrawn",
)
register_verb(
    "clock.stopped",
    sentence=f"{MATTER}的期限依法暂停：{{reason}}",
    sentence_en=f"The clock of {MATTER_EN} stands: {{reason}}",
)
register_verb(
    "clock.resumed",
    sentence=f"{MATTER}的期限恢复计算",
    sentence_en=f"The clock of {MATTER_EN} goes on",
)
register_verb(
    "clock.extension_asked",
    sentence=f"{{actor}}请求把{MATTER}延长 {{days}} 日",
    sentence_en=f"{{actor}} asked for {{days}} more days for {MATTER_EN}",
)
register_verb(
    "clock.extended",
    sentence=f"{{actor}}批准{MATTER}延长 {{days}} 日",
    sentence_en=f"{{actor}} granted {{days}} more days to {MATTER_EN}",
)
register_verb(
    "clock.extension_refused",
    sentence=f"{{actor}}没有批准{MATTER}延长",
    sentence_en=f"{{actor}} refused more days for {MATTER_EN}",
)
register_verb(
    "approval.renewed_by_silence",
    sentence=f"{MATTER}在有效期届满（{{ends_on}}）前没有决定，视为准予延续",
    sentence_en=f"{MATTER_EN} was undecided when the licence ended ({{ends_on}}): renewed by law",
)
register_verb(
    "pickup.dated",
    sentence="结果最迟 {deliver_by} 送达",
    sentence_en="The results reach the person by {deliver_by}",
)
register_verb(
    "department.told",
    sentence="已送到{department}的业务系统",
    sentence_en="Delivered to the system of {department_en}",
)
register_verb(
    "department.not_told",
    sentence="{department}的业务系统没有收到，正在由人处理",
    sentence_en="The system of {department_en} did not take it; people are looking into it",
)
register_verb(
    "department.sent_again",
    sentence="{actor}重新向{department}的业务系统发送",
    sentence_en="{actor} sent it to the system of {department_en} again",
)
register_verb(
    "department_system.connected",
    sentence="{actor}接入了{department}的业务系统（密钥 {key_id}）",
    sentence_en="{actor} connected the system of {department_en} (key {key_id})",
)
register_verb(
    "department.settled",
    sentence="{actor}不再向{department}的业务系统发送：{note}",
    sentence_en="{actor} stopped sending it to the system of {department_en}: {note}",
)
register_verb(
    "department_system.moved",
    sentence="{actor}改了{department}业务系统的地址：{url}",
    sentence_en="{actor} changed the address of the system of {department_en}: {url}",
)
register_verb(
    "department_system.secret_renewed",
    sentence="{actor}给{department}的业务系统换了密钥，旧密钥还能用 {hours} 小时",
    sentence_en=(
        "{actor} renewed the secret of the system of {department_en}; the old one is good for "
        "{hours} more hours"
    ),
)
register_verb(
    "department_system.paused",
    sentence="{actor}暂停向{department}的业务系统发送",
    sentence_en="{actor} paused the system of {department_en}",
)
register_verb(
    "department_system.went_on",
    sentence="{actor}恢复向{department}的业务系统发送",
    sentence_en="{actor} let the system of {department_en} go on",
)
register_verb(
    "department_system.tested",
    sentence="{actor}向{department}的业务系统发了测试消息：{outcome}",
    sentence_en="{actor} sent a test message to the system of {department_en}: {outcome}",
)
register_verb(
    "department_system.disconnected",
    sentence="{actor}停用了{department}的业务系统",
    sentence_en="{actor} disconnected the system of {department_en}",
)
register_verb(
    "clock.stop_refused",
    sentence=f"{{actor}}要暂停{MATTER}的期限，没有法定情形或没有写明理由和时间，被拒绝",
    sentence_en=f"{{actor}} wanted to stop the days of {MATTER_EN} without a lawful ground, "
    "reason or time: refused",
)
register_verb(
    "approval.refused",
    sentence=f"{MATTER}已经有结果，{{actor}}后来的操作被拒绝",
    sentence_en=f"{MATTER_EN} had ended already; what {{actor}} did after that was refused",
)
register_verb(
    "missing.reported",
    sentence=f"{{actor}}认为{MATTER}还缺：{{what}}",
    sentence_en=f"{{actor}} misses something for {MATTER_EN}: {{what}}",
)
register_verb(
    "missing.refused",
    sentence=f"{{actor}}为{MATTER}提出的要求被拒绝（{{why}}）：{{asked}}",
    sentence_en=f"What {{actor}} asked for {MATTER_EN} was refused ({{why_en}}): {{asked}}",
)
register_verb(
    "missing.taken_back",
    sentence=f"{{actor}}收回了{MATTER}提出的缺项：{{what}}",
    sentence_en=f"{{actor}} took back what was missing for {MATTER_EN}: {{what}}",
)
register_verb(
    "correction.collected",
    sentence="各部门一次告知补正 {count} 项，请在 {deadline} 前补齐；只有有关事项暂停，其他照常办",
    sentence_en="All departments together asked for {count} corrections by {deadline}; only those "
    "matters wait, all others go on",
)
register_verb(
    "correction.not_needed",
    sentence="有关事项已经结束，不用再补正了",
    sentence_en="The matters that asked for it have ended; nothing need be put right any more",
)
register_verb(
    "correction.reminded",
    sentence="提醒申请人：补正期限是 {deadline}",
    sentence_en="The applicant was reminded: to be put right by {deadline}",
)
register_verb(
    "correction.lapsed",
    sentence="补正期满没有补正，有关事项视为撤回，其他照常办",
    sentence_en="Not put right in time: these matters count as withdrawn, all others go on",
)
