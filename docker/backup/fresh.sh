#!/bin/bash
# Succeeds if the last backup is not older than two intervals and ten minutes.
set -eu
dir=${BACKUP_DIR:?}
age=$(($(date +%s) - $(stat -c %Y "$dir/last-success")))
[ "$age" -le $((2 * ${BACKUP_INTERVAL:-86400} + 600)) ]
