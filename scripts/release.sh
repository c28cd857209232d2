#!/bin/sh
# Makes the files of a release in target/release/<version>, and uploads nothing:
#   porter-<version>.jar, porter-<version>.cdx.json   for the release's page
#   central-bundle.zip                                porter-spi for Maven Central's publisher portal
#   SHA256SUMS                                        of all of them
# The version must be that of pom.xml and the newest of CHANGELOG.md. Everything is built twice, in two folders, from the
# last commit; a release whose two builds differ is refused.
# Usage: scripts/release.sh [--sign KEY] VERSION
#   --sign KEY   signs each file with this key of GnuPG; Maven Central takes signed files only
# Needs a JDK (17 or newer), Maven, Git and zip; GnuPG for signatures.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

usage() {
    sed -n '2,/^set /s/^# \{0,1\}//p' scripts/release.sh
}

key=
version=
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h)
            usage
            exit 0
            ;;
        --sign)
            [ $# -ge 2 ] || fail "--sign needs the id of a key, see gpg --list-secret-keys"
            key=$2
            shift
            ;;
        -*) fail "unknown option $1: see scripts/release.sh --help" ;;
        *)
            [ -z "$version" ] || fail "one version only, not $version and $1"
            version=$1
            ;;
    esac
    shift
done
[ -n "$version" ] || fail "which version? See scripts/release.sh --help"
echo "$version" | grep -Eq '^[0-9]+\.[0-9]+\.[0-9]+(-(alpha|beta|rc)\.[0-9]+)?$' ||
    fail "'$version' is no version for a release: use MAJOR.MINOR.PATCH, with -rc.1 behind it for a candidate"

require_jdk
require_maven
for program in git zip sha256sum; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is missing: install it (Debian: apt-get install git zip coreutils)"
done
if [ -n "$key" ]; then
    command -v gpg >/dev/null 2>&1 || fail "gpg is missing: install it (Debian: apt-get install gnupg)"
    gpg --list-secret-keys "$key" >/dev/null 2>&1 || fail "gpg has no secret key '$key'"
fi

[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed: a release is made from a commit"
in_pom=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
[ "$in_pom" = "$version" ] ||
    fail "pom.xml says $in_pom: run 'mvn versions:set -DgenerateBackupPoms=false -DnewVersion=$version' and commit"
newest=$(sed -n 's/^## \[\([0-9].*\)\] - [0-9]\{4\}-[0-9][0-9]-[0-9][0-9]$/\1/p' CHANGELOG.md | head -n 1)
[ "$newest" = "$version" ] ||
    fail "the newest version in CHANGELOG.md is '$newest': give the changes a heading '## [$version] - $(date +%Y-%m-%d)'"

root=$PWD
work=$root/target/release
out=$work/$version
rm -rf "$work"
mkdir -p "$out"

# build <name>: builds the last commit in target/release/<name>
build() {
    git clone -q "$root" "$work/$1"
    (
        cd "$work/$1"
        mvn -q -B -Prelease -DskipTests -pl .,providers/spi,providers/bundle -am deploy \
            "-DaltDeploymentRepository=release::file:$work/$1/repository"
    )
    find "$work/$1/repository" -name 'maven-metadata*' -delete
}

echo "Building $version twice"
build first
build second

# files <build>: what is released, with its checksum
files() {
    (
        cd "$work/$1"
        find repository -type f -name "*$version*" ! -name '*.md5' ! -name '*.sha1' -exec sha256sum {} +
        sha256sum "providers/bundle/target/porter-$version.jar" providers/bundle/target/porter.cdx.json
    ) | sort -k 2
}
files first >"$work/first.sums"
files second >"$work/second.sums"
diff "$work/first.sums" "$work/second.sums" >&2 || fail "the two builds differ in these files"

cp "$work/first/providers/bundle/target/porter-$version.jar" "$out/"
cp "$work/first/providers/bundle/target/porter.cdx.json" "$out/porter-$version.cdx.json"

sign() {
    [ -z "$key" ] || gpg --batch --yes --local-user "$key" --armor --detach-sign "$1"
}
find "$work/first/repository" -type f ! -name '*.md5' ! -name '*.sha1' >"$work/published"
while read -r file; do
    sign "$file"
done <"$work/published"
(cd "$work/first/repository" && zip -q -X -r "$out/central-bundle.zip" .)
for file in "$out"/porter-*; do
    sign "$file"
done
(cd "$out" && sha256sum -- * >"$work/SHA256SUMS")
mv "$work/SHA256SUMS" "$out/"
sign "$out/SHA256SUMS"

echo "$out:"
ls "$out"
[ -n "$key" ] || echo "Nothing is signed: Maven Central refuses the bundle without --sign"
