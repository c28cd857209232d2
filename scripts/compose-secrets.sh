#!/bin/sh
# Makes the secrets of docker/compose.production.yaml: random passwords, an internal certificate authority, certificates for Redis,
# PostgreSQL, Keycloak's nodes and, for a try-out, the proxy. What is there already stays.
# Usage: scripts/compose-secrets.sh [host name]            the name in the proxy's certificate (default: localhost)
#        scripts/compose-secrets.sh --renew                makes the internal certificates again; the authority stays
# Variables: PORTER_SECRETS_DIR  where to, an absolute path (default: docker/secrets); compose.production.yaml reads it too
# Files are readable for all, because each container reads them as a user of its own; the folder is open to its owner only.
set -eu

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

dir=${PORTER_SECRETS_DIR:-docker/secrets}
case $dir in
    /* | docker/secrets) ;;
    *) fail "PORTER_SECRETS_DIR must be an absolute path, not '$dir'" ;;
esac
host=localhost
renew=no
case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/compose-secrets.sh
        exit 0
        ;;
    --renew) renew=yes ;;
    -*) fail "unknown option $1: scripts/compose-secrets.sh --help" ;;
    ?*) host=$1 ;;
esac
case $host in
    *[!A-Za-z0-9.-]*) fail "'$host' is no host name: give one such as login.example.com" ;;
esac
command -v openssl >/dev/null 2>&1 || fail "openssl is missing: install it (Debian: apt-get install openssl)"

umask 077
mkdir -p "$dir/authority"
chmod 700 "$dir" "$dir/authority"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# put <file>: from the standard input. What is there is written in place: a container has the file mounted, not its name
put() {
    cat >"$dir/.new"
    if [ -e "$dir/$1" ]; then
        chmod 644 "$dir/$1"
        cat "$dir/.new" >"$dir/$1"
        chmod 444 "$dir/$1"
        rm -f "$dir/.new"
    else
        chmod 444 "$dir/.new"
        mv "$dir/.new" "$dir/$1"
    fi
}

password() {
    [ -e "$dir/$1" ] || openssl rand -hex 24 | tr -d '\n' | put "$1"
}

# what only the operator can know; an empty file is an option that is not set
given() {
    [ -e "$dir/$1" ] || put "$1" </dev/null
}

authority() {
    [ -e "$dir/authority/ca.key" ] && return
    openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj "/CN=Porter internal authority" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout "$dir/authority/ca.key" -out "$work/ca.crt" 2>/dev/null
    put internal-ca.crt <"$work/ca.crt"
}

# certificate <name> <days> <usage> <alternative names>
certificate() {
    openssl req -newkey rsa:2048 -nodes -sha256 -subj "/CN=$1" -keyout "$work/$1.key" -out "$work/$1.csr" 2>/dev/null
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=%s\nsubjectAltName=%s\n' \
        "$3" "$4" >"$work/extensions"
    openssl x509 -req -sha256 -days "$2" -in "$work/$1.csr" -CA "$dir/internal-ca.crt" -CAkey "$dir/authority/ca.key" \
        -set_serial "0x$(openssl rand -hex 16)" -extfile "$work/extensions" -out "$work/$1.crt" 2>/dev/null
    put "$1.crt" <"$work/$1.crt"
    put "$1.key" <"$work/$1.key"
}

internal() {
    [ "$renew" = yes ] || [ ! -e "$dir/$1.crt" ]
}

for user in admin porter replica sentinel exporter backup; do
    password "redis-$user-password"
done
for name in postgres-password postgres-exporter-password postgres-backup-password keycloak-db-password keycloak-admin-password \
    grafana-admin-password; do
    password "$name"
done
for name in smtp-password sendgrid-api-key alertmanager_smtp_password alertmanager_on_call_token alertmanager_heartbeat_token; do
    given "$name"
done

{
    printf '{'
    comma=
    for server in redis-1 redis-2 redis-3 redis-single; do
        for user in '' exporter@; do
            printf '%s"rediss://%s%s:6379":"%s"' "$comma" "$user" "$server" "$(cat "$dir/redis-exporter-password")"
            comma=,
        done
    done
    printf '}\n'
} | put redis-exporter-passwords.json

authority
both=serverAuth,clientAuth
! internal redis || certificate redis 825 "$both" \
    DNS:redis-1,DNS:redis-2,DNS:redis-3,DNS:redis-single,DNS:sentinel-1,DNS:sentinel-2,DNS:sentinel-3,DNS:localhost
! internal postgres || certificate postgres 825 serverAuth DNS:postgres,DNS:localhost
! internal keycloak-client || certificate keycloak-client 825 clientAuth DNS:keycloak
# never renewed here: it is the certificate that users see, and a real one comes from a public authority
if [ ! -e "$dir/proxy.crt" ]; then
    certificate proxy 90 serverAuth "DNS:$host,DNS:localhost,DNS:proxy"
    echo "The proxy's certificate is signed by the internal authority: put a real one into $dir/proxy.crt and $dir/proxy.key."
fi
echo "Secrets are in $dir. Empty until you fill them: $(cd "$dir" && find . -maxdepth 1 -type f -empty | sed 's|^\./||' | sort | tr '\n' ' ')"
