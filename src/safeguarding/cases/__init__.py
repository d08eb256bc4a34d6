"""A case: its children, incident, referral, facts, deadlines, the threshold, the notification, and who may see it."""
