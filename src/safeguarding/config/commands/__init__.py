"""Safeguarding Practice Reviews: from a serious incident to proof that practice changed."""
