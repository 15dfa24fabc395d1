"""JSON over HTTP: the exchange platform's plain form and the sandbox registry's, or any other that
a mapping describes.

Plain: `POST <address>/<code>` with `{"keys", "fields", "case", "purpose", "asker"}`; the reply is
`{"found", "about", "records"}` (see `datasharing.answers`). Always POST: identity numbers do not
belong into addresses, which every log on the way keeps.
"""

from __future__ import annotations

import json
from typing import Any

from datasharing.connectors.base import Question, Reply
from datasharing.connectors.http import post
from datasharing.connectors.nonsense import Unclear, refusing_nonsense
from datasharing.connectors.translating import asked, understood


class HttpJson:
    def ask(self, question: Question) -> Reply:
        body = json.dumps(asked(question), ensure_ascii=False).encode()
        url = f"{question.address.rstrip('/')}/{question.resource}"
        got = post(url, body, question, {"Content-Type": "application/json"})
        with refusing_nonsense():
            tree = json.loads(got.body)
            reply = _plain(tree) if question.translation.is_plain else understood(tree, question)
        return got.dated(reply)

    def withdraw(self, question: Question) -> None:
        return


def _plain(got: Any) -> Reply:
    found, about, records = got["found"], got.get("about", {}), got.get("records", [])
    if not (
        isinstance(found, bool)
        and isinstance(about, dict)
        and isinstance(records, list)
        and all(isinstance(record, dict) for record in records)
    ):
        raise Unclear("found, about and records are not what they should be")
    if found and not records:
        raise Unclear("found, but without a record")
    return Reply(
        found=found,
        about={str(name): str(value) for name, value in about.items()},
        records=tuple(records) if found else (),
    )
