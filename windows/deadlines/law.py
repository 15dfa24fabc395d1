"""Which article asks for what, and where it is kept. docs/law.md is written from this table.

A test names its article with `@pytest.mark.law("行政许可法 45")`; every rule has at least one.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text

LICENSING = Text("行政许可法", "Administrative Licensing Law")
ZHEJIANG = Text("浙江“最多跑一次”改革规定", "Zhejiang Provisions on the one-visit reform")


@dataclass(frozen=True, slots=True)
class Rule:
    law: Text
    article: int
    what: Text
    where: tuple[str, ...]
    """`module:name` of what keeps it."""

    @property
    def key(self) -> str:
        """As a test names it."""
        return f"{self.law.zh} {self.article}"


RULES = (
    Rule(
        LICENSING,
        32,
        Text(
            "五个工作日内一次告知要补正的全部内容，各部门合成一次；没有告知的，自收到之日起"
            "（补正过的，自材料收齐之日起）就是受理。",
            "Everything that is missing is told once, within five working days, by all departments "
            "together; else it counts as accepted from the day of receipt, or where something was "
            "put right from the day on which all papers were there.",
        ),
        (
            "windows.intake.silence:accept_by_silence",
            "windows.intake.silence:is_silent",
            "windows.corrections.actions:ask_for_correction",
            "windows.corrections.reporting:report_all",
            "windows.corrections.collecting:collect_reports",
            "windows.corrections.timing:is_too_late",
            "windows.corrections.told_once:last_told",
            "windows.intake.papers:issue_receipt",
        ),
    ),
    Rule(
        LICENSING,
        38,
        Text(
            "不予许可要写明理由，告知复议和诉讼的权利。",
            "A denial says why, and where to turn for review or suit.",
        ),
        ("windows.writs.texts:decision_rows",),
    ),
    Rule(
        LICENSING,
        42,
        Text(
            "自受理之日起二十日内作出决定，可以延长十日；法律、法规另有规定的按规定。几个部门的"
            "许可一起办理的，合计不超过四十五日，可以延长十五日。延长一次，一个部门的由本部门"
            "负责人批准，一起办理的由本级政府负责人批准，并告知理由。",
            "Decided within twenty days of acceptance, ten more where extended, or what the "
            "matter's own statute says. Licences that several departments handle together: within "
            "forty-five days in all, fifteen more where extended. Extended once, by the head of "
            "the department, or for joint handling of the government, with the reason told.",
        ),
        (
            "services.catalogue.lawful:lawful_limit",
            "windows.deadlines.limits:limits_of",
            "windows.planning.limits:all_limits",
            "windows.deadlines.actions.extend:ask_extension",
            "windows.deadlines.actions.extend:answer_extension",
            "windows.deadlines.longest:limit_of",
            "windows.deadlines.gain:check_gives_days",
        ),
    ),
    Rule(
        LICENSING,
        44,
        Text(
            "作出决定之日起十个工作日内送达。",
            "The result reaches the person within ten working days of the decision.",
        ),
        ("windows.pickup.delivery:delivery_day", "windows.pickup.queries:late_deliveries"),
    ),
    Rule(
        LICENSING,
        45,
        Text(
            "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审的时间不计入期限，要书面告知。",
            "Hearing, tender, auction, inspection, test, quarantine, appraisal and expert review "
            "do not count, and are told in writing; nothing else stops the clock.",
        ),
        (
            "windows.deadlines.actions.stop:stop_clock",
            "windows.deadlines.basis:basis_of",
            "windows.deadlines.grounds:StopGround",
        ),
    ),
    Rule(
        LICENSING,
        50,
        Text(
            "有效期届满三十日前申请延续；届满时没有决定的，视为准予延续。",
            "A renewal is applied for thirty days before the end; undecided then, it counts as "
            "granted.",
        ),
        (
            "windows.deadlines.actions.renew:renew_by_silence",
            "windows.approvals.actions:check_not_renewed",
            "windows.approvals.renewals:renewals_of",
        ),
    ),
    Rule(
        LICENSING,
        69,
        Text(
            "不该准予的决定可以撤销，证照随之失效，书面写明理由和救济途径。",
            "What should not have been granted may be revoked, and its licences with it, in "
            "writing, with the reason and the remedies.",
        ),
        (
            "windows.promises.checking:revoke_decision",
            "materials.licences.actions:revoke_licence",
        ),
    ),
    Rule(
        LICENSING,
        82,
        Text(
            "期限以工作日计算，不含节假日；当天不算。其他法律按自然日的，按自然日。",
            "Limits run in working days, and the day itself does not count; in calendar days where "
            "another law says so.",
        ),
        ("windows.deadlines.reckon:reckon",),
    ),
    Rule(
        ZHEJIANG,
        4,
        Text(
            "只要办事指南列出的材料；可以容缺后补的也由指南列明，到期没有补齐的撤销受理。",
            "Only what the guide lists is asked for; it also lists what may follow, and the "
            "acceptance is revoked where that has not come by its day.",
        ),
        (
            "windows.corrections.places:places_of",
            "windows.deferred.accepting:defer_what_may_follow",
            "windows.deferred.missed:revoke_for_missing",
        ),
    ),
    Rule(
        ZHEJIANG,
        5,
        Text(
            "一次收件，可以并联的部门同时算受理；依法有先后的，自收到前一个部门的书面办结起算。",
            "One receipt counts for all departments that can act side by side; one that must wait "
            "counts from the written completion of what it waits for.",
        ),
        (
            "windows.approvals.consequences:begins_on",
            "windows.intake.papers:issue_acceptance",
        ),
    ),
    Rule(
        ZHEJIANG,
        7,
        Text(
            "已经交过的、其他事项会产生的、约好后补的材料，部门不重复要求。",
            "No department asks again for what was handed in, what another matter produces, or "
            "what was agreed to follow.",
        ),
        (
            "windows.corrections.told_once:not_caused_by_new_material",
            "windows.corrections.places:places_of",
            "windows.deferred.policy:check_was_not_deferred",
        ),
    ),
    Rule(
        ZHEJIANG,
        11,
        Text(
            "材料不齐的当场一次告知，给补正期限；逾期不补正，视为撤回申请。",
            "What is missing is told on the spot, once, with a day; not put right by then, the "
            "application counts as withdrawn.",
        ),
        (
            "windows.intake.on_the_spot:seen_at_the_window",
            "windows.intake.silence:lapse",
            "windows.corrections.branches:lapse_branches",
        ),
    ),
    Rule(
        ZHEJIANG,
        12,
        Text(
            "承诺期限短于法定期限的，按承诺期限办。",
            "A promise shorter than the statutory limit binds.",
        ),
        ("windows.deadlines.limits:limits_of",),
    ),
    Rule(
        ZHEJIANG,
        14,
        Text(
            "凭告知承诺准予的，六十个工作日内核查；不实的限期整改，不改的撤销，有失信记录期间"
            "不再适用告知承诺。",
            "What was granted on a promise is checked within sixty working days; a broken one is "
            "to be mended, else the decision is revoked, and while the bad record lasts no promise "
            "is taken.",
        ),
        (
            "windows.promises.opening:open_commitment_checks",
            "windows.promises.checking:order_mending",
            "windows.promises.policy:check_may_promise",
        ),
    ),
    Rule(
        ZHEJIANG,
        28,
        Text(
            "法律法规规定的中介服务时间不计入期限，要书面告知；没有规定的，计入。",
            "An intermediary's time does not count where a law wants the service, and is told in "
            "writing; else it counts.",
        ),
        ("windows.deadlines.basis:basis_of", "windows.deadlines.actions.stop:stop_clock"),
    ),
)

NOT_KEPT: tuple[tuple[Text, int | str, Text], ...] = (
    (
        LICENSING,
        "42(2)",
        Text(
            "几个部门的许可合计四十五日：只算同时受理的许可。要等别的事项办结才开始的，从前一个"
            "部门书面办结起算自己的期限，不计入这四十五日；法律没有写明这种情形，这是我们的理解。",
            "Forty-five days in all for licences of several departments: only those that begin on "
            "the one receipt count. One that must wait for another has its own limit from that "
            "one's written completion, outside the forty-five days; the law does not say so in "
            "words, it is our reading.",
        ),
    ),
    (
        LICENSING,
        43,
        Text(
            "下级先审查、报上级决定的，二十日：目录里没有这样分级办理的事项。",
            "Twenty days for a lower level that examines first: no matter of the catalogue is "
            "handled in two levels of government.",
        ),
    ),
)
"""Articles about time that are not kept here: nothing needs them, or we do not do it yet."""
