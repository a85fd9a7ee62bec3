# Runs the tests. Sourced by ../weir.
# shellcheck shell=bash

# Programs for the tests, apart from what the server needs.
TEST_REQUIREMENTS=server/src/test/schemathesis/requirements.txt

# A command that shows that a package is there, and the package.
TEST_PACKAGES=("ffmpeg ffmpeg" "ffprobe ffmpeg" "chromium chromium" "chromedriver chromium-driver" "wrk wrk" "nginx nginx-light"
    "redis-server redis-server" "valkey-server valkey-server" "haproxy haproxy" "shellcheck shellcheck" "systemd-analyze systemd")

missing_test_packages() {
    local pair
    for pair in "${TEST_PACKAGES[@]}"; do
        # nginx and haproxy lie where only root's PATH leads.
        PATH="$PATH:/usr/sbin" command -v "${pair% *}" >/dev/null || echo "${pair#* }"
    done | sort -u
}

test_packages() {
    local missing
    mapfile -t missing < <(missing_test_packages)
    [[ ${#missing[@]} -eq 0 ]] && return 0
    if [[ "$(id -u)" -ne 0 ]]; then
        fail "the tests need programs that are missing; install them with: sudo apt-get install --yes --no-install-recommends ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    { apt-get -qq update && with_backports "${missing[@]}" && without_services apt_install "${missing[@]}"; } ||
        fail "${missing[*]} cannot be installed; what apt-get says about it is above"
}

# Valkey is younger than Debian 12, whose backports have it. They are named for as long as the system's own lists do not know a package.
with_backports() {
    local package release=""
    [[ -r /etc/os-release ]] && release="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")"
    for package in "$@"; do
        apt-cache show "$package" >/dev/null 2>&1 && continue
        [[ "$release" == bookworm ]] || return 0
        local list=/etc/apt/sources.list.d/weir-backports.list mirror
        mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' "Codename: $release" | head -n 1)"
        [[ -n "$mirror" ]] || return 0
        echo "deb $mirror $release-backports main" >"$list"
        apt-get -qq update && without_services apt_install --target-release bookworm-backports "$package"
        local status=$?
        rm -f "$list"
        return "$status"
    done
}

# The tests start their own servers, on ports of their own; none is to run because its package was installed.
without_services() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [[ -e "$policy" ]]; then
        "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    "$@" || status=$?
    rm -f "$policy"
    return "$status"
}

# Waits its turn where another apt-get is at work, as on a machine that has just booted.
apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" >/dev/null
}

# Sets TEST_ENV, and makes that environment where it is missing or was left half made.
test_environment() {
    TEST_ENV="$(environment_for "$TEST_REQUIREMENTS" test)"
    lock
    make_environment "$TEST_ENV" "$TEST_REQUIREMENTS"
    unlock
}

run_tests() {
    case "${1:-all}" in
        all)
            require_tools
            test_packages
            python_environment
            lint
            use_environment_path
            test_environment
            maven "-Dweir.python=$PYTHON_ENV/bin/python" "-Dweir.schemathesis=$TEST_ENV/bin/schemathesis" verify
            ;;
        unit)
            require_tools
            maven test
            ;;
        *)
            say "there are no tests called '$1'; ./weir test runs all, ./weir test unit the quick ones"
            exit 2
            ;;
    esac
}
