"""Meetings of any kind: attendance, capacity, quorum, interests declared, decisions."""
