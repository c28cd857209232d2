#!/bin/bash
# Succeeds if this Keycloak is ready. The base image has neither curl nor wget.
set -eu
exec 3<>/dev/tcp/127.0.0.1/"${PORTER_MANAGEMENT_PORT:-9000}"
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
