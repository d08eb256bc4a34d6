"""Keeping files, making papers, and changing the templates that papers are made from."""

from safeguarding.documents.actions.papers import accept, draft, keep_made, keep_upload, publish_now, seal

__all__ = ["accept", "draft", "keep_made", "keep_upload", "publish_now", "seal"]
