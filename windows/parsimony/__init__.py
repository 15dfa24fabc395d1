"""Which fields the forms ask for nothing, or ask although somebody knows the answer already."""
