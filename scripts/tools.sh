# Finds the tools that building needs. Sourced by ../weir.
# shellcheck shell=bash

JDK_VERSION=25

# The feature version of a JDK's home, nothing where it is none (a JRE has no javac).
jdk_version_of() {
    [[ -x "$1/bin/javac" && -x "$1/bin/java" ]] || return 0
    if [[ -r "$1/release" ]]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\)$/\1/p'
    fi
}

# Sets JAVA_HOME to a JDK that is new enough: the one named, the one on the PATH, or one in a usual place.
find_jdk() {
    local home version on_path=""
    if command -v javac >/dev/null; then
        on_path="$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"
    fi
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /usr/local/*; do
        [[ -n "$home" ]] || continue
        version="$(jdk_version_of "$home")"
        if [[ -n "$version" && "$version" -ge "$JDK_VERSION" ]]; then
            export JAVA_HOME="$home"
            return 0
        fi
    done
    return 1
}

# The command that installs a JDK here: a package where the system has one, else the archive, for which nobody need be root.
jdk_command() {
    local package machine=x64
    for package in "openjdk-$JDK_VERSION-jdk-headless" "temurin-$JDK_VERSION-jdk"; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            echo "sudo apt-get install --yes $package"
            return
        fi
    done
    [[ "$(uname -m)" == aarch64 ]] && machine=aarch64
    echo "mkdir -p ~/.jdks && curl -fsSL https://api.adoptium.net/v3/binary/latest/$JDK_VERSION/ga/linux/$machine/jdk/hotspot/normal/eclipse | tar -xzC ~/.jdks"
}

# Quiet, and without the warnings of a Maven that is older than the JDK it runs on.
maven() {
    export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
    mvn --batch-mode --no-transfer-progress -Dstyle.color=never --projects server "$@"
}

require_tools() {
    find_jdk || fail "no JDK $JDK_VERSION or newer was found (looked in JAVA_HOME, on the PATH and in the usual places); install one with: $(jdk_command)"
    command -v mvn >/dev/null || fail "Maven is missing; install it with: sudo apt-get install --yes maven"
    require_python
}
