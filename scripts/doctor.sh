# Says what is there and what is missing. Sourced by ../weir.
# shellcheck shell=bash

# Returns 1 when something is missing that no other command of ours brings.
doctor() {
    local healthy=0
    doctor_tools || healthy=1
    doctor_environment
    doctor_build
    doctor_programs
    if [[ $healthy -eq 0 ]]; then say "nothing that ./weir serve needs is missing"; else say "mend what is missing, then run ./weir doctor again"; fi
    return "$healthy"
}

doctor_tools() {
    local complete=0
    if find_jdk; then row good JDK "$(jdk_version_of "$JAVA_HOME"), $JAVA_HOME"; else row missing JDK "$(jdk_command)"; complete=1; fi
    if command -v mvn >/dev/null; then row good Maven "$(command -v mvn)"; else row missing Maven "sudo apt-get install --yes maven"; complete=1; fi
    if has_python; then
        row good Python "$(python3 -c 'import platform; print(platform.python_version())'), $(command -v python3)"
    else
        row missing "Python 3.10" "sudo apt-get install --yes python3 python3-venv"
        return 1
    fi
    if has_venv; then row good "Python venv" there; else row missing "Python venv" "sudo apt-get install --yes python3-venv"; complete=1; fi
    return "$complete"
}

doctor_environment() {
    if ! has_python; then return; fi
    find_python_environment
    if [[ ! -e "$PYTHON_ENV/complete" ]]; then
        row later "yt-dlp, deno" "./weir build brings them"
        return
    fi
    row good yt-dlp "$("$PYTHON_ENV/bin/python" -c 'import yt_dlp.version as v; print(v.__version__)' 2>&1 | tail -n 1)"
    row good "JavaScript" "$("$PYTHON_ENV/bin/deno" --version 2>&1 | head -n 1)"
}

doctor_build() {
    if jar_is_current; then row good "server jar" "up to date"; else row later "server jar" "./weir build makes it"; fi
    if [[ -n "${JAVA_HOME:-}" && -e "$JAR" ]] && cache_is_current; then
        row good "AOT cache" "up to date"
    else
        row later "AOT cache" "./weir build makes it"
    fi
}

doctor_programs() {
    local port="${PORT:-8000}" missing
    if command -v ffmpeg >/dev/null; then row good ffmpeg "$(command -v ffmpeg)"
    elif [[ -x "$STATE/bin/ffmpeg" ]]; then row good ffmpeg "one of our own"
    else row later ffmpeg "./weir build brings one"; fi
    if port_is_free "$port"; then row good "port $port" free; else row taken "port $port" "PORT=8001 ./weir serve"; fi
    missing="$(missing_test_packages | tr '\n' ' ')"
    if [[ -z "$missing" ]]; then row good "for tests" "all there"; else row later "for tests" "sudo apt-get install --yes --no-install-recommends $missing"; fi
}
