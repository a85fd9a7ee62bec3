# Says what is there and what is missing. Sourced by ../weir.
# shellcheck shell=bash

doctor() {
    local ok=0
    if find_jdk; then
        row good "JDK" "$JAVA_HOME"
    else
        row missing "JDK $JDK_VERSION" "install one from adoptium.net, or set JAVA_HOME"; ok=1
    fi
    need "Maven" mvn "sudo apt-get install maven" || ok=1
    if has_python; then row good "Python" "$(python3 --version)"; else row missing "Python 3.10" "sudo apt-get install python3"; ok=1; fi
    if has_venv; then row good "Python venv" "there"; else row missing "Python venv" "sudo apt-get install python3-venv"; ok=1; fi
    doctor_environment
    if is_current "$JAR"; then row good "server jar" "current"; else row later "server jar" "./weir build makes it"; fi
    if [[ -e "$AOT_CACHE" && ! "$JAR" -nt "$AOT_CACHE" ]]; then row good "AOT cache" "current"; else row later "AOT cache" "./weir build makes it"; fi
    if command -v ffmpeg >/dev/null; then row good "ffmpeg" "$(command -v ffmpeg)"; else row later "ffmpeg" "./weir serve brings its own"; fi
    if port_is_free "${PORT:-8000}"; then row good "port ${PORT:-8000}" "free"; else row later "port ${PORT:-8000}" "taken; choose another with PORT=8001 ./weir serve"; fi
    local missing
    missing="$(missing_test_packages | tr '\n' ' ')"
    if [[ -z "$missing" ]]; then row good "test programs" "all there"; else row later "test programs" "sudo apt-get install --no-install-recommends $missing"; fi
    return "$ok"
}

doctor_environment() {
    local environment
    for environment in .weir/python-*; do
        if [[ -e "$environment/complete" ]]; then
            row good "yt-dlp" "$("$environment/bin/python" -c 'import yt_dlp.version as v; print(v.__version__)')"
            row good "JavaScript runtime" "$("$environment/bin/deno" --version 2>/dev/null | head -n 1)"
            return
        fi
    done
    row later "Python environment" "./weir build makes it"
}

need() {
    if command -v "$2" >/dev/null; then row good "$1" "$(command -v "$2")"; else row missing "$1" "$3"; return 1; fi
}

row() { printf '%-8s %-20s %s\n' "$1" "$2" "$3"; }

port_is_free() { python3 -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("", int(sys.argv[1])))' "$1" 2>/dev/null; }
