# Builds the jar and its AOT cache. Sourced by ../weir.
# shellcheck shell=bash

# Newer than the jar and its libraries only when a build got to its end.
BUILT=server/target/weir.built

# Folders count, too: their times change when a file is deleted.
jar_is_current() {
    [[ -e "$JAR" && -e "$BUILT" ]] || return 1
    [[ -z "$(find pom.xml server/pom.xml server/src/main -name __pycache__ -prune -o -newer "$BUILT" -print -quit)" ]]
}

build_jar() {
    jar_is_current && return
    say "building (the first time takes a minute or two)"
    maven --quiet -Dmaven.test.skip=true -Dspotless.check.skip=true package 9>&- ||
        fail "the server cannot be built; what Maven says about it is above"
    touch "$BUILT"
}

build_server() {
    lock
    build_jar
    if ! cache_is_current; then
        train || say "no AOT cache could be made; the server starts a little slower without it"
    fi
    unlock
}
