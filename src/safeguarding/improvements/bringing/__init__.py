"""Reading a partnership's own list of actions: which column is what, what each row says. No Django here."""

from safeguarding.improvements.bringing.columns import FIELDS, Columns, find_columns
from safeguarding.improvements.bringing.rows import Known, Line, Report, read_lines

__all__ = ["FIELDS", "Columns", "Known", "Line", "Report", "find_columns", "read_lines"]
