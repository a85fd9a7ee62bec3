# Runs the tests. Sourced by ../weir.
# shellcheck shell=bash

# A command that shows that a package is there, and the package.
TEST_PACKAGES=("ffmpeg ffmpeg" "ffprobe ffmpeg" "chromium chromium" "chromedriver chromium-driver" "wrk wrk" "nginx nginx-light"
    "haproxy haproxy" "shellcheck shellcheck" "systemd-analyze systemd")

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
    { apt-get -qq update && apt_install "${missing[@]}"; } || fail "${missing[*]} cannot be installed; what apt-get says about it is above"
}

# Waits its turn where another apt-get is at work, as on a machine that has just booted.
apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" >/dev/null
}

run_tests() {
    case "${1:-all}" in
        all)
            require_tools
            test_packages
            python_environment
            lint
            use_environment_path
            maven "-Dweir.python=$PYTHON_ENV/bin/python" verify
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
