"""The refusals around synonyms and the list of misses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, NotFound


class SynonymAlone(BadInput):
    code = "synonym_alone"
    message = _("只有一个说法，没有说它和什么同义。")
    what_to_do = _("请至少写两个说法，或者选它指的是哪件事。")


class SynonymTooLong(BadInput):
    code = "synonym_too_long"
    message = _("一组最多 %(most)s 个说法，每个最多 %(longest)s 个字。")
    what_to_do = _("请分成几组，或者写短一些。")


class SynonymTooCommon(BadInput):
    code = "synonym_too_common"
    message = _("“%(word)s”人人都会写，不能单独作为一个说法。")
    what_to_do = _("请换一个更具体的说法。")


class SynonymExists(AlreadyDone):
    code = "synonym_exists"
    message = _("已经有这一组同义词。")
    what_to_do = _("不用再加，请在列表里查看。")


class SynonymRetired(AlreadyDone):
    code = "synonym_retired"
    message = _("这一组同义词已经停用。")
    what_to_do = _("需要的话，请新加一组。")


class NoSuchSynonym(NotFound):
    code = "no_such_synonym"
    message = _("没有这一组同义词。")
    what_to_do = _("请回到列表再选。")


class NoSuchMiss(NotFound):
    code = "no_such_miss"
    message = _("没有这条搜索记录。")
    what_to_do = _("它可能已经过了保存期，请回到列表。")


class NoSuchEntry(BadInput):
    code = "no_such_search_entry"
    message = _("目录里没有代码为 %(code)s 的一件事或事项。")
    what_to_do = _("请核对代码，例如 P01。")
