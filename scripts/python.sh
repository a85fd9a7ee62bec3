# The Python environment of the extraction workers: yt-dlp and a JavaScript runtime for it, and an ffmpeg where the system has none.
# Sourced by ../weir and the archive's bin/weir, which set STATE and SHIPPED, the folder with the requirements.
# shellcheck shell=bash

REQUIREMENTS="$SHIPPED/requirements.txt"
TOOLS_REQUIREMENTS="$SHIPPED/tools-requirements.txt"
FFMPEG_WHEEL=imageio-ffmpeg==0.8.1
PIP_SECONDS=900

# Prints the folder of the environment for just these requirements and this interpreter: one that came with the program, else one of our own.
environment_for() {
    local name
    name="$2-$({ cat "$1"; python3 -c 'import sys; print(sys.version, sys.base_prefix)'; } | sha256sum | cut -c1-12)"
    if [[ -e "${PREPARED:-}/$name/complete" ]]; then echo "$PREPARED/$name"; else echo "$STATE/$name"; fi
}

# Sets PYTHON_ENV, whether it exists or not.
find_python_environment() { PYTHON_ENV="$(environment_for "$REQUIREMENTS" python)"; }

# Sets PYTHON_ENV, and makes that environment where it is missing or was left half made.
python_environment() {
    find_python_environment
    if [[ ! -e "$PYTHON_ENV/complete" ]]; then
        lock
        say "making the Python environment (once)"
        make_environment "$PYTHON_ENV" "$REQUIREMENTS"
        unlock
    fi
    has_ffmpeg && return
    lock
    say "fetching an ffmpeg, since the system has none (once)"
    fetch_ffmpeg || say "no ffmpeg could be fetched; the server works, but falls back on it nowhere"
    unlock
}

# Sets TOOLS_PYTHON: the interpreter of ./weir migrate, with what the server itself has no use for.
tools_environment() {
    local folder
    folder="$(environment_for "$TOOLS_REQUIREMENTS" tools)"
    if [[ ! -e "$folder/complete" ]]; then
        lock
        make_environment "$folder" "$TOOLS_REQUIREMENTS"
        unlock
    fi
    TOOLS_PYTHON="$folder/bin/python"
}

# Another command may have made it while this one waited for the lock.
make_environment() {
    [[ -e "$1/complete" ]] && return
    has_venv || fail "Python's venv module is missing; install it with: sudo apt-get install --yes python3-venv"
    rm -rf "$1"
    python3 -m venv "$1" || fail "the Python environment cannot be made; what Python says about it is above"
    pip_install "$1" --requirement "$2" || fail "what $(basename "$2") lists cannot be installed; what pip says about it is above"
    touch "$1/complete"
}

has_ffmpeg() { command -v ffmpeg >/dev/null || [[ -x "$STATE/bin/ffmpeg" ]]; }

fetch_ffmpeg() {
    local program
    pip_install "$PYTHON_ENV" "$FFMPEG_WHEEL" || return
    program="$("$PYTHON_ENV/bin/python" -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')" || return
    mkdir -p "$STATE/bin"
    ln -sfn "$program" "$STATE/bin/ffmpeg"
}

# `pip_install ENVIRONMENT ARGUMENTS...`
pip_install() {
    timeout --foreground "$PIP_SECONDS" "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "${@:2}" 9>&-
}

# yt-dlp looks for its JavaScript runtime on the PATH.
use_environment_path() { export PATH="$PYTHON_ENV/bin:$PATH:$STATE/bin"; }
