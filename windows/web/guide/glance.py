"""Each matter of a thing at a glance: who decides it, in how many days, what is handed in."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.spec import IncludedMatter, MatterSpec
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both, quoted
from windows.web.guide import shared
from windows.web.guide.blocks import Fact
from windows.web.guide.conditions import in_words
from windows.web.guide.ground import Ground
from windows.web.guide.papers import Paper, Wanted, paper
from windows.web.guide.thing_page import ThingPage

MOST_NAMED = 2
"""So many papers are named on the line; more are counted, and named when it is opened."""
NOTHING = Text("不用交材料", "nothing to hand in")
EACH_MAY_SPARE = Text("一般不用交材料", "usually nothing to hand in")


@dataclass(frozen=True, slots=True)
class Glance:
    """`brings` and the figures stand on the line; `facts` and `papers` behind it."""

    code: str
    name: Text
    department: Text
    days: Text
    brings: Text
    facts: tuple[Fact, ...]
    papers: tuple[Paper, ...]


def glances(page: ThingPage) -> tuple[Glance, ...]:
    """In the order of the catalogue, which is that of the plan."""
    waits = dict(page.span.waits) if page.span else {}
    return tuple(
        _glance(included, page.ground, waits.get(included.matter.code, ()))
        for included in page.spec.matters
    )


def glance_of(matter: MatterSpec, ground: Ground) -> Glance:
    """The same of one matter by itself, for its own guide."""
    return _glance(IncludedMatter(matter), ground, ())


def _glance(included: IncludedMatter, ground: Ground, earlier: tuple[str, ...]) -> Glance:
    matter = included.matter
    papers = tuple(
        paper([Wanted(each, (each.condition,), matter.code)], ground, is_of_event=False)
        for each in matter.requirements
    )
    rows = []
    if only := in_words([included.condition], ground.options):
        rows.append(Fact(Text("什么情况下办", "Only if"), only))
    if earlier:
        named = quoted(ground.matters[code] for code in earlier)
        rows.append(
            Fact(
                Text("什么时候开始", "Starts"),
                Text(f"等{named.zh}办好后", f"after {named.en}"),
            )
        )
    if lawful := shared.by_law(matter):
        rows.append(Fact(Text("法定期限", "Limit by law"), lawful))
    rows += shared.fee_rows(matter)
    if matter.outputs:
        results = say.joined((shared.output_line(each) for each in matter.outputs), "、", ", ")
        rows.append(Fact(Text("办好后给您", "You get"), results))
    return Glance(
        code=matter.code,
        name=both(matter.name, matter.name_en),
        department=ground.called(matter.department),
        days=shared.limit(matter),
        brings=brings(papers),
        facts=tuple(rows),
        papers=papers,
    )


def brings(papers: tuple[Paper, ...]) -> Text:
    """What a person hands in, by name; what registers, other departments or a promise replace is
    not among it.
    """
    own = list(dict.fromkeys(each.name for each in papers if each.is_provided))
    if not own:
        return EACH_MAY_SPARE if papers else NOTHING
    named = say.joined(own[:MOST_NAMED], "、", ", ")
    if len(own) > MOST_NAMED:
        return Text(
            f"要交{named.zh}等 {len(own)} 份",
            f"hand in {say.plural(len(own), 'document')}, among them {named.en}",
        )
    return Text(f"要交{named.zh}", f"hand in: {named.en}")
