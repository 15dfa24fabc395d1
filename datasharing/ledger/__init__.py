"""The record of reads: written once, chained per person, sealed from outside, open to questions.

`writing` appends, `sealing` has batches stamped by a time-stamping authority (RFC 3161), `gate`
stops reading when that has failed for too long, `verification` and the stand-alone `standalone.py`
find what was touched, `questions` lets people ask why.
"""
