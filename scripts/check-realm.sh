#!/bin/sh
# Checks the realm files before a server sees them: provider ids, aliases, placeholders. One line for each fault, exit 1.
# Usage: scripts/check-realm.sh [directory]                   (default: realm-config)
#        scripts/check-realm.sh --snapshot <server URL>       asks a running server which ids it knows; the administrator
#                                                             comes from KC_BOOTSTRAP_ADMIN_USERNAME and _PASSWORD
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
target=local-stack/target
package=io.github.keycloakporter.localstack.realm

if [ ! -f "$target/run-class-path" ] || [ ! -d "$target/classes/io/github/keycloakporter/localstack/realm" ]; then
  mvn -q -B -pl local-stack -am -DskipTests package
fi
class_path="$target/classes:$(cat "$target/run-class-path")"

if [ "${1:-}" = --snapshot ]; then
  [ $# -eq 2 ] || { echo "Give the server's URL: scripts/check-realm.sh --snapshot http://localhost:8080" >&2; exit 2; }
  exec java -cp "$class_path" "$package.ServerQuestion" "$2" realm-config/known-providers.json
fi
exec java -cp "$class_path" "$package.RealmCheck" "${1:-realm-config}"
