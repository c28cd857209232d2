#!/bin/bash
# Starts Keycloak with secrets from files. Each file /run/secrets/kc.<option>, such as kc.db-password, becomes an entry of a config
# keystore on a tmpfs, so no secret is in the environment, on a command line or in the output of kc.sh show-config.
# An empty file sets nothing. The password of the keystore is random and worth nothing outside this container.
# Arguments are those of kc.sh, such as: start --optimized
set -euo pipefail
umask 077

secrets=${PORTER_SECRETS:-/run/secrets}
keystore=${PORTER_KEYSTORE:-/tmp/porter-config.p12}

has_secrets() {
    local file
    for file in "$secrets"/kc.*; do
        [ ! -s "$file" ] || return 0
    done
    return 1
}

if has_secrets; then
    keytool=$(dirname "$(readlink -f "$(command -v java)")")/keytool
    [ -x "$keytool" ] || { echo "porter: $keytool is missing: it writes the config keystore" >&2; exit 1; }
    password=$(od -An -N 24 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s' "$password" >"$keystore.password"
    rm -f "$keystore"
    for file in "$secrets"/kc.*; do
        [ -s "$file" ] || continue
        [ -r "$file" ] || { echo "porter: $file is not readable for user $(id -u): chmod 0444 it" >&2; exit 1; }
        value=$(tr -d '\r\n' <"$file")
        # keytool asks for it twice
        printf '%s\n%s\n' "$value" "$value" |
            "$keytool" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -importpass -storetype PKCS12 -keystore "$keystore" \
                -storepass:file "$keystore.password" -alias "$(basename "$file")" >/dev/null 2>&1 ||
            { echo "porter: $file could not be put into the config keystore: it has to hold one line of 6 characters or more" >&2; exit 1; }
    done
    rm -f "$keystore.password"
    export KC_CONFIG_KEYSTORE=$keystore KC_CONFIG_KEYSTORE_PASSWORD=$password KC_CONFIG_KEYSTORE_TYPE=PKCS12
    unset password value
fi

exec /opt/keycloak/bin/kc.sh "$@"
