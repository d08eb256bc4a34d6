"""What stands in a draft of the report, and how two versions of it differ."""
