# How the server's JVM runs, and its AOT cache. Sourced by ../weir and the archive's bin/weir, which set JAR and AOT_CACHE; JAVA_HOME is a JDK's or the
# archive's own runtime.
# shellcheck shell=bash

TRAINING_SECONDS=60

# The one place for them; an AOT cache holds only for the options it was made with.
JVM_OPTIONS=(
    -XX:+UseSerialGC
    -XX:+UseCompactObjectHeaders
    # The live set is some 5 MiB; a young generation kept small keeps the memory that is touched small. Its survivor spaces hold what hundreds of
    # requests have under way when it is collected: what does not fit grows the old generation until that is full.
    -Xms16m
    -Xmn8m
    -XX:SurvivorRatio=2
    -Xmx128m
    -XX:MinHeapFreeRatio=15
    -XX:MaxHeapFreeRatio=40
    -XX:MaxDirectMemorySize=512m
    -Xss512k
    -XX:TrimNativeHeapInterval=2000
    -XX:+ExitOnOutOfMemoryError
    # The AOT cache where it was made for, not patched page by page: its memory stays the file's, 15 MiB less of our own.
    -XX:+UnlockDiagnosticVMOptions
    -XX:ArchiveRelocationMode=0
    # A flight recorder that nobody starts costs a hundred classes.
    -Dio.netty.jfr.enabled=false
    -Dio.lettuce.core.jfr=false
    # No resolver of Vert.x's: the names we ask for are resolved and checked by the guard.
    -Dvertx.disableDnsResolver=true
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
)

# Sets JVM to the command that starts the server; extra arguments go before the jar.
jvm_command() {
    # One arena: glibc otherwise keeps up to eight times the cores of them.
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
    local cache=()
    [[ $# -eq 0 ]] && cache_is_current && cache=("-XX:AOTCache=$AOT_CACHE")
    # The archive has Netty's native libraries as files; elsewhere Netty unpacks them into the folder for temporary files.
    [[ -n "${NATIVE:-}" ]] && cache+=("-Djava.library.path=$NATIVE")
    # shellcheck disable=SC2206
    local own=(${WEIR_JAVA_OPTS:-})
    JVM=("$JAVA_HOME/bin/java" "${JVM_OPTIONS[@]}" "${cache[@]}" "$@" "${own[@]}" -jar "$JAR")
}

# What an AOT cache was made from and for: the runtime, its options, and the jar. The cache may lie elsewhere than where it was made, as long as the jars
# lie around it as they did.
cache_key() {
    { cat "$JAVA_HOME/release" 2>/dev/null; echo "${JVM_OPTIONS[*]}"; stat --format '%s %Y' "$JAR"; } | sha256sum | cut -c1-12
}

cache_is_current() { [[ -s "$AOT_CACHE" && -e "$AOT_CACHE.key" && "$(<"$AOT_CACHE.key")" == "$(cache_key)" ]]; }

# A training run of the server itself: what it loads and compiles there lies ready in every later start (JEP 514).
train() (
    say "making the AOT cache"
    use_environment_path
    rm -f "$AOT_CACHE" "$AOT_CACHE.key"
    jvm_command "-XX:AOTCacheOutput=$AOT_CACHE"
    timeout --foreground "$TRAINING_SECONDS" env -i PATH="$PATH" HOME="${HOME:-/}" MALLOC_ARENA_MAX="$MALLOC_ARENA_MAX" \
        "$PYTHON_ENV/bin/python" "$SCRIPTS/train.py" "${JVM[@]}" 9>&- && [[ -s "$AOT_CACHE" ]] && cache_key >"$AOT_CACHE.key"
)
