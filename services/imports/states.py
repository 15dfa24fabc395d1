"""Where an import can be, and the moves between. Pure: no database."""

from __future__ import annotations

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves
from services.models import ImportState

_KEEPERS = (Role.EDITOR, Role.ADMIN, Role.SYSTEM)
_REVIEWERS = (Role.EDITOR, Role.ADMIN)

MOVES = Moves(
    (
        Move(
            "finish_reading",
            (ImportState.READING,),
            ImportState.READY,
            _KEEPERS,
            "文件读完，每一行都有了结论",
            "The file is read to its end, and every row has its verdict",
        ),
        Move(
            "submit",
            (ImportState.READY,),
            ImportState.IN_REVIEW,
            _KEEPERS,
            "导入人写明理由，交给另一个人审核",
            "The author says why, and hands it to somebody else for review",
        ),
        Move(
            "send_back",
            (ImportState.IN_REVIEW,),
            ImportState.READY,
            _REVIEWERS,
            "审核人退回",
            "The reviewer sends it back",
        ),
        Move(
            "begin_publishing",
            (ImportState.IN_REVIEW,),
            ImportState.PUBLISHING,
            _REVIEWERS,
            "审核人同意，开始分批发布",
            "The reviewer agrees; publication goes on batch by batch",
        ),
        Move(
            "stop_publishing",
            (ImportState.PUBLISHING,),
            ImportState.READY,
            _KEEPERS,
            "不能继续发布，退回并说明原因；已经发布的仍然有效",
            "It cannot go on and comes back with the reason; what was published stays in force",
        ),
        Move(
            "finish_publishing",
            (ImportState.PUBLISHING,),
            ImportState.PUBLISHED,
            (),
            "最后一批发布完成",
            "The last batch is published",
        ),
        Move(
            "withdraw",
            (
                ImportState.READING,
                ImportState.READY,
                ImportState.IN_REVIEW,
                ImportState.PUBLISHING,
            ),
            ImportState.WITHDRAWN,
            _KEEPERS,
            "导入人撤回，其余的不再发布；已经发布的仍然有效",
            "The author withdraws it: no more of it is published, and what was stays in force",
        ),
    )
)
