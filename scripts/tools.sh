# Finds the tools that building and running need. Sourced by ../weir.
# shellcheck shell=bash

JDK_VERSION=25
LEAST_PYTHON="3, 10"

say() { echo "weir: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The feature version of a JDK's home, nothing where it is none.
jdk_version_of() {
    [[ -x "$1/bin/javac" && -x "$1/bin/java" ]] || return 0
    "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\)$/\1/p'
}

# Sets JAVA_HOME to a JDK that is new enough: the one named, the one on the PATH, or one in a usual place.
find_jdk() {
    local home on_path=""
    if command -v javac >/dev/null; then
        on_path="$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"
    fi
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /usr/local/*; do
        [[ -n "$home" ]] || continue
        local version
        version="$(jdk_version_of "$home")"
        if [[ -n "$version" && "$version" -ge "$JDK_VERSION" ]]; then
            export JAVA_HOME="$home"
            return 0
        fi
    done
    return 1
}

has_python() { command -v python3 >/dev/null && python3 -c "import sys; sys.exit(sys.version_info < ($LEAST_PYTHON))"; }

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

require_tools() {
    find_jdk || fail "no JDK $JDK_VERSION or newer was found; install one with: sudo apt-get install temurin-$JDK_VERSION-jdk (from the Adoptium repository), or set JAVA_HOME"
    command -v mvn >/dev/null || fail "Maven is missing; install it with: sudo apt-get install maven"
    has_python || fail "Python 3.10 or newer is missing; install it with: sudo apt-get install python3 python3-venv"
    has_venv || fail "Python's venv module is missing; install it with: sudo apt-get install python3-venv"
}
