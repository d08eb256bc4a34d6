"""Settings, urls, wiring between rooms, the `safeguarding` command and the made-up demo partnerships."""
