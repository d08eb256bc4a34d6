"""Findings, recommendations and actions, from the first safety step to proof of difference made."""
