#!/bin/sh
# Renders the Kubernetes manifests with kubectl and compares every field with the schemas; needs no cluster.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

command -v kubectl >/dev/null 2>&1 ||
    fail "kubectl is missing: install Kubernetes' command-line client, 1.27 or newer"
require_jdk
require_maven
exec mvn -q -B -pl docker/kubernetes test
