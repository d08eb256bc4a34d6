#!/bin/sh
# Builds what the pages need into the folder given, from the packages in node_modules.
set -eu
cd "$(dirname "$0")"
to=${1:-../src/safeguarding/ui/static/ui}
moj=node_modules/@ministryofjustice/frontend/moj
mkdir -p "$to/images"
node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
  --load-path=node_modules --load-path=. app.scss "$to/app.css"
cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js "$to/govuk.js"
cp "$moj/assets/images/icon-document.svg" "$to/images/icon-document.svg"
