"""The register of kinds of entries: each says its sentence in both languages.

A package registers its verbs in `verbs.py`, imported from its `AppConfig.ready()`. An entry whose
verb nobody registered is refused: what cannot be told to the person is not recorded either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Verb:
    """`sentence` may name `{actor}` and the entry's data; `private` data never appears in it."""

    name: str
    sentence: str
    sentence_en: str
    private: tuple[str, ...] = ()


class UnknownVerb(LookupError):
    """A programming fault: the verb was never registered."""


_verbs: dict[str, Verb] = {}


def register_verb(
    name: str, *, sentence: str, sentence_en: str, private: tuple[str, ...] = ()
) -> Verb:
    """Make `name` known. `private` are the data fields that hold personal data.

    Raises ValueError when the verb is registered twice with different words, lacks one of its
    sentences, or would say private data aloud.
    """
    verb = Verb(name, sentence, sentence_en, tuple(private))
    if not sentence or not sentence_en:
        raise ValueError(f"Verb {name!r} needs a sentence in both languages.")
    told = (_places(sentence) | _places(sentence_en)) & set(private)
    if told:
        raise ValueError(f"The sentence of {name!r} tells private data: {', '.join(sorted(told))}.")
    if _verbs.setdefault(name, verb) != verb:
        raise ValueError(f"Verb {name!r} is registered twice.")
    return verb


def verb_of(name: str) -> Verb:
    try:
        return _verbs[name]
    except KeyError:
        raise UnknownVerb(f"Register the verb {name!r} with register_verb() first.") from None


def registered_verbs() -> Mapping[str, Verb]:
    return dict(_verbs)


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
