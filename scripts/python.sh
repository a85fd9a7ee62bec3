# The Python environment of the extraction workers: yt-dlp and a JavaScript runtime for it, and an ffmpeg where the system has none.
# Sourced by ../weir.
# shellcheck shell=bash

REQUIREMENTS=server/src/main/python/requirements.txt
FFMPEG_WHEEL=imageio-ffmpeg==0.8.1
PIP_SECONDS=900

# The environment for just these requirements and this interpreter, whether it exists or not: `environment_for REQUIREMENTS NAME`.
environment_for() {
    local key
    key="$({ cat "$1"; python3 -c 'import sys; print(sys.version, sys.base_prefix)'; } | sha256sum | cut -c1-12)"
    echo "$PWD/.weir/$2-$key"
}

# Makes an environment where it is missing or was left half made: `make_environment REQUIREMENTS DIRECTORY`.
make_environment() {
    [[ -e "$2/complete" ]] && return
    say "making the Python environment ${2##*/} (once)"
    rm -rf "$2"
    python3 -m venv "$2" || fail "the Python environment cannot be made; what Python says about it is above"
    pip_install "$2" --requirement "$1" || fail "what $1 names cannot be installed; what pip says about it is above"
    touch "$2/complete"
}

# Sets PYTHON_ENV to the server's environment, whether it exists or not.
find_python_environment() { PYTHON_ENV="$(environment_for "$REQUIREMENTS" python)"; }

# Sets PYTHON_ENV, and makes that environment where it is missing or was left half made.
python_environment() {
    find_python_environment
    lock
    make_environment "$REQUIREMENTS" "$PYTHON_ENV"
    if ! command -v ffmpeg >/dev/null && [[ ! -x .weir/bin/ffmpeg ]]; then
        say "fetching an ffmpeg, since the system has none (once)"
        fetch_ffmpeg || say "no ffmpeg could be fetched; the server works, but falls back on it nowhere"
    fi
    unlock
}

fetch_ffmpeg() {
    local program
    pip_install "$PYTHON_ENV" "$FFMPEG_WHEEL" || return
    program="$("$PYTHON_ENV/bin/python" -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')" || return
    mkdir -p .weir/bin
    ln -sfn "$program" .weir/bin/ffmpeg
}

# `pip_install ENVIRONMENT ARGUMENTS...`
pip_install() {
    timeout --foreground "$PIP_SECONDS" "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "${@:2}" 9>&-
}

# yt-dlp looks for its JavaScript runtime on the PATH.
use_environment_path() { export PATH="$PYTHON_ENV/bin:$PATH:$PWD/.weir/bin"; }
