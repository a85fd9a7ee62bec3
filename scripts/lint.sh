# Checks of what no test runs as it is: shell, Dockerfile, unit, compose files. Sourced by ../weir.
# shellcheck shell=bash

LINT_REQUIREMENTS=scripts/lint-requirements.txt

lint() {
    local folder work
    tools_environment
    folder="$(environment_for "$LINT_REQUIREMENTS" lint)"
    lock
    make_environment "$folder" "$LINT_REQUIREMENTS"
    unlock
    say "checking shell, Dockerfile, compose files and unit"
    shellcheck --external-sources weir deploy/archive/weir scripts/image-steps || fail "shellcheck finds fault with a script; what it says is above"
    "$folder/bin/hadolint" Dockerfile || fail "hadolint finds fault with the Dockerfile; what it says is above"
    "$TOOLS_PYTHON" scripts/lint/compose.py docker-compose.yml docker-compose.valkey.yml || fail "the compose files do not hold; what is wrong is above"
    # The unit names the folder of an installation.
    work="$(mktemp -d)"
    sed "s#/opt/weir/bin/weir#$PWD/deploy/archive/weir#; s#/opt/weir/#$PWD/#" deploy/systemd/weir.service >"$work/weir.service"
    systemd-analyze verify "$work/weir.service" || fail "systemd finds fault with the unit; what it says is above"
    rm -rf "$work"
}
