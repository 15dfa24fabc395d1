from __future__ import annotations

from services.catalogue.spec import Condition, FieldSpec
from services.catalogue.text import Text
from tests.windows.planning.build import matter, planned
from windows.planning import Known


def test_each_element_is_asked_once_for_all():
    address = FieldSpec("address", "地址", "Address", required=False, prefill=("DS13.address",))
    stricter = FieldSpec("address", "房屋地址", prefill=("DS01.home",), hint="写到门牌号")
    phone = FieldSpec("phone", "电话", prefill=("applicant.phone",))

    plan = planned(
        matter("A", fields=(address,)),
        matter("B", fields=(stricter, phone)),
        known=Known(connected=frozenset({"DS01"}), names={"DS01": Text("人口库", "Population")}),
    )

    first, second = plan.fields
    assert (first.element, first.required, first.asked_by) == ("address", True, ("A", "B"))
    assert first.label == Text("地址", "Address")
    assert first.hint == Text("写到门牌号", "写到门牌号")
    assert first.prefill == ("DS01.home",)
    assert first.reason.zh == "“事项A”、“事项B”要用，由“人口库”自动填好，请您核对"
    assert second.prefill == ("applicant.phone",)
    assert second.reason.zh == "“事项B”要用，按已登记的信息填好，请您核对"
    assert plan.resources == ("DS01",)


def test_a_field_asked_only_under_a_condition():
    gas = FieldSpec("gas", "燃气户号", condition=Condition(((("q", ("gas",)),),)))

    assert planned(matter("A", fields=(gas,)), answers={"q": ("water",)}).fields == ()
    assert len(planned(matter("A", fields=(gas,)), answers={"q": ("gas",)}).fields) == 1
