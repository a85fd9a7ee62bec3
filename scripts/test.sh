# Runs the tests. Sourced by ../weir.
# shellcheck shell=bash

# The command that shows a package is there, and the package.
TEST_PACKAGES=("ffmpeg ffmpeg" "ffprobe ffmpeg" "chromium chromium" "chromedriver chromium-driver" "wrk wrk" "nginx nginx-light")

missing_test_packages() {
    local pair
    for pair in "${TEST_PACKAGES[@]}"; do
        # nginx lies where only root's PATH leads.
        PATH="$PATH:/usr/sbin" command -v "${pair% *}" >/dev/null || echo "${pair#* }"
    done | sort -u
}

test_packages() {
    local missing
    mapfile -t missing < <(missing_test_packages)
    [[ ${#missing[@]} -eq 0 ]] && return 0
    if [[ "$(id -u)" -ne 0 ]]; then
        fail "the tests need programs that are missing; install them with: sudo apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
}

run_tests() {
    require_tools
    case "${1:-all}" in
        all)
            test_packages
            python_environment
            use_environment_path
            exec mvn --batch-mode --no-transfer-progress --projects server "-Dweir.python=$PYTHON_ENV/bin/python" verify
            ;;
        unit) exec mvn --batch-mode --no-transfer-progress --projects server test ;;
        *) fail "there are no tests called '$1'; ./weir test runs all, ./weir test unit the quick ones" ;;
    esac
}
