"""E-mail: queued with the act that causes it, sent by the worker, its delivery recorded.

Knows nothing of cases.
"""
