"""Numbers of local practice. A region may set its own under the same names in the settings."""

from __future__ import annotations

from django.conf import settings

_DEFAULTS = {
    # 行政许可法 art. 32: tell what is missing within five working days, or it counts as accepted.
    "INTAKE_WORKING_DAYS": 5,
    "CORRECTION_WORKING_DAYS": 15,
    # Working days that departments have to look at a case before what they miss is told, together.
    "COLLECTING_WORKING_DAYS": 2,
    # 行政许可法 art. 32: five working days from receipt, here of the department; at most five.
    "REPORTING_WORKING_DAYS": 5,
    # Working days before the end of a correction when the person is reminded.
    "REMINDER_WORKING_DAYS": 3,
    # Working days to say whether the rest is still wanted when one matter was denied.
    "DENIAL_ANSWER_WORKING_DAYS": 5,
    # 以前类似的决定: how far back the officer's page looks. No law sets it.
    "PRECEDENT_MONTHS": 24,
    # 行政许可法 art. 44: the result reaches the person within ten working days of the decision.
    "DELIVERY_WORKING_DAYS": 10,
    # 容缺受理: in how many working days a paper may follow, where the guide does not say; and how
    # many before its last day the applicant is reminded.
    "DEFERRED_WORKING_DAYS": 10,
    "DEFERRED_REMINDER_WORKING_DAYS": 2,
    # 浙江“最多跑一次”改革规定 art. 14: a promise is checked within sixty working days.
    "PROMISE_CHECK_WORKING_DAYS": 60,
    # No national law sets these two: the time to mend, and how long a bad record is kept.
    "PROMISE_MEND_WORKING_DAYS": 10,
    "BAD_RECORD_YEARS": 3,
    # No national law sets it: how long an office has to answer a message about a case.
    "MESSAGE_ANSWER_WORKING_DAYS": 2,
    # Days that a collected case waits for its rating before it is filed away.
    "RATING_DAYS": 15,
    # No national law sets it; one working day is common practice for 差评 call backs.
    "CALLBACK_WORKING_DAYS": 1,
    # 电子监察: the colours are local practice. Warned from so many working days before the last
    # day (0: only on the day itself), red when more than so many have gone by since.
    "WARNING_WORKING_DAYS": 1,
    "RED_CARD_WORKING_DAYS": 5,
    # Natural days that the counts of the supervision pages look back.
    "SUPERVISION_DAYS": 90,
}


def limit(name: str) -> int:
    """The number of days; KeyError for a name that is not in the list above."""
    return int(getattr(settings, name, _DEFAULTS[name]))
