#!/bin/sh
# Makes the buckets and the user of compose.yaml, and puts the input there. It may be run again.
set -eu
mc alias set store http://store:9000 root-of-relata "$MINIO_ROOT_PASSWORD"
mc mb --ignore-existing store/raw store/lake
mc admin policy create store relata /policy.json
mc admin user add store "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"
# A policy that the user has already is an error to mc.
mc admin policy attach store relata --user "$AWS_ACCESS_KEY_ID" \
  || mc admin policy entities store --user "$AWS_ACCESS_KEY_ID" | grep -q relata
mc cp /players.json store/raw/games/players.json
