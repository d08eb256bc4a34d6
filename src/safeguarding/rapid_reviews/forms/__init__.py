"""The forms of a review's pages."""
