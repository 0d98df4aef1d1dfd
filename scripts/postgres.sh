#!/bin/sh
# A throw-away PostgreSQL: scripts/postgres.sh run COMMAND...
#
# Starts a cluster in a temporary folder on a free port of the loopback address (as user postgres when root, which
# PostgreSQL refuses to be), names it in MEDIAWIRE_DATABASE, runs the command, and always stops and removes the cluster.
# The command's exit status is given back.
set -eu

usage() {
    echo "usage: $0 run COMMAND..." >&2
    exit 2
}
[ "${1:-}" = run ] && [ $# -ge 2 ] || usage
shift

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { pg_ctl=$(command -v pg_ctl) && bin=$(dirname "$pg_ctl"); } || {
    echo "PostgreSQL's server is not installed. Install the Debian package: postgresql" >&2
    exit 69
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/mediawire-postgres.XXXXXX")
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as() { setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$folder" LC_ALL=C.UTF-8 "$@"; }
else
    as() { env LC_ALL=C.UTF-8 "$@"; }
fi

end() {
    status=$?
    trap - EXIT INT TERM
    (cd / && as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$folder"
    exit "$status"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
    cd /
    as "$bin/initdb" -D "$folder/data" -U wire -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
    as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
        -o "-p $port -h 127.0.0.1 -k $folder -c fsync=off -c max_connections=50" start >/dev/null
    as "$bin/createdb" -h "$folder" -p "$port" -U wire wire
) || {
    cat "$folder/log" >&2 2>/dev/null || true
    echo "the throw-away PostgreSQL did not start; its log stands above" >&2
    exit 70
}

MEDIAWIRE_DATABASE="postgresql://wire@127.0.0.1:$port/wire"
export MEDIAWIRE_DATABASE
"$@"
