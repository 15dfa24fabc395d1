"""演练: one case through the real actions and the real worker, with invented people.

Read in this order: `choosing` (which answers), `people` (who), `journey` (what the people do),
`offices` (what the departments do), `run` (all of it), `report` (what came of it); `crowd` does it
for many cases at once and checks what is left in the database.
"""
