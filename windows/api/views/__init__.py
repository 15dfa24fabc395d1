"""One view an address: find the thing in the caller's scope, do one act, tell it in its shape."""
