#!/bin/sh
# Restart the replicas of this machine one after the other, each when the one before works again: nobody waits.
# `rolling-restart.sh 1 2` for tiwizi@1 and tiwizi@2.
set -eu
for number in "$@"; do
    systemctl restart "tiwizi@$number"
    tries=60
    until curl --fail --silent --max-time 2 --output /dev/null "http://127.0.0.1:808$number/readyz"; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            echo "tiwizi@$number does not work after a minute; the others were left alone." >&2
            exit 1
        fi
        sleep 1
    done
    echo "tiwizi@$number works."
done
