# The Python environment of the extraction workers: yt-dlp and a JavaScript runtime for it, and an ffmpeg where the system has none.
# Sourced by ../weir.
# shellcheck shell=bash

REQUIREMENTS=server/src/main/python/requirements.txt
FFMPEG_WHEEL=imageio-ffmpeg==0.8.1

# Sets PYTHON_ENV to an environment for just these requirements and this interpreter, and makes it where it is missing.
python_environment() {
    local key
    key="$({ cat "$REQUIREMENTS"; python3 -c 'import sys; print(sys.version, sys.base_prefix)'; } | sha256sum | cut -c1-12)"
    PYTHON_ENV="$PWD/.weir/python-$key"
    mkdir -p .weir
    # Two commands at once would write into the same environment.
    exec 9>.weir/lock
    flock 9
    if [[ ! -e "$PYTHON_ENV/complete" ]]; then
        say "making the Python environment (once)"
        rm -rf "$PYTHON_ENV"
        python3 -m venv "$PYTHON_ENV"
        "$PYTHON_ENV/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$REQUIREMENTS"
        touch "$PYTHON_ENV/complete"
    fi
    if ! command -v ffmpeg >/dev/null && [[ ! -x .weir/bin/ffmpeg ]]; then
        say "fetching an ffmpeg, since the system has none (once)"
        "$PYTHON_ENV/bin/python" -m pip install --quiet --disable-pip-version-check "$FFMPEG_WHEEL"
        mkdir -p .weir/bin
        ln -sf "$("$PYTHON_ENV/bin/python" -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')" .weir/bin/ffmpeg
    fi
    flock -u 9
    exec 9>&-
}

# yt-dlp looks for its JavaScript runtime on the PATH.
use_environment_path() { export PATH="$PYTHON_ENV/bin:$PATH:$PWD/.weir/bin"; }
