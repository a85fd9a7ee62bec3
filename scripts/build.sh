# Builds the jar and its AOT cache. Sourced by ../weir.
# shellcheck shell=bash

JAR=server/target/weir.jar
AOT_CACHE=server/target/weir.aot
TRAINING_SECONDS=60

# How the server's JVM runs; an AOT cache holds only for the options it was made with.
JVM_OPTIONS=(
    -XX:+UseSerialGC
    -XX:+UseCompactObjectHeaders
    # The live set is some 8 MiB; a young generation kept small keeps the memory that is touched small.
    -Xms16m
    -Xmn8m
    -Xmx128m
    -XX:MinHeapFreeRatio=15
    -XX:MaxHeapFreeRatio=40
    -XX:MaxDirectMemorySize=512m
    -Xss512k
    -XX:TrimNativeHeapInterval=2000
    -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
)

# Sets JVM to the command that starts the server; extra arguments go before the jar.
jvm_command() {
    # One arena: glibc otherwise keeps up to eight times the cores of them.
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
    local cache=()
    [[ $# -eq 0 && -e "$AOT_CACHE" ]] && cache=("-XX:AOTCache=$AOT_CACHE")
    # shellcheck disable=SC2206
    local own=(${WEIR_JAVA_OPTS:-})
    JVM=("$JAVA_HOME/bin/java" "${JVM_OPTIONS[@]}" "${cache[@]}" "$@" "${own[@]}" -jar "$JAR")
}

is_current() {
    [[ -e "$1" ]] && [[ -z "$(find pom.xml server/pom.xml server/src/main -newer "$1" -type f -print -quit)" ]]
}

build_server() {
    exec 9>.weir/lock
    flock 9
    if ! is_current "$JAR"; then
        say "building (the first time takes a minute or two)"
        mvn --quiet --batch-mode --projects server -Dmaven.test.skip=true -Dspotless.check.skip=true package
        # The jar may hold what it held before, and Maven then leaves it as it was.
        touch "$JAR"
        rm -f "$AOT_CACHE"
    fi
    if [[ ! -e "$AOT_CACHE" || "$JAR" -nt "$AOT_CACHE" ]]; then
        train || say "no AOT cache could be made; the server starts a little slower without it"
    fi
    flock -u 9
    exec 9>&-
}

# A training run of the server itself: what it loads and compiles there lies ready in every later start (JEP 514).
train() (
    say "making the AOT cache"
    use_environment_path
    rm -f "$AOT_CACHE"
    jvm_command "-XX:AOTCacheOutput=$AOT_CACHE"
    timeout "$TRAINING_SECONDS" env -i PATH="$PATH" HOME="$HOME" MALLOC_ARENA_MAX="$MALLOC_ARENA_MAX" \
        "$PYTHON_ENV/bin/python" scripts/train.py "${JVM[@]}" && [[ -s "$AOT_CACHE" ]]
)
