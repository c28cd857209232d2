#!/bin/sh
# Looks whether every relative link and anchor in the Markdown files leads somewhere.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

command -v npm >/dev/null 2>&1 || fail "npm is missing: install Node.js, 20 or newer"

tool=target/markdown
if ! cmp -s .ci/markdown/package-lock.json "$tool/package-lock.json" || [ ! -x "$tool/node_modules/.bin/remark" ]; then
    mkdir -p "$tool"
    cp .ci/markdown/package.json .ci/markdown/package-lock.json "$tool/"
    npm ci --prefix "$tool" --ignore-scripts --no-audit --no-fund --silent
fi

# what git knows or would take, so nothing built or downloaded
git ls-files --cached --others --exclude-standard -z -- '*.md' | xargs -0 "$tool/node_modules/.bin/remark" --no-config --no-stdout --quiet --frail \
    --use "$PWD/$tool/node_modules/remark-validate-links/index.js=repository:false"
