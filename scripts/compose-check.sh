#!/bin/bash
# Brings docker/compose.production.yaml up on this machine and tries it: a user's whole journey over TLS through the proxy, what is
# reachable, redirects and headers, limits, secrets, users, backups; then with a Keycloak node killed, the primary of Redis killed and
# the database restarted. Takes everything down again. Prints one line for each check; the status is 1 if one failed.
# Usage: scripts/compose-check.sh [--keep]    --keep leaves everything running
# Needs Docker, or root on Debian with the package docker.io: then it starts an engine and stops it at the end. Images that are missing
# are replaced by stand-ins (scripts/docker-standins.sh). Needs a JDK, Maven, curl and openssl too. About 4 GB of memory.
# Variables: PORTER_CHECK_PROFILE  sentinel (default) or redis-single
# shellcheck disable=SC2317,SC2016,SC2015 # functions are called by name; containers expand what is quoted
set -euo pipefail

cd "$(dirname "$0")/.."
# shellcheck source=scripts/lib.sh
. scripts/lib.sh

keep=no
case "${1-}" in
    --help | -h)
        sed -n '2,/^set /s/^# \{0,1\}//p' scripts/compose-check.sh
        exit 0
        ;;
    --keep) keep=yes ;;
esac

profile=${PORTER_CHECK_PROFILE:-sentinel}
root=$PWD
work=$root/target/compose-check
site=https://localhost:18443
failed=0
engine=
export COMPOSE_PROJECT_NAME=porter-check PORTER_SECRETS_DIR=$work/secrets PORTER_ENV_FILE=$work/env

compose() {
    docker compose --env-file "$work/env" -f docker/compose.production.yaml -f docker/compose.inbox.yaml \
        -f docker/standins/compose.check.yaml "$@"
}

take_down() {
    compose down -v --timeout 15 >"$work/down.log" 2>&1 || { tail -n 5 "$work/down.log"; echo 'not everything was taken down' >&2; return 1; }
}

finish() {
    status=$?
    set +e
    if [ "$keep" = no ]; then
        [ ! -d "$work" ] || compose logs --no-color >"$work/services.log" 2>&1
        take_down || status=1
        if [ -n "$engine" ]; then
            kill "$engine"
            wait "$engine" 2>/dev/null
        fi
    fi
    [ "$status" -eq 0 ] || echo "failed; logs are in $work" >&2
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

now() { date +%s%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f s", (b - a) / 1e9 }'; }

# check <what> <command...>
check() {
    local what=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $what"
    else
        echo "FAILED  $what"
        printf '%s\n' "$output" | tail -n 5 | cut -c 1-400 | sed 's/^/        /'
        failed=1
    fi
}

# eventually <seconds> <command...>
eventually() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || { "$@"; return; }
        sleep 0.5
    done
}

container() { compose ps -a -q "$1"; }
pid_of() { docker inspect -f '{{.State.Pid}}' "$(container "$1")"; }
address_on() { docker inspect -f "{{(index .NetworkSettings.Networks \"${COMPOSE_PROJECT_NAME}_$2\").IPAddress}}" "$(container "$1")"; }
get() { curl -sS --cacert "$PORTER_SECRETS_DIR/internal-ca.crt" "$@"; }

journey() {
    scripts/smoke "$site" --ca-file "$PORTER_SECRETS_DIR/internal-ca.crt" \
        --mailbox http://localhost:18025/api/messages --address '{id}@example.org' >"$work/journey.log" 2>&1 ||
        { cat "$work/journey.log"; return 1; }
}

# --- what is checked ---------------------------------------------------------------------------------------------------------------

only_the_proxy_is_published() {
    local published
    published=$(docker ps --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" \
        --format '{{.Label "com.docker.compose.service"}} {{.Ports}}' | grep -e '->' | cut -d ' ' -f 1 | sort | tr '\n' ' ')
    # the inbox belongs to the check
    [ "$published" = "inbox proxy " ] || { echo "published: $published"; return 1; }
}

# beside the proxy, in its outer network, nobody else answers
nobody_behind_the_proxy_is_reached() {
    local target
    answers "$(address_on proxy edge)/80" || { echo 'not even the proxy answers'; return 1; }
    for target in "$(address_on keycloak-1 web)/8080" "$(address_on keycloak-1 monitoring)/9000" "$(address_on postgres data)/5432" \
        "$(address_on prometheus monitoring)/9090"; do
        ! answers "$target" || { echo "$target answers"; return 1; }
    done
}
answers() {
    docker run --rm --network "${COMPOSE_PROJECT_NAME}_edge" --entrypoint timeout "$(image_of REDIS_IMAGE)" 3 \
        bash -c "exec 3<>/dev/tcp/$1" 2>/dev/null
}

image_of() { sed -n "s/^ *image: \${$1:-\(.*\)}\$/\1/p" docker/compose.production.yaml | head -n 1; }

redirects() {
    local answer
    answer=$(get -o /dev/null -w '%{http_code} %{redirect_url}' http://localhost:18080/realms/porter/account)
    [ "$answer" = "308 https://localhost/realms/porter/account" ] || { echo "$answer"; return 1; }
}

hsts_once() {
    local path count
    for path in /realms/porter/.well-known/openid-configuration /realms/porter/account/ /nothing /realms/nothing; do
        count=$(get -o /dev/null -D - "$site$path" | grep -ci '^strict-transport-security: max-age=31536000' || true)
        [ "$count" = 1 ] || { echo "$path has the header $count times"; return 1; }
    done
}

inside_stays_inside() {
    local path code
    for path in /admin/ /admin/master/console/ /metrics /health / /realms/../metrics; do
        code=$(get --path-as-is -o /dev/null -w '%{http_code}' "$site$path")
        [ "$code" = 404 ] || { echo "$path answered $code"; return 1; }
    done
    code=$(get -o /dev/null -w '%{http_code}' https://localhost:18444/admin/master/console/)
    [ "$code" = 200 ] || { echo "the console answered $code on its own port"; return 1; }
}

forged_headers_change_nothing() {
    local issuer
    issuer=$(get -H 'X-Forwarded-Host: evil.example' -H 'X-Forwarded-Proto: http' -H 'Forwarded: host=evil.example' \
        "$site/realms/porter/.well-known/openid-configuration" | sed 's/.*"issuer":"\([^"]*\)".*/\1/')
    [ "$issuer" = "$site/realms/porter" ] || { echo "issuer $issuer"; return 1; }
    get -o /dev/null -H 'X-Forwarded-For: 203.0.113.9' -H 'Forwarded: for=203.0.113.9' -d 'grant_type=password&client_id=admin-cli&username=nobody&password=nothing' \
        "$site/realms/porter/protocol/openid-connect/token"
    # the caller's own address, as the proxy sees it: neither the forged one nor the proxy's
    eventually 10 logged_with_the_callers_address
}
logged_with_the_callers_address() {
    local gateway
    gateway=$(docker network inspect -f '{{(index .IPAM.Config 0).Gateway}}' "${COMPOSE_PROJECT_NAME}_edge")
    compose logs --no-color keycloak-1 keycloak-2 >"$work/keycloak.log" 2>/dev/null
    grep -F 'LOGIN_ERROR' "$work/keycloak.log" | grep -F 'username=\"nobody\"' | tail -n 1 | grep -F "ipAddress=\\\"$gateway\\\"" ||
        { grep -F 'LOGIN_ERROR' "$work/keycloak.log" | grep -o 'ipAddress=[^,]*' | sort | uniq -c; return 1; }
}

large_bodies_are_refused() {
    local code
    head -c 2000000 /dev/zero >"$work/large"
    code=$(get -o /dev/null -w '%{http_code}' --data-binary "@$work/large" "$site/realms/porter/protocol/openid-connect/token")
    rm -f "$work/large"
    [ "$code" = 413 ] || { echo "answered $code"; return 1; }
}

floods_are_refused() {
    # all at once: on a busy machine a few after the other are no flood
    get -o /dev/null -w '%{http_code}\n' --parallel --parallel-max 200 "$site/realms/porter/.well-known/openid-configuration?n=[1-300]" >"$work/flood" 2>/dev/null || true
    grep -q 429 "$work/flood" || { sort "$work/flood" | uniq -c; return 1; }
    # and over again once it ends
    eventually 15 get -f -o /dev/null "$site/realms/porter/.well-known/openid-configuration"
}

# every secret, searched where none may be
no_secret_is_told() {
    local ids image file value service
    ids=$(compose ps -a -q)
    image=$(docker inspect -f '{{.Image}}' "$(container keycloak-1)")
    # shellcheck disable=SC2086 # ids
    {
        docker inspect $ids
        docker image inspect "$image"
        docker image history --no-trunc "$image"
        compose logs --no-color 2>&1
    } >"$work/told"
    for service in $(compose ps --services); do
        for file in $(docker top "$(container "$service")" -o pid | tail -n +2); do
            tr '\0' '\n' <"/proc/$file/environ" >>"$work/told" 2>/dev/null || true
            tr '\0' '\n' <"/proc/$file/cmdline" >>"$work/told" 2>/dev/null || true
        done
    done
    compose exec -T -e PORTER_KEYSTORE=/tmp/shown.p12 keycloak-1 /opt/keycloak/bin/entrypoint.sh show-config >"$work/config" 2>&1 &&
        grep -q 'kc.bootstrap-admin-password.*config-keystore' "$work/config" || { tail -n 3 "$work/config"; return 1; }
    cat "$work/config" >>"$work/told"
    for file in "$PORTER_SECRETS_DIR"/*password*; do
        [ -s "$file" ] || continue
        case $file in
            *.json) value=$(sed 's/.*:"\([^"]*\)".*/\1/' "$file") ;;
            *) value=$(cat "$file") ;;
        esac
        if grep -qF "$value" "$work/told"; then
            echo "$(basename "$file") is told: $(grep -F "$value" "$work/told" | sed "s/$value/<secret>/g" | head -n 2)"
            return 1
        fi
    done
    rm -f "$work/told"
}

hardened() {
    local id line
    for id in $(compose ps -q); do
        line=$(docker inspect -f '{{.Name}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.RestartPolicy.Name}} {{gt .HostConfig.Memory 0}}' "$id")
        [[ $line == *' true [ALL] [no-new-privileges:true] unless-stopped true' ]] || { echo "$line"; return 1; }
        ! grep -q '^Uid:[[:space:]]0' "/proc/$(docker inspect -f '{{.State.Pid}}' "$id")/status" || { echo "$line runs as root"; return 1; }
    done
}

# the engine tells of the image: labels, health, the list of what is inside
image_tells() {
    local image
    image=$(docker inspect -f '{{.Image}}' "$(container keycloak-1)")
    [ -n "$(docker image inspect -f '{{index .Config.Labels "org.opencontainers.image.version"}}' "$image")" ] &&
        [ "$(docker image inspect -f '{{.Config.User}}' "$image")" = 1000 ] &&
        docker image inspect -f '{{json .Config.Healthcheck}}' "$image" | grep -q health.sh &&
        compose exec -T keycloak-1 grep -q '"bomFormat" *: *"CycloneDX"' /opt/keycloak/sbom/porter.cdx.json
}

# from the nodes' own view of each other
nodes_form_a_cluster() {
    # not grep -q: it ends the pipe early, which fails it
    compose logs --no-color keycloak-1 keycloak-2 2>/dev/null | grep 'ISPN000094.*(2) \['
}

targets_are_up() {
    curl -sS "http://$(address_on prometheus monitoring):9090/api/v1/targets" >"$work/targets.json"
    [ "$(grep -o '"health":"up"' "$work/targets.json" | wc -l)" -ge 5 ] && ! grep -q '"health":"down"' "$work/targets.json" ||
        { grep -o '"scrapeUrl":"[^"]*"[^}]*"health":"[^"]*"' "$work/targets.json" | sed 's/"lastScrape.*"health"/ "health"/'; return 1; }
}

users_in() { compose exec -T postgres psql -U postgres -d "$1" -Atqc 'SELECT count(*) FROM user_entity'; }

database_is_restored() {
    local dump
    compose exec -T backup-postgres bash /opt/backup/postgres.sh once >/dev/null
    dump=$(compose exec -T backup-postgres bash -c 'ls -1t "$BACKUP_DIR"/*.dump | head -n 1')
    compose exec -T postgres createdb -U postgres restored
    compose exec -T backup-postgres cat "$dump" | compose exec -T postgres pg_restore -U postgres -d restored --no-owner --no-acl
    [ "$(users_in restored)" = "$(users_in keycloak)" ] && [ "$(users_in restored)" -gt 1 ]
}

redis_is_backed_up() {
    compose exec -T backup-redis bash /opt/backup/redis.sh once
}

primary() {
    compose exec -T sentinel-2 bash -c 'REDISCLI_AUTH=$(cat /run/secrets/redis-replica-password) redis-cli --no-auth-warning --user replica -p 26379 --tls --cacert /run/secrets/redis-ca.crt --cert /run/secrets/redis.crt --key /run/secrets/redis.key SENTINEL get-master-addr-by-name main' | head -n 1
}
another_primary_than() { [ -n "$(primary)" ] && [ "$(primary)" != "$1" ]; }
healthy() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$(container "$1")")" = healthy ]; }
ready() { healthy keycloak-1 && healthy keycloak-2; }

# --- the run -----------------------------------------------------------------------------------------------------------------------

mkdir -p "$work"
cat >"$work/env" <<ENV
PUBLIC_URL=$site
ADMIN_URL=https://localhost:18444
SMTP_HOST=inbox
SMTP_PORT=1025
SMTP_STARTTLS=false
SMTP_STARTTLS_REQUIRED=opportunistic
SMTP_AUTH=false
SMTP_FROM=no-reply@example.org
COMPOSE_PROFILES=$profile
HTTP_BIND=127.0.0.1:18080
HTTPS_BIND=127.0.0.1:18443
ADMIN_BIND=127.0.0.1:18444
INBOX_BIND=127.0.0.1:18025
BACKUP_INTERVAL=3600
ENV
[ "$profile" = sentinel ] || cat >>"$work/env" <<ENV
REDIS_URI=rediss://redis-single:6379
REDIS_SERVERS=redis-single:6379
REDIS_SENTINEL_USERNAME=
REDIS_SENTINEL_PASSWORD_FILE=
ENV

if ! docker info >/dev/null 2>&1; then
    command -v dockerd >/dev/null 2>&1 || apt-get install -y -qq docker.io >/dev/null
    dockerd >"$work/dockerd.log" 2>&1 &
    engine=$!
    eventually 30 docker info || fail "the Docker engine did not start: $work/dockerd.log"
fi

begin=$(now)
scripts/docker-standins.sh
echo "        images of others: $(since "$begin")"
begin=$(now)
scripts/compose.sh staging build --quiet
echo "        images of Porter: $(since "$begin")"
# what an earlier run with --keep left
take_down

begin=$(now)
compose up -d --wait --wait-timeout 420 >"$work/up.log" 2>&1 || { tail -n 15 "$work/up.log"; compose ps -a; fail "not everything became healthy"; }
echo "        healthy after $(since "$begin")"

begin=$(now)
check 'a user registers, proves the address, sets a password, logs in and resets it, through the proxy' journey
echo "        in $(since "$begin")"
check 'only the proxy publishes ports' only_the_proxy_is_published
check 'nothing else answers in the network of the proxy' nobody_behind_the_proxy_is_reached
check 'http is redirected to https' redirects
check 'Strict-Transport-Security is on every answer, once' hsts_once
check 'console, metrics and health are not public; the console has a port of its own' inside_stays_inside
check 'forged X-Forwarded-* and Forwarded change neither links nor addresses' forged_headers_change_nothing
check 'a body of 2 MB is refused' large_bodies_are_refused
check 'a flood from one address is refused, and only while it lasts' floods_are_refused
check 'no secret in environments, command lines, inspections, image and logs' no_secret_is_told
check 'every container: read-only, no capabilities, not root, limited, restarted' hardened
check 'the image has labels, a health check, a user and its SBOM' image_tells
check 'the two nodes form a cluster' nodes_form_a_cluster
check 'Prometheus reaches all its targets' eventually 40 targets_are_up
check 'the database is backed up and restored into another one' database_is_restored
check 'Redis is backed up' redis_is_backed_up

begin=$(now)
docker kill "$(container keycloak-1)" >/dev/null
check 'keycloak-1 killed: the journey goes on' journey
echo "        journey ended $(since "$begin") after the kill"
begin=$(now)
docker start "$(container keycloak-1)" >/dev/null
check 'keycloak-1 is back' eventually 240 healthy keycloak-1
echo "        after $(since "$begin")"

if [ "$profile" = sentinel ]; then
    old=$(primary)
    begin=$(now)
    docker kill "$(container "$old")" >/dev/null
    check "$old killed: Sentinel has another primary" eventually 30 another_primary_than "$old"
    echo "        $(primary) after $(since "$begin")"
    check 'the journey goes on' eventually 60 journey
    echo "        journey ended $(since "$begin") after the kill"
    docker start "$(container "$old")" >/dev/null
    check "$old is back, as a replica" eventually 60 healthy "$old"
else
    begin=$(now)
    docker kill "$(container redis-single)" >/dev/null
    docker start "$(container redis-single)" >/dev/null
    check 'Redis killed and started: the journey goes on' eventually 60 journey
    echo "        journey ended $(since "$begin") after the kill"
fi

begin=$(now)
compose restart postgres >/dev/null 2>&1
check 'the database restarted: both nodes are ready' eventually 90 ready
check 'the journey goes on' eventually 60 journey
echo "        journey ended $(since "$begin") after the restart began"

exit "$failed"
