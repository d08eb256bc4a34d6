"""Journeys in a real browser, each a part of the story that one case lives through."""
