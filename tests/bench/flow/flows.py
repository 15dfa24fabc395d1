"""The five-way join as its users would write it, with the lock that its manual calls safe."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, lock


def _do(activation, rows=None):
    """The decision's own rows, in the transaction and under the lock of the task."""
    if rows is not None:
        rows()
    return activation.process


class FiveParts(flow.Flow):
    lock_impl = lock.SelectForUpdateLock(nowait=False)

    start = flow.StartHandle().Next(this.split)
    split = (
        flow.Split()
        .Next(this.decide_1)
        .Next(this.decide_2)
        .Next(this.decide_3)
        .Next(this.decide_4)
        .Next(this.decide_5)
    )
    decide_1 = flow.Handle(_do).Next(this.join)
    decide_2 = flow.Handle(_do).Next(this.join)
    decide_3 = flow.Handle(_do).Next(this.join)
    decide_4 = flow.Handle(_do).Next(this.join)
    decide_5 = flow.Handle(_do).Next(this.join)
    join = flow.Join().Next(this.end)
    end = flow.End()
