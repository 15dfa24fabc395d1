"""Faults of form use the words of the forms, which are above them: both must say the same."""

from __future__ import annotations

import pytest

from services.revisions import labels
from windows.web.editor.forms.event import EventForm, OptionForm, QuestionForm
from windows.web.editor.forms.guide import GuideForm
from windows.web.editor.forms.matters import MatterForm
from windows.web.editor.forms.parts import BasisForm, FieldForm
from windows.web.editor.forms.requirements import RequirementForm

FORMS = [
    (EventForm, labels.EVENT),
    (MatterForm, labels.MATTER),
    (QuestionForm, labels.QUESTION),
    (OptionForm, labels.OPTION),
    (BasisForm, labels.BASIS),
    (RequirementForm, labels.REQUIREMENT),
    (FieldForm, labels.FIELD),
    (GuideForm, labels.GUIDE),
]


@pytest.mark.parametrize(("form", "called"), FORMS)
def test_a_column_is_called_what_its_field_is_called(form, called):
    shared = form.base_fields.keys() & called.keys()
    assert len(shared) >= 2
    for name in shared:
        assert str(form.base_fields[name].label) == called[name].zh
