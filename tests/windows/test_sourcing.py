"""Where a material comes from at run time: the order, what is at hand, and what was tried."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.queries import ledger_of_case
from materials.documents.actions import store_document
from materials.licences.actions import issue_licence
from materials.models import Document, Licence, MaterialType
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from services.catalogue.elements import MaterialElements
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    PartySpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.catalogue.text import Text
from services.models import Department, Matter
from tests.windows import builders as b
from tests.windows.small_catalogue import HAND_IN, PROMISE, matter
from windows.cases import actions
from windows.cases.known import holdings_of
from windows.cases.queries import reads_of, slots
from windows.cases.sourcing import told
from windows.models import Notice

HELD = SourceSpec(SourceKind.LICENCE)
HOUSES = SourceSpec(SourceKind.RESOURCE, resource="DS13")
SALES = SourceSpec(SourceKind.RESOURCE, resource="DS14")


def publish(
    *sources: SourceSpec,
    about: str = "applicant",
    kind: str = "licence",
    level: str = "",
    original_at_window: bool = False,
) -> None:
    """One matter with one paper, from these sources."""
    wanted = RequirementSpec(
        "paper",
        "t_paper",
        "房屋证明",
        "Proof",
        sources=sources,
        about=(about,),
        original_at_window=original_at_window,
        elements=MaterialElements(trust_level=level),
    )
    catalogue = CatalogueSpec(
        "来源",
        departments=(DepartmentSpec("己局", "Bureau 己"),),
        materials=(MaterialTypeSpec("t_paper", "房屋证明", kind=kind),),
        life_events=(
            LifeEventSpec(
                "T9",
                "交一份证明",
                "Hand in one proof",
                lead="己局",
                parties=(PartySpec("seller", "卖方", "Seller"),),
                matters=(IncludedMatter(matter("T9-A", "己局", requirements=(wanted,))),),
            ),
        ),
    )
    with transaction.atomic():
        publish_catalogue(catalogue, actor=SYSTEM, region=b.REGION)
        suppose_agreed(actor=SYSTEM)


def paper_of(case):
    return b.slot(case, "t_paper")


def own(applicant, actor):
    """A certificate handed in before, still valid."""
    kind = MaterialType.objects.get(code="t_paper")
    return b.do(store_document, applicant, upload=b.pdf(), material_type=kind, actor=actor)


def joined(town, **more):
    case = b.draft(town, code="T9")
    who = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, case, role="seller", actor=town.me, **who)
    b.do(actions.confirm_party, case, actor=town.other, **({"resources": ["DS13"]} | more))
    drain()
    return case


def says(case):
    ((_, said),) = told(case, slots(case))
    return said


def test_the_next_register_is_asked_when_the_first_has_no_record(town):
    """The buyer owns no home, but has a sale contract on file with the housing authority."""
    publish(HOUSES, SALES, HAND_IN)
    case = b.draft(town, code="T9")
    first, later = reads_of(case)
    assert (first.resource, first.is_later) == ("DS13", False)
    assert (later.resource, later.is_later) == ("DS14", True)
    b.do(actions.agree_to_reads, case, resources=["DS13", "DS14"], actor=town.me)
    drain()
    slot = paper_of(case)
    assert [each["ref"] for each in slot.tried][:1] == ["DS13"]
    assert slot.source_ref == ("DS14" if slot.state == "fetched" else "")
    read = {line.resource.code for line in _ledger(case)}
    assert read == {"DS13", "DS14"}


def _ledger(case):
    return ledger_of_case(case.number)


def test_the_second_register_is_left_alone_when_the_first_answers(town):
    publish(HOUSES, SALES, HAND_IN, about="seller")
    case = joined(town, resources=["DS13", "DS14"])
    assert (paper_of(case).state, paper_of(case).source_ref) == ("fetched", "DS13")
    assert {line.resource.code for line in _ledger(case)} == {"DS13"}


def test_a_register_that_was_not_agreed_to_is_never_asked(town):
    publish(HOUSES, SALES, HAND_IN)
    case = b.draft(town, code="T9")
    b.do(actions.agree_to_reads, case, resources=["DS13"], actor=town.me)
    drain()
    slot = paper_of(case)
    assert (slot.state, slot.source_kind) == ("missing", "applicant")
    assert {line.resource.code for line in _ledger(case)} == {"DS13"}
    assert Notice.objects.filter(kind="please_bring", applicant=town.buyer).count() == 1


def test_no_record_falls_to_a_promise_before_the_persons_own_hand(town):
    publish(HOUSES, PROMISE, HAND_IN)
    case = b.draft(town, code="T9")
    b.do(actions.agree_to_reads, case, resources=["DS13"], actor=town.me)
    drain()
    assert (paper_of(case).state, paper_of(case).source_kind) == ("missing", "commitment")


def test_a_partys_licence_comes_before_their_register(town):
    """Known only when they speak for themselves; then nobody is asked about them."""
    publish(HELD, HOUSES, HAND_IN, about="seller")
    kind = MaterialType.objects.get(code="t_paper")
    licence = _licence(town, kind)
    case = joined(town)
    slot = paper_of(case)
    assert (slot.state, slot.source_kind, slot.source_ref) == ("fetched", "licence", "")
    assert slot.licence == licence
    assert list(_ledger(case)) == []
    assert says(case).source.zh == "已有的电子证照"


def _licence(town, kind) -> Licence:
    """The seller got it in an earlier case."""
    bureau = Department.objects.get(name="己局")
    return b.do(
        issue_licence,
        town.seller,
        matter=Matter.objects.get(code="T9-A"),
        material_type=kind,
        department=bureau,
        case_number="330100-20250101-000001",
        name=Text("房屋证明", "Proof"),
        content={},
        actor=Actor(Role.OFFICER, None, "审批员", department_code=bureau.code),
    )


def test_a_partys_kept_certificate_is_used_where_no_register_is_named(town):
    publish(HAND_IN, about="seller")
    document = own(town.seller, town.other)
    case = joined(town, resources=[])
    slot = paper_of(case)
    assert (slot.state, slot.source_kind, slot.document) == ("provided", "document", document)


def test_a_kept_certificate_does_not_come_before_a_register(town):
    publish(HOUSES, HAND_IN, about="seller")
    own(town.seller, town.other)
    case = joined(town)
    assert (paper_of(case).state, paper_of(case).source_ref) == ("fetched", "DS13")


def test_but_it_does_when_the_register_has_no_record(town):
    publish(HOUSES, HAND_IN)
    own(town.buyer, town.me)
    case = b.draft(town, code="T9")
    b.do(actions.agree_to_reads, case, resources=["DS13"], actor=town.me)
    drain()
    slot = paper_of(case)
    assert (slot.state, slot.source_kind) == ("provided", "document")
    assert not Notice.objects.filter(kind="please_bring").exists()


def test_what_a_clerk_found_wrong_is_not_filled_in_again(town):
    publish(HAND_IN, about="seller")
    case = b.draft(town, code="T9")
    who = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, case, role="seller", actor=town.me, **who)
    slot = paper_of(case)
    slot.checked = "bad"
    slot.save()
    own(town.seller, town.other)
    b.do(actions.confirm_party, case, resources=[], actor=town.other)
    assert paper_of(case).state == "missing"


def test_the_reason_is_told(town):
    case = b.draft(town)
    (marriage,) = [said for slot, said in told(case, slots(case)) if slot.name == "婚姻信息"]
    assert marriage.passed == ()
    assert "经您同意后向“婚姻登记信息”核对" in marriage.why.zh
    assert "Checked in “Marriage register” with your consent" in marriage.why.en


def test_what_was_tried_is_told(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=[], actor=town.me)
    (marriage,) = [said for slot, said in told(case, slots(case)) if slot.name == "婚姻信息"]
    (tried,) = marriage.passed
    assert (tried.source.zh, tried.why.zh) == ("婚姻登记信息", "本人没有同意查询")
    assert (tried.source.en, tried.why.en) == ("Marriage register", "No consent was given to ask")
    assert marriage.source.en == "a written promise"


def raised(document):
    """As a clerk has left it who compared it with the original, in whatever case that was."""
    Document.objects.filter(pk=document.pk).update(
        level="B", level_at=timezone.now(), level_by_name="窗口甲", level_office="市民中心"
    )
    return document


def another(applicant, actor):
    kind = MaterialType.objects.get(code="t_paper")
    fresh = SimpleUploadedFile("新的.pdf", b.PDF + b"%new\n")
    return b.do(store_document, applicant, upload=fresh, material_type=kind, actor=actor)


def test_a_partys_trusted_certificate_is_trusted_in_this_case_too(town):
    publish(HAND_IN, about="seller", level="B")
    document = raised(own(town.seller, town.other))
    assert paper_of(joined(town, resources=[])).document == document


def test_a_newer_copy_does_not_hide_a_better_one(town):
    publish(HAND_IN, about="seller", level="B")
    document = raised(own(town.seller, town.other))
    another(town.seller, town.other)
    assert holdings_of(town.seller).documents == {"t_paper": document}
    assert paper_of(joined(town, resources=[])).document == document


def test_of_two_alike_the_newer(town):
    publish(HAND_IN, about="seller")
    own(town.seller, town.other)
    newer = another(town.seller, town.other)
    assert paper_of(joined(town, resources=[])).document == newer


@pytest.mark.parametrize(("level", "must_show"), [("C", True), ("B", False)])
def test_whether_the_original_is_shown_goes_by_what_is_at_hand_now(town, level, must_show):
    publish(HOUSES, HAND_IN, original_at_window=True)
    document = own(town.buyer, town.me)
    if level == "B":
        document = raised(document)
    case = b.draft(town, code="T9")
    assert not paper_of(case).original_at_window
    b.do(actions.agree_to_reads, case, resources=["DS13"], actor=town.me)
    drain()
    slot = paper_of(case)
    assert (slot.document, slot.original_at_window) == (document, must_show)


def test_nothing_is_shown_of_a_paper_that_is_now_a_licence(town):
    publish(HELD, HAND_IN, about="seller", original_at_window=True)
    case = b.draft(town, code="T9")
    assert paper_of(case).original_at_window
    _licence(town, MaterialType.objects.get(code="t_paper"))
    who = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, case, role="seller", actor=town.me, **who)
    b.do(actions.confirm_party, case, resources=[], actor=town.other)
    assert (paper_of(case).state, paper_of(case).original_at_window) == ("fetched", False)
