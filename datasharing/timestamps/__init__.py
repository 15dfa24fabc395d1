"""Time stamps after RFC 3161: asking an authority, judging its answer, and an authority for trial.

`client` asks, `judging` believes an answer only after its signature and its certificates hold,
`authority` is our own for trial and tests.
"""
