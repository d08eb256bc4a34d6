"""Asking agencies what they know, and their returns."""
