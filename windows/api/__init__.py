"""The doors for programs: the same actions and queries as the pages, told in JSON.

Views find the thing, open the transaction and call one action; shapes say what goes in and out and
hold no rule; `manual` makes the OpenAPI document and shows it.
"""
