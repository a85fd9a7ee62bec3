# Starts the server, and what is asked of it afterwards. Sourced by ../weir and the archive's bin/weir.
# shellcheck shell=bash

# Becomes the server, so that signals reach it.
start_server() {
    export YTDLP_PYTHON="${YTDLP_PYTHON:-$PYTHON_ENV/bin/python}"
    use_environment_path
    say "open http://$(shown_host):${PORT:-8000}/ in a browser; stop with Ctrl+C"
    jvm_command
    exec "${JVM[@]}"
}

# The host to open in a browser on this machine.
shown_host() {
    case "${HOST:-0.0.0.0}" in
        0.0.0.0 | ::) echo localhost ;;
        *:*) echo "[$HOST]" ;;
        *) echo "$HOST" ;;
    esac
}

# Asks a running server, or two; both programs need nothing but Python itself.
healthy() { exec python3 "$SCRIPTS/healthy.py" "$@"; }
compare() { exec python3 "$SCRIPTS/compare.py" "$@"; }

# Files are named as seen from where the user called.
migrate() {
    tools_environment
    cd "$CALLED_FROM"
    exec "$TOOLS_PYTHON" "$SCRIPTS/migrate" --java "$JAVA_HOME/bin/java" --jar "$JAR" "$@"
}
