# Puts together what runs on a machine without a JDK: a runtime with only the modules that are used, the jars, an AOT cache made with both, and a launcher.
# Sourced by ../weir and image-steps.
# shellcheck shell=bash

# What the libraries need beside what our own code is seen to use. Whatever else they mention (XML, SQL, the desktop) they can do without.
LIBRARY_MODULES=java.base,java.logging,java.management,java.naming,jdk.management,jdk.unsupported

# Makes WEIR-VERSION-linux-MACHINE.tar.gz in the folder named, and prints its path.
build_archive() {
    local version name work=server/target/archive
    lock
    rm -rf "$work"
    version="$(python3 -m zipfile --extract "$JAR" "$work/jar" && sed -n 's/^Implementation-Version: \([0-9A-Za-z.-]*\).*/\1/p' "$work/jar/META-INF/MANIFEST.MF")"
    name="weir-$version-linux-$(uname -m)"
    build_program "$work/$name"
    mkdir -p "$1"
    pack "$work/$name" "$1/$name.tar.gz"
    rm -rf "$work"
    unlock
    say "made $1/$name.tar.gz ($(du --apparent-size --block-size=MB "$1/$name.tar.gz" | cut -f1))"
    echo "$1/$name.tar.gz"
}

# Times stay as they are: the AOT cache knows the jars by theirs.
pack() {
    tar --create --directory "$(dirname "$1")" --exclude=.weir --sort=name --owner=0 --group=0 --numeric-owner "$(basename "$1")" | gzip -9 >"$2.part"
    mv "$2.part" "$2"
}

# The folder that the archive holds and the image has as /opt/weir. Needs PYTHON_ENV for the training.
build_program() {
    say "putting the program together"
    mkdir -p "$1/bin" "$1/app" "$1/scripts" "$1/python"
    make_runtime "$1/runtime" || fail "no runtime could be made; what jlink says about it is above"
    python3 scripts/archive/repack.py --machine "$(uname -m)" --jars "$1/app" --native "$1/native" "$JAR" "$(dirname "$JAR")/lib"
    install -m 755 deploy/archive/weir "$1/bin/weir"
    cp scripts/{common,python,jvm,serve}.sh scripts/{train,healthy,compare}.py "$1/scripts/"
    cp -r scripts/migrate "$1/scripts/"
    find "$1/scripts" -name __pycache__ -prune -exec rm -rf {} +
    cp server/src/main/python/*requirements.txt "$1/python/"
    cp -r README.md docs deploy "$1/"
    # Trained by its own launcher, so that the options cannot differ; what the server writes meanwhile is not shipped.
    local written
    written="$(mktemp -d)"
    WEIR_HOME="$written" YTDLP_PYTHON="$PYTHON_ENV/bin/python" "$1/bin/weir" train || fail "no AOT cache could be made for the archive"
    rm -rf "$written"
}

make_runtime() {
    local own
    own="$("$JAVA_HOME/bin/jdeps" -summary --ignore-missing-deps --multi-release "$JDK_VERSION" --class-path "$(dirname "$JAR")/lib/*" "$JAR" |
        sed -n 's/^weir\.jar -> \(java\.[a-z.]*\|jdk\.[a-z.]*\)$/\1/p' | paste --serial --delimiters=,)"
    # Not compressed here: the archive compresses better across files, and what is mapped as it is costs nothing at the start.
    "$JAVA_HOME/bin/jlink" --add-modules "$LIBRARY_MODULES,$own" --output "$1" \
        --strip-debug --no-header-files --no-man-pages --compress zip-0 >&2
}
