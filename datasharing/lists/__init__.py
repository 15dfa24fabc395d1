"""三张清单: what each department shares (catalogue), what it needs (demand), who owes what
(duties); and the permissions by which one department reads what another shares on conditions.
"""
