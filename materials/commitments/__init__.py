"""Written promises in place of proofs (告知承诺)."""
