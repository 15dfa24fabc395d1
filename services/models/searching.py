"""What search reads: one entry a thing, the words in use, what means the same, the misses."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from services.models.places import Region

LONGEST_WORD = 40
LONGEST_QUERY = 80


class EntryKind(models.TextChoices):
    LIFE_EVENT = "life_event", _("一件事")
    MATTER = "matter", _("单个事项")


class SearchEntry(models.Model):
    """One published life event or standard matter, as it can be found. Written at publication.

    `terms` holds every word, pair of characters and (marked `^`) first letters of the names, and
    (marked `^=`) what a list is narrowed by; the index stands on the vector made of it.
    """

    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    code = models.CharField(max_length=64)
    edition = models.BigIntegerField()
    """Key of the edition it was read from, in the table of its kind."""
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    summary_en = models.CharField(max_length=800, blank=True)
    keywords = ArrayField(models.TextField(), default=list)
    parts = ArrayField(models.TextField(), default=list)
    """Names of the matters that a life event brings together."""
    more = models.TextField(blank=True)
    """What else it says of itself: its questions, its theme."""
    department = models.CharField(max_length=100, blank=True)
    department_en = models.CharField(max_length=150, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    theme_en = models.CharField(max_length=100, blank=True)
    audiences = ArrayField(models.CharField(max_length=12), default=list)
    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    terms = ArrayField(models.TextField(), default=list)
    initials = models.TextField(blank=True)
    popularity = models.PositiveIntegerField(default=0)
    """How often it was followed from the results; decides between equals."""
    search_vector = models.GeneratedField(
        expression=Func(F("terms"), function="array_to_tsvector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("检索条目")
        verbose_name_plural = _("检索条目")
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="search_entry_once"),
        ]
        # Without a list of pending rows: publications are rare, and each search would read it.
        indexes = [GinIndex(fields=["search_vector"], fastupdate=False, name="search_entry_words")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SearchTerm(models.Model):
    """A term in use and in how many entries: says which words are rare enough to look up."""

    term = models.TextField(primary_key=True)
    entries = models.PositiveIntegerField()
    is_word = models.BooleanField(default=False)
    """A word or phrase of a name, which a typing error may have meant."""
    sound = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    class Meta:
        verbose_name = _("检索用词")
        verbose_name_plural = _("检索用词")

    def __str__(self) -> str:
        return f"{self.term} {self.entries}"


class SearchEdition(models.Model):
    """One row: changes whenever entries or synonyms do, so that every process reads them anew."""

    mark = models.UUIDField()
    entries = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("检索版本")
        verbose_name_plural = _("检索版本")

    def __str__(self) -> str:
        return str(self.mark)


class Synonym(models.Model):
    """Words that mean one another; with a code, words that mean this life event or matter."""

    words = ArrayField(models.CharField(max_length=LONGEST_WORD), verbose_name=_("说法"))
    code = models.CharField(_("指向的代码"), max_length=64, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    key = models.SlugField(_("随目录提供的编号"), max_length=40, blank=True, db_index=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_by_name = models.CharField(_("最近修改人"), max_length=100)
    changed_at = models.DateTimeField(_("最近修改"))
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("同义词")
        verbose_name_plural = _("同义词")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="synonym_shipped_once"
            ),
            models.CheckConstraint(
                name="synonym_says_something",
                condition=Q(words__len__gte=2) | (Q(words__len=1) & ~Q(code="")),
            ),
        ]

    def __str__(self) -> str:
        return " = ".join([*self.words, *([self.code] if self.code else [])])


class MissKind(models.TextChoices):
    NOTHING_FOUND = "nothing_found", _("什么也没找到")
    NOT_FOLLOWED = "not_followed", _("找到了但没有点开")


class SearchMiss(models.Model):
    """What was searched in vain, counted by its words. Who searched is kept nowhere.

    With results, every search counts in `times` and those whose result was opened in `followed`.
    """

    kind = models.CharField(_("类别"), max_length=14, choices=MissKind.choices)
    query = models.CharField(_("搜索词"), max_length=LONGEST_QUERY)
    times = models.PositiveIntegerField(_("次数"), default=1)
    followed = models.PositiveIntegerField(_("点开次数"), default=0)
    visitors = ArrayField(models.CharField(max_length=4), default=list, editable=False)
    """Marks by which a few visitors are told apart; none leads back to anybody."""
    last_at = models.DateTimeField(_("最近一次"))
    resolved_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    resolved_by_name = models.CharField(_("处理人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("没找到的搜索")
        verbose_name_plural = _("没找到的搜索")
        ordering = ["-times", "query"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "query"], name="search_miss_once"),
        ]
        indexes = [models.Index(fields=["last_at"], name="search_miss_last")]

    def __str__(self) -> str:
        return self.query
