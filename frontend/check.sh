#!/bin/sh
# Builds the stylesheet and scripts anew, from the locked packages, and compares them with what is committed.
set -eu
cd "$(dirname "$0")"
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
cp -r package.json package-lock.json build.sh app.scss parts "$new"
(cd "$new" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error && sh build.sh "$new/out")
for file in app.css govuk.js images/icon-document.svg; do
  cmp "$new/out/$file" "../src/safeguarding/ui/static/ui/$file" || {
    echo "ui/$file is not what frontend/ builds. Run: cd frontend && npm ci && npm run build" >&2
    exit 1
  }
done
echo "The committed stylesheet and scripts are what frontend/ builds."
