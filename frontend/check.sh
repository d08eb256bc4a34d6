#!/bin/sh
# Builds the stylesheet and script anew and compares them with what is committed.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
npm ci --no-audit --no-fund --ignore-scripts >/dev/null 2>&1
OUT="$out" npm run --silent build
for file in app.css govuk.js; do
  cmp "$out/$file" "../src/safeguarding/ui/static/ui/$file" || {
    echo "ui/$file is not what frontend/ builds. Run: cd frontend && npm ci && npm run build" >&2
    exit 1
  }
done
