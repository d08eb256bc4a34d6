"""The chair's directions and other routes of learning."""
