"""What a section of a guide is made of. Each block names the template that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from services.catalogue.text import Text
from windows.usual_time.figures import UsualTime
from windows.usual_time.plot import Plot
from windows.web.guide.papers import Paper

NOTHING = Text("")
NOT_PUBLISHED = Text("尚未公布；可拨打 12345 询问", "Not published yet; call 12345 to ask")


@dataclass(frozen=True, slots=True)
class Line:
    text: Text
    is_quiet: bool = False
    template: ClassVar[str] = "guide/line.html"


@dataclass(frozen=True, slots=True)
class Fact:
    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]
    template: ClassVar[str] = "guide/facts.html"


@dataclass(frozen=True, slots=True)
class Points:
    points: tuple[Text, ...]
    template: ClassVar[str] = "guide/points.html"


@dataclass(frozen=True, slots=True)
class Step:
    name: Text
    what: Text


@dataclass(frozen=True, slots=True)
class Steps:
    steps: tuple[Step, ...]
    template: ClassVar[str] = "guide/steps.html"


@dataclass(frozen=True, slots=True)
class Article:
    name: str
    text: str = ""
    """Word for word; "" where the portal has not been given the text."""


@dataclass(frozen=True, slots=True)
class Articles:
    articles: tuple[Article, ...]
    template: ClassVar[str] = "guide/articles.html"


@dataclass(frozen=True, slots=True)
class Papers:
    papers: tuple[Paper, ...]
    template: ClassVar[str] = "guide/papers.html"


@dataclass(frozen=True, slots=True)
class Link:
    label: Text
    href: str
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Links:
    links: tuple[Link, ...]
    template: ClassVar[str] = "guide/links.html"


@dataclass(frozen=True, slots=True)
class Usual:
    usual: UsualTime
    plot: Plot
    template: ClassVar[str] = "guide/usual.html"


@dataclass(frozen=True, slots=True)
class Answered:
    question: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Questions:
    answered: tuple[Answered, ...]
    template: ClassVar[str] = "guide/faq.html"


Block = Line | Facts | Points | Steps | Articles | Papers | Links | Usual | Questions


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    key: str
    title: Text
    blocks: tuple[Block, ...]


def missing() -> tuple[Block, ...]:
    """What nobody has stated is said to be so, never made up."""
    return (Line(NOT_PUBLISHED, is_quiet=True),)


def stated(zh: str, en: str = "") -> tuple[Block, ...]:
    """One sentence of the catalogue; nothing where it says nothing."""
    return (Line(Text(zh, en)),) if zh else ()
