# The Python environment of the extraction workers: yt-dlp and a JavaScript runtime for it, and an ffmpeg where the system has none.
# Sourced by ../weir.
# shellcheck shell=bash

REQUIREMENTS=server/src/main/python/requirements.txt
FFMPEG_WHEEL=imageio-ffmpeg==0.8.1
PIP_SECONDS=900

# Sets PYTHON_ENV to the environment for just these requirements and this interpreter, whether it exists or not.
find_python_environment() {
    local key
    key="$({ cat "$REQUIREMENTS"; python3 -c 'import sys; print(sys.version, sys.base_prefix)'; } | sha256sum | cut -c1-12)"
    PYTHON_ENV="$PWD/.weir/python-$key"
}

# Sets PYTHON_ENV, and makes that environment where it is missing or was left half made.
python_environment() {
    find_python_environment
    lock
    if [[ ! -e "$PYTHON_ENV/complete" ]]; then
        say "making the Python environment (once)"
        rm -rf "$PYTHON_ENV"
        python3 -m venv "$PYTHON_ENV" || fail "the Python environment cannot be made; what Python says about it is above"
        pip_install --requirement "$REQUIREMENTS" || fail "yt-dlp and what it needs cannot be installed; what pip says about it is above"
        touch "$PYTHON_ENV/complete"
    fi
    if ! command -v ffmpeg >/dev/null && [[ ! -x .weir/bin/ffmpeg ]]; then
        say "fetching an ffmpeg, since the system has none (once)"
        fetch_ffmpeg || say "no ffmpeg could be fetched; the server works, but falls back on it nowhere"
    fi
    unlock
}

fetch_ffmpeg() {
    local program
    pip_install "$FFMPEG_WHEEL" || return
    program="$("$PYTHON_ENV/bin/python" -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')" || return
    mkdir -p .weir/bin
    ln -sfn "$program" .weir/bin/ffmpeg
}

pip_install() {
    timeout --foreground "$PIP_SECONDS" "$PYTHON_ENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" 9>&-
}

# yt-dlp looks for its JavaScript runtime on the PATH.
use_environment_path() { export PATH="$PYTHON_ENV/bin:$PATH:$PWD/.weir/bin"; }
