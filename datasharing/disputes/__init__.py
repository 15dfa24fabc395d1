"""疑义核对: a person says that what a register holds about them is wrong.

In their case the person's word prevails (浙江“最多跑一次”改革规定 art. 7); the authority that keeps
the register gets a ticket with an owner and a due day, and its answer is told to the person.
"""
