"""What lists can be narrowed by. A filter only narrows: what may be seen is said before."""

from __future__ import annotations

from typing import Any

from django.db.models import Case as Choose
from django.db.models import IntegerField, QuerySet, Value, When
from django_filters import rest_framework as filters

from services.models import Audience, LifeEventEdition
from services.search import LONGEST_QUERY, search
from windows.approvals.models import Approval
from windows.approvals.states import DECIDED, IN_INBOX, ApprovalState
from windows.cases.models import Case
from windows.cases.states import OPEN, CaseState, Channel

IN_OFFICE = [state for state in ApprovalState.choices if state[0] in (*IN_INBOX, *DECIDED)]


class ThingFilter(filters.FilterSet):
    audience = filters.ChoiceFilter(choices=Audience.choices)
    theme = filters.CharFilter(help_text="Exact theme, as the list gives it in Chinese.")
    q = filters.CharFilter(
        method="by_words",
        max_length=LONGEST_QUERY,
        help_text="In a citizen's words, pinyin or first letters; the best 20, best first.",
    )

    class Meta:
        model = LifeEventEdition
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[LifeEventEdition], name: str, value: str
    ) -> QuerySet[LifeEventEdition]:
        found = [hit.edition.pk for hit in search(value)]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(found)]
        if not places:
            return rows.none()
        best_first: Any = Choose(*places, default=Value(0), output_field=IntegerField())
        return rows.filter(pk__in=found).annotate(place=best_first)


class CaseFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=CaseState.choices)
    thing = filters.CharFilter(field_name="life_event_edition__life_event__code")
    channel = filters.ChoiceFilter(choices=Channel.choices)

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()


class DeskFilter(CaseFilter):
    """Without `state`: the cases to be accepted."""

    state = filters.MultipleChoiceFilter(
        choices=[state for state in CaseState.choices if state[0] in (*OPEN, CaseState.DRAFT)]
    )

    class Meta(CaseFilter.Meta):
        pass


class ApprovalFilter(filters.FilterSet):
    """Without `state`: what is still to be decided."""

    state = filters.MultipleChoiceFilter(choices=IN_OFFICE)
    thing = filters.CharFilter(field_name="case__life_event_edition__life_event__code")
    matter = filters.CharFilter(field_name="matter_edition__matter__code")
    case = filters.CharFilter(field_name="case__number")
    due_before = filters.DateFilter(field_name="due_on", lookup_expr="lt")

    class Meta:
        model = Approval
        fields: tuple[str, ...] = ()
