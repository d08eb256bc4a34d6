"""The merged chronology: what agencies' papers say, each event with its date as written and as read.

The core is pure: it knows no framework, no database and no clock. The conventions are those of
docs/guide/dates.md.
"""
