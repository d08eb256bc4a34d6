"""The rapid review: aims, criteria, quality checks, report, sign-off and the Panel."""
