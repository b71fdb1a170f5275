#!/usr/bin/env bash
# Runs once, when Gradescope builds the image. Needs Ubuntu 22.04 or newer as the base image.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv bubblewrap ca-certificates
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "Python 3.10 or newer is needed: choose Ubuntu 22.04 or newer as the base image." >&2
    exit 1
fi

python3 -m venv "$root/venv"
"$root/venv/bin/python" -m pip install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu \
    -c "$root/source/constraints.txt" -r "$root/source/requirements.txt"

# The exam and its secret: for nobody but who grades.
chmod -R go= "$root/source"
bash "$root/source/run_autograder" --warm
