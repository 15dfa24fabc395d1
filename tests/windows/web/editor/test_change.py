"""Taking out, moving, undoing, and two people at once."""

from __future__ import annotations

from django.db import transaction

from services.models import RevisionSave
from services.revisions.actions import submit_revision
from tests.windows.web.editor.conftest import Page

CONTRACT = {
    "material": "t_contract",
    "name": "网签合同",
    "necessity": "required",
    "sources": ["applicant:"],
    "about": ["applicant"],
}


def codes(page):
    return [each.matter.code for each in page.spec.matters]


def keys(page):
    return [each.key for each in page.matter("T1-A").matter.requirements]


def test_move(page):
    page.change("matter", "up", key="T1-B")
    assert codes(page) == ["T1-B", "T1-A", "T1-C", "T1-D", "T1-E"]
    page.change("requirement", "down", matter="T1-A", key="a_home")
    assert keys(page) == ["a_marriage", "a_home", "a_contract"]
    page.change("option", "up", question="who", key="body")
    assert [o.value for o in page.spec.questions[0].options] == ["me", "body", "sealed", "other"]


def test_remove(page):
    response = page.change("requirement", "remove", matter="T1-A", key="a_marriage")
    assert response.status_code == 302
    assert keys(page) == ["a_home", "a_contract"]


def test_remove_by_place(page):
    page.save("sentence", zh="甲")
    page.save("sentence", zh="乙")
    page.change("sentence", "remove", key="0")
    assert page.spec.conditions == (("乙", ""),)


def test_what_is_in_use_is_not_taken_out(page):
    response = page.change("matter", "remove", key="T1-A")
    html = response.content.decode()
    assert response.status_code == 409
    assert "还有地方用着“T1-A事项”" in html
    assert "“T1-D事项”" in html
    assert codes(page)[0] == "T1-A"
    assert page.row.version == 1


def test_undo_goes_back_save_by_save(page):
    first = page.spec
    page.save("sentence", zh="甲")
    second = page.spec
    page.save("sentence", zh="乙")
    assert page.undo().status_code == 302
    assert (page.spec, page.row.version) == (second, 4)
    page.undo()
    assert (page.spec, page.row.version) == (first, 5)
    assert page.undo().status_code == 409
    assert page.row.version == 5


def test_undo_after_an_undo_and_a_new_save(page):
    page.save("sentence", zh="甲")
    page.save("sentence", zh="乙")
    page.undo()
    page.save("sentence", zh="丙")
    page.undo()
    assert page.spec.conditions == (("甲", ""),)
    page.undo()
    assert page.spec.conditions == ()


def test_what_came_from_elsewhere_is_not_undone(page):
    page.save("sentence", zh="甲")
    row = page.row
    row.version += 1  # as an import would save it
    row.save()
    assert page.undo().status_code == 409
    assert page.spec.conditions == (("甲", ""),)


def test_undo_is_offered_only_after_a_save(page):
    assert "撤销上一次保存" not in page.get().content.decode()
    page.save("sentence", zh="甲")
    assert "撤销上一次保存" in page.get().content.decode()


def test_conflict_keeps_what_was_typed_and_says_who(page, reviewer):
    other = Page(reviewer, page.pk)
    other.save("sentence", zh="别人写的")
    response = page.save("requirement", version=1, matter="T1-A", key="a_contract", **CONTRACT)
    html = response.content.decode()
    assert response.status_code == 409
    assert "林审核" in html
    assert 'value="网签合同"' in html
    assert 'name="version" value="2"' in html
    assert page.spec.conditions == (("别人写的", ""),)
    assert page.matter("T1-A").matter.requirements[2].name == "买卖合同"
    page.save("requirement", version=2, matter="T1-A", key="a_contract", **CONTRACT)
    assert page.spec.conditions == (("别人写的", ""),)
    assert page.matter("T1-A").matter.requirements[2].name == "网签合同"


def test_conflict_with_a_row_that_is_gone(page, reviewer):
    Page(reviewer, page.pk).change("requirement", "remove", matter="T1-A", key="a_contract")
    response = page.save("requirement", version=1, matter="T1-A", key="a_contract", **CONTRACT)
    assert response.status_code == 409
    assert 'value="网签合同"' in response.content.decode()
    assert keys(page) == ["a_home", "a_marriage"]


def test_conflict_when_moving(page, reviewer):
    Page(reviewer, page.pk).save("sentence", zh="别人写的")
    response = page.change("matter", "up", version=1, key="T1-B")
    assert response.status_code == 409
    assert codes(page)[0] == "T1-A"


def test_in_review_nothing_is_saved(page, editor):
    page.save("sentence", zh="甲")
    with transaction.atomic():
        submit_revision(page.row, why="补充条件", actor=editor.actor)
    before = page.row.content
    assert page.save("sentence", zh="乙").status_code == 409
    assert page.row.content == before
    html = page.get(edit="sentence").content.decode()
    assert 'id="edit"' not in html
    assert RevisionSave.objects.count() == 1
