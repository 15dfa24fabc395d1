"""人社, 医保, 公积金, 教育 and 卫生健康: work, insurance, school and health."""

from __future__ import annotations

from datasharing.sandbox.clans import AS_OF
from datasharing.sandbox.people import CHILD_UNTIL, Firm, Person
from datasharing.sandbox.population import population
from datasharing.sandbox.registers.record import Keys, Records, months_between, next_anniversary

STATUS = {"staff": "正常参保", "flexible": "正常参保", "jobless": "暂停缴费", "retired": "退休"}
SCHOOLS = ((6, 6, "杭州市保俶塔实验学校"), (12, 3, "杭州市文澜中学"), (15, 3, "杭州学军中学"))
"""From which age, for how many years, where."""
HOSPITALS = ("浙江省人民医院", "杭州市第一人民医院", "浙江大学医学院附属第二医院")
JOBLESS_SINCE = "2026-08-31"


def social_insurance(person: Person, _: Keys) -> Records:
    """DS16."""
    if not person.insured_since or not person.is_alive:
        return ()
    is_flexible, until = (
        person.work == "flexible",
        JOBLESS_SINCE if person.work == "jobless" else "",
    )
    return (
        {
            "kind": "灵活就业人员养老保险" if is_flexible else "企业职工基本养老保险",
            "employer": person.employer,
            "started_on": f"{person.insured_since}-01",
            "ended_on": until,
            "status": STATUS[person.work],
            "months": _months(person),
            "card_number": f"A{person.id_number[9:17]}",
            "card_bank": "钱塘商业银行",
            "card_account": f"621700{person.id_number[4:17]}",
            "employer_account": _account_of(person.employer),
        },
    )


def medical_insurance(person: Person, _: Keys) -> Records:
    """DS17: everybody registered is insured; the last bill is theirs."""
    if not person.is_alive:
        return ()
    order = int(person.id_number[14:17])
    visited = AS_OF.replace(month=10, day=1 + order % 28)
    return (
        {
            "status": "职工医保正常" if person.insured_since else "城乡居民医保正常",
            "hospital": HOSPITALS[order % len(HOSPITALS)],
            "visited_on": visited.isoformat(),
            "amount": f"{320 + order % 400 * 25}.{order % 100:02d}",
            "bill_number": f"33{visited:%Y%m%d}{person.id_number[10:17]}",
            "months": _months(person) if person.insured_since else 12,
        },
    )


def fund(person: Person, _: Keys) -> Records:
    """DS18: 12 % from the employer and 12 % from the employee."""
    if not person.fund_months:
        return ()
    monthly = int(person.fund_base) * 24 // 100
    return (
        {
            "account": f"3301{person.id_number[6:17]}",
            "payout_bank": "钱塘商业银行",
            "payout_account": f"622200{person.id_number[4:17]}",
            "monthly_base": f"{person.fund_base}.00",
            "balance": f"{monthly * person.fund_months}.00",
            "status": "正常缴存",
            "months": person.fund_months,
        },
    )


def school(person: Person, _: Keys) -> Records:
    """DS21: the school year begins in September; grown-ups have a degree."""
    if not person.is_alive:
        return ()
    age = AS_OF.year - person.born.year - ((person.born.month, person.born.day) > (8, 31))
    for first, years, name in SCHOOLS:
        if first <= age < first + years:
            return ({"school": name, "grade": f"{age - first + 1}年级", "degree": "在读"},)
    if age < CHILD_UNTIL:
        return ()
    degree = ("本科", "大专", "高中")[int(person.id_number[14:17]) // 2 % 3]
    return ({"school": "浙江开放大学" if degree != "高中" else "", "grade": "", "degree": degree},)


def health(person: Person, _: Keys) -> Records:
    """DS28: the certificate of those who handle food, the vaccinations of children; a parent is
    told of the child's.
    """
    children = [each for each in (person, *population().children(person)) if _is_schoolchild(each)]
    if not person.is_alive or not (person.handles_food or children):
        return ()
    until = next_anniversary(person.born).isoformat() if person.handles_food else ""
    return ({"valid_until": until, "vaccination_complete": bool(children)},)


def staff_health(firm: Firm, _: Keys) -> Records:
    """DS28, of a kitchen: until when all who work in it have their certificates. No names."""
    if not firm.food_licence:
        return ()
    head = population().by_username[firm.legal_representative]
    return ({"valid_until": next_anniversary(head.born).isoformat(), "vaccination_complete": True},)


def _account_of(employer: str) -> str:
    """An account at a bank that does not exist; empty for those without an employer."""
    digits = "".join(f"{ord(letter) % 100:02d}" for letter in employer)
    return f"3301{digits[:15]:0<15}" if employer else ""


def _months(person: Person) -> int:
    return months_between(person.insured_since, AS_OF)


def _is_schoolchild(person: Person) -> bool:
    return person.is_registered and 5 <= person.age_on(AS_OF) < 16
