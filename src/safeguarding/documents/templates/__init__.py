"""The Word templates, and the script that makes them: `python -m
safeguarding.documents.templates.make_templates`.
"""
