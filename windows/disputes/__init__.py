"""疑义 in a case: the person says that a registered value is wrong, and theirs prevails.

浙江“最多跑一次”改革规定 art. 7. The ticket of the authority that keeps the register is in
`datasharing.disputes`; here is what it means for the case: form, material, notices.
"""
