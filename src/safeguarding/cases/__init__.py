"""A case.

Its children, incident, referral, facts, deadlines, the threshold, the notification, and who may see it.
"""
