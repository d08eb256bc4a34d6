"""Partnerships, agencies, people and the seats in which they act; signing in."""
