"""An officer's page, exactly: materials, fields and reads of their own matter, each with why."""

from __future__ import annotations

from django.urls import reverse

from materials.models import Requirement, RequirementBasis
from services.models import LegalBasis
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.needed import bases_of, cited, needed_of, requirements_of
from windows.approvals.queries import approval_for, form_for, slots_for
from windows.approvals.shared import shared_facts


def told(approval, actor):
    """(materials with their requirement, fields, reads with what they are for)."""
    seen = approval_for(actor, approval.pk)
    needed = needed_of(seen, slots_for(seen), requirements_of(seen), bases_of(seen))
    return (
        [(each.slot.material_type.code, [one.zh for one in each.requirements]) for each in needed],
        sorted(form_for(seen)),
        sorted((fact.role, [one.zh for one in fact.read_for]) for fact in shared_facts(seen)),
    )


def test_each_department_has_its_own_and_nothing_else(town):
    case = b.accepted_case(town)
    one, other = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    assert told(one, town.officer(one)) == (
        [("t_home", ["产权信息"]), ("t_marriage", ["婚姻信息"]), ("t_contract", ["买卖合同"])],
        ["address", "phone", "price"],
        [("applicant", ["婚姻信息"]), ("seller", ["产权信息"])],
    )
    assert told(other, town.officer(other)) == ([("t_form", ["申请书"])], [], [])


def test_so_have_their_pages(town):
    case = b.accepted_case(town)
    pages = {}
    for code, name in (("T1-A", "jia"), ("T1-E", "wu")):
        part = b.approval(case, code)
        browser, _actor = post(name, "officer", department=part.department.code)
        pages[code] = browser.get(reverse("approval", args=[part.pk])).content.decode()
        main = pages[code].split("<main")[1].split("</main>")[0]
        pages[code] = main.split('id="clock"')[0]
    theirs = ("买卖合同", "产权信息", "婚姻信息", "13800138000", "1680000.50", "合同.pdf")
    for said in theirs:
        assert said in pages["T1-A"], said
        assert said not in pages["T1-E"], said
    assert "要求“申请书”" in pages["T1-E"]
    assert "申请书" not in pages["T1-A"]
    assert town.seller.name not in pages["T1-E"]
    for page in pages.values():
        assert "唯一住房声明" not in page
        assert "T1-B事项" not in page
        assert "T1-C事项" not in page
        assert town.buyer.id_number not in page


def test_the_basis_is_the_requirement_s_own_or_the_matter_s(town):
    """In memory: rows of a published edition cannot be changed."""
    own, whole = LegalBasis(law="本项法", article="3"), LegalBasis(law="本事项法", article="4")
    cites, silent = Requirement(pk=1), Requirement(pk=2)
    cites._prefetched_objects_cache = {"bases": Rows([RequirementBasis(basis=own)])}
    silent._prefetched_objects_cache = {"bases": Rows([])}
    assert cited(cites, (whole,)) == ("《本项法》第3条",)
    assert cited(silent, (whole,)) == ("《本事项法》第4条",)
    assert cited(silent, ()) == ()


class Rows(list):
    """What a prefetch leaves behind."""

    def all(self):
        return self
