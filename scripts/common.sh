# What the checkout and the archive share: words for the user, the lock, and what is asked of Python. Sourced by ../weir and by the archive's bin/weir,
# which set STATE: the folder for what is fetched or made once.
# shellcheck shell=bash

LEAST_PYTHON="3, 10"
LOCK_SECONDS=900

say() { echo "weir: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Two commands at once would otherwise write into the same files.
lock() {
    mkdir -p "$STATE" 2>/dev/null || fail "$STATE cannot be written; set WEIR_HOME to a folder that can"
    exec 9>"$STATE/lock"
    flock --nonblock 9 && return
    say "waiting for another weir command that is building"
    flock --timeout "$LOCK_SECONDS" 9 || fail "another weir command has been building for too long; stop it, and try again"
}

unlock() { exec 9>&-; }

has_python() { command -v python3 >/dev/null && python3 -c "import sys; sys.exit(sys.version_info < ($LEAST_PYTHON))" 2>/dev/null; }

# Debian ships venv with Python, but what venv needs only with python3-venv.
has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

require_python() {
    has_python || fail "Python 3.10 or newer is missing; install it with: sudo apt-get install --yes python3 python3-venv"
}

row() { printf '%-8s %-13s %s\n' "$1" "$2" "$3"; }

# Asks by connecting, which needs nothing but bash, rather than by binding.
port_is_free() { [[ "$1" == 0 ]] || ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
