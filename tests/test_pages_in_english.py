"""Whoever chose English reads English: every page, from the first question to the result."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from datasharing.resource_list import load_resources
from datasharing.sandbox.population import population
from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Applicant, User
from services.catalogue.load_file import load_file
from services.catalogue.regions import load_regions_file
from services.models import LifeEvent
from tests.datasharing.conftest import registry
from tests.messages import CHECKOUT
from tests.reading import chinese_in, read
from tests.windows import builders as b
from windows.cases import actions
from windows.centres.models import ServiceCentre

__all__ = ["registry"]

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"
SWITCH = "中文"


@pytest.fixture
def shipped(db) -> None:
    load_regions_file(CHECKOUT / "services/data/regions.yaml", actor=SYSTEM)
    load_resources(actor=SYSTEM)
    load_file(CHECKOUT / "services/data/onethings.yaml", actor=SYSTEM)


@pytest.fixture
def town(db, registry, settings, tmp_path) -> b.Town:
    settings.MEDIA_ROOT = tmp_path / "library"
    load_resources(actor=SYSTEM)
    b.build_catalogue()
    ServiceCentre.objects.filter(pk=b.centre().pk).update(name_en="Citizens' Centre")
    return b.Town.build()


def _english(user: User | None = None) -> Client:
    client = Client(headers={"accept-language": "en-GB,en;q=0.8"})
    if user is not None:
        client.force_login(user)
    return client


def _person(applicant: Applicant) -> User:
    user = User.objects.create_user(f"user{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return user


def _staff(role: str, **more: str) -> User:
    return create_staff(
        username=f"{role}-1",
        display_name="Ms Shen",
        password=PASSWORD,
        role=role,
        region_code=b.REGION,
        actor=SYSTEM,
        **more,
    ).user


def _names() -> tuple[str, ...]:
    """Names of people, what they typed, and the made-up bureaus of the tests stay as written."""
    people = Applicant.objects.all()
    return (
        SWITCH,
        *(person.name for person in people),
        *(person.masked_name for person in people),
        *b.DEPARTMENTS,
        *("窗口甲", "审批员", "合同.pdf", population().by_username["chenguoqiang"].address),
    )


def _check(client: Client, *addresses: str, allowed: tuple[str, ...] = (SWITCH,)) -> set[str]:
    """Raises where Chinese is left; returns the names of the templates that were seen."""
    left, seen = {}, set()
    for address in addresses:
        answer = client.get(address, follow=True)
        seen |= {template.name for template in answer.templates}
        page = answer.content.decode()
        assert answer.status_code == 200, address
        assert read(page).language == "en", address
        assert "Text(zh=" not in page, address
        if found := chinese_in(page, allowed=allowed):
            left[address] = found
    assert left == {}
    return seen


def test_pages_for_everybody():
    _check(
        _english(),
        *(reverse(name) for name in ("home", "things", "login", "register", "licence_lookup")),
        *(reverse(name) for name in ("look", "design")),
        reverse("things") + "?q=nothing-like-this",
    )


def test_every_one_thing_of_the_shipped_catalogue(shipped):
    client = _english()
    codes = sorted(LifeEvent.objects.values_list("code", flat=True))
    assert len(codes) > 20
    _check(client, reverse("home"), reverse("things") + "?q=house", reverse("things"))
    _check(client, *(reverse("thing", args=[code]) for code in codes))


def test_every_question_and_a_plan_for_each_one_thing(shipped):
    """Goes with the first answer, then once more with the last, to an end of every one thing."""
    client = _english()
    for code, last in itertools.product(
        sorted(LifeEvent.objects.values_list("code", flat=True)), (False, True)
    ):
        address = reverse("questions", args=[code])
        for _question in range(30):
            answer = client.get(address, follow=True)
            if "citizen/plan.html" in [template.name for template in answer.templates]:
                break
            assert not chinese_in(answer.content.decode(), allowed=(SWITCH,)), address
            address = _next(answer, last=last)
        else:
            pytest.fail(f"{code} does not end")
        assert chinese_in(answer.content.decode(), allowed=(SWITCH,)) == [], address


def _next(answer, *, last: bool) -> str:
    """The address after the first or the last answer to the question shown."""
    context = answer.context
    options = list(context["question"].options.all())
    pairs = [*context["kept"], (context["question"].code, options[-1 if last else 0].value)]
    asked = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{answer.request['PATH_INFO']}?{asked}&asked={context['question'].code}"


def test_a_question_left_open_is_asked_again_in_words(shipped):
    client = _english()
    page = client.get(reverse("questions", args=["P10"]) + "?asked=mortgage").content.decode()
    assert "Choose one answer to go on" in read(page).said
    page = client.get(reverse("plan", args=["P10"]) + "?mortgage=perhaps").content.decode()
    assert chinese_in(page, allowed=(SWITCH,)) == []


def test_the_pages_of_a_draft(town):
    client = _english(_person(town.buyer))
    pages = ("party", "agree", "reading", "form", "materials", "check")
    asked = b.draft(town)
    seller = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, asked, role="seller", **seller, actor=town.me)
    b.do(actions.agree_to_reads, asked, resources=["DS07"], actor=town.me)
    # Before the worker asks anybody, the page waits for the answers.
    seen = _check(client, reverse("case_reading", args=[asked.number]), allowed=_names())
    for case in (b.draft(town), b.complete_draft(town)):
        addresses = [reverse(f"case_{page}", args=[case.number]) for page in pages]
        addresses.append(reverse("slot_upload", args=[case.number, b.slot(case, "t_contract").pk]))
        addresses.append(reverse("slot_promise", args=[case.number, b.slot(case, "t_only").pk]))
        seen |= _check(client, *addresses, allowed=_names())
    assert {f"citizen/{page}.html" for page in (*pages, "upload", "promise")} - seen == set()
    other = _english(_person(town.seller))
    _check(other, reverse("my_cases"), reverse("my_notices"), allowed=_names())


def test_the_pages_of_a_case_under_way(town):
    case = b.accepted_case(town)
    client = _english(_person(town.buyer))
    pages = ("case", "case_receipt", "case_withdraw")
    _check(client, *(reverse(page, args=[case.number]) for page in pages), allowed=_names())
    own = ("my_cases", "my_notices", "my_data", "my_licences", "my_documents", "profile")
    _check(client, *map(reverse, own), reverse("my_document_add"), allowed=_names())
    document = b.slot(case, "t_contract").document_id
    _check(client, reverse("my_document", args=[document]), allowed=_names())


def test_the_page_of_a_correction(town):
    case = b.case_under_correction(town)
    client = _english(_person(town.buyer))
    _check(client, reverse("case_correction", args=[case.number]), allowed=_names())
    _check(client, reverse("case", args=[case.number]), allowed=_names())


def test_the_pages_of_a_finished_case(town):
    case = b.collected_case(town)
    client = _english(_person(town.buyer))
    for page in ("case", "case_result", "case_rating"):
        _check(client, reverse(page, args=[case.number]), allowed=_names())
    licence = b.slot(case, "t_first").licence
    _check(client, reverse("my_licences"), allowed=_names())
    _check(client, reverse("my_licence", args=[licence.number]), allowed=_names())
    _check(_english(), reverse("licence_verify", args=[licence.token]), allowed=_names())


def test_the_desk(town):
    case = b.submitted_case(town)
    client = _english(_staff("clerk", centre_code="test-hall"))
    _check(
        client,
        reverse("desk"),
        reverse("desk_register"),
        reverse("desk_pickup"),
        reverse("desk_person", args=[town.buyer.pk]),
        reverse("desk_begin", args=[town.buyer.pk, "T1"]),
        reverse("desk_case", args=[case.number]),
        reverse("desk_receipt", args=[case.number]),
        reverse("desk_keys"),
        reverse("desk_camera", args=[case.number, b.slot(case, "t_contract").pk]),
        reverse("desk_case", args=[case.number]) + f"?look={b.slot(case, 't_contract').pk}",
        reverse("desk_original", args=[case.number, b.slot(case, "t_contract").pk]),
        allowed=_names(),
    )


def test_the_inbox_and_supervision(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    officer = _english(_staff("officer", department_code=one.department.code))
    _check(officer, reverse("inbox"), allowed=_names())
    _check(officer, reverse("approval", args=[one.pk]), allowed=_names())
    watch = (reverse("supervision"), reverse("supervision_desk_work"))
    _check(_english(_staff("supervisor")), *watch, allowed=_names())


def test_refusals():
    answer = _english().get("/nowhere/")
    assert answer.status_code == 404
    assert chinese_in(answer.content.decode(), allowed=(SWITCH,)) == []
    assert "We did not find what you were looking for." in read(answer.content.decode()).said


def test_the_admin_speaks_both_languages(shipped):
    """Django's own words come from Django's own translations."""
    root = User.objects.create_superuser("root")
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in site._registry
    ]
    assert len(lists) > 15
    client = _english(root)
    _check(client, reverse("admin:index"), allowed=())
    for address in lists:
        page = client.get(address).content.decode()
        headings = page.partition('id="result_list"')[2].partition("</thead>")[0]
        assert chinese_in(page.partition('id="changelist"')[0] + headings) == [], address
    client = Client()
    client.force_login(root)
    page = client.get(reverse("admin:index")).content.decode()
    assert read(page).language == "zh-hans"
    assert {"站点管理", "申请人"} <= set(read(page).said)
