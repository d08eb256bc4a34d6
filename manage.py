#!/usr/bin/env python
"""Django's own commands, for those who know them; `./safeguarding` is the product's command."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
