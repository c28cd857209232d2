#!/bin/sh
# Builds stand-ins for the images that docker/compose*.yaml name, from Debian packages and Maven artifacts, under the upstream names:
# for tests on a machine that reaches no image registry. They carry the label porter.standin; never push them.
# An image that is there already is left alone. Needs a running Docker engine, Debian, root and the Keycloak distribution in ~/.m2.
# Usage: scripts/docker-standins.sh             builds what is missing
#        scripts/docker-standins.sh --tools     only installs Compose and Buildx, where they are missing
#        scripts/docker-standins.sh --remove    removes all stand-ins
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

suite=trixie
plugins=/usr/local/lib/docker/cli-plugins
context=target/standins

image_of() {
    sed -n "s/^ *image: \${$1:-\(.*\)}\$/\1/p" docker/compose.production.yaml | head -n 1
}

mirror() {
    # shellcheck disable=SC2016 # apt's own placeholder
    apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' | head -n 1
}

present() {
    docker image inspect "$1" >/dev/null 2>&1
}

# Compose and Buildx are static programs in a newer Debian's packages: taken out, not installed
tools() {
    if docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1; then
        return
    fi
    [ "$(id -u)" -eq 0 ] || fail "Docker's plugins compose and buildx are missing: install them"
    work=$(mktemp -d)
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/preferences"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) forky main" >"$work/sources.list"
    cat >"$work/apt.conf" <<APT
Dir::Etc::sourcelist "$work/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::State::lists "$work/lists";
Dir::State::status "/dev/null"; Dir::Cache "$work/cache"; Dir::Etc::preferencesparts "$work/preferences"; APT::Sandbox::User "root";
APT
    (
        cd "$work"
        export APT_CONFIG="$work/apt.conf"
        apt-get update -qq
        apt-get download -qq docker-compose docker-buildx
        for package in ./*.deb; do dpkg-deb -x "$package" x; done
        mkdir -p "$plugins"
        cp x/usr/libexec/docker/cli-plugins/* "$plugins"
    )
    rm -rf "$work"
}

case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/docker-standins.sh
        exit 0
        ;;
    --tools)
        tools
        exit 0
        ;;
    --remove)
        docker image ls -q --filter label=porter.standin | sort -u | xargs -r docker image rm -f
        exit 0
        ;;
esac

docker info >/dev/null 2>&1 || fail "no Docker engine answers: start one"
tools

if ! present debian:trixie-slim; then
    command -v mmdebstrap >/dev/null 2>&1 || apt-get install -y -qq mmdebstrap >/dev/null
    work=$(mktemp -d)
    # openjdk's packages want the folder of the manual pages
    # shellcheck disable=SC2016 # mmdebstrap's own variable
    mmdebstrap --quiet --variant=minbase --include=ca-certificates --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --customize-hook='mkdir -p "$1/usr/share/man/man1" "$1/usr/share/man/man7" && rm -rf "$1"/var/lib/apt/lists/*' \
        "$suite" "$work/base.tar" "$(mirror)"
    docker import -c 'CMD ["bash"]' -c 'LABEL porter.standin="offline stand-in"' "$work/base.tar" debian:trixie-slim >/dev/null
    rm -rf "$work"
fi

version=$(sed -n 's|.*<keycloak.server.version>\(.*\)</.*|\1|p' pom.xml)
keycloak=quay.io/keycloak/keycloak:$version
rm -rf "$context"
mkdir -p "$context/keycloak"
cp docker/standins/postgres-entrypoint.sh "$context/"
if ! present "$keycloak"; then
    zip=$HOME/.m2/repository/org/keycloak/keycloak-quarkus-dist/$version/keycloak-quarkus-dist-$version.zip
    [ -f "$zip" ] || mvn -q -B dependency:get -Dtransitive=false "-Dartifact=org.keycloak:keycloak-quarkus-dist:$version:zip" >&2
    (cd "$context" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$zip" && rm -rf keycloak && mv "keycloak-$version" keycloak && chmod +x keycloak/bin/*.sh)
fi

# build <target> <image>
build() {
    [ -n "$2" ] || fail "docker/compose.production.yaml names no image for $1"
    present "$2" && return
    echo "stand-in $2"
    DOCKER_BUILDKIT=1 docker build --quiet -f docker/standins/Dockerfile --target "$1" -t "$2" "$context" >/dev/null
}

build keycloak "$keycloak"
build redis "$(image_of REDIS_IMAGE)"
build postgres "$(image_of POSTGRES_IMAGE)"
build nginx "$(image_of NGINX_IMAGE)"
build prometheus "$(image_of PROMETHEUS_IMAGE)"
build alertmanager "$(image_of ALERTMANAGER_IMAGE)"
build redis-exporter "$(image_of REDIS_EXPORTER_IMAGE)"
build postgres-exporter "$(image_of POSTGRES_EXPORTER_IMAGE)"
build blackbox-exporter "$(image_of BLACKBOX_EXPORTER_IMAGE)"
rm -rf "$context"
