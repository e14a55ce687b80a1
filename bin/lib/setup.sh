# What every command in bin/ does first: make .venv, fonts and translations match what is written down.
# Source it, then call `set_up requirements.lock` or `set_up requirements-test.lock`; `$python` is the result.
# It installs system packages only where that needs no password, and otherwise names the command to type.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

set_up() {
  mkdir -p var
  # Two commands started at once must not write into one .venv.
  if command -v flock >/dev/null; then
    exec 9>var/.setup.lock
    flock 9
  fi
  make_environment "$1"
  cut_fonts
  compile_translations
  exec 9>&-
}

make_environment() {
  local lock=$1 stamp=$venv/installed-locks
  if grep -qsF "$(fingerprint "$lock")" "$stamp" && "$python" -c '' 2>/dev/null; then
    return
  fi
  say "Installing what $lock lists ..."
  # uv is quicker; pip may know a way to the packages (a company's own index) that uv was not told.
  if ! command -v uv >/dev/null || ! install_with_uv "$lock"; then
    install_with_pip "$lock"
  fi
  fingerprint "$lock" >"$stamp"
  # The test lock holds every line of the other one (bin/check compares them).
  [[ $lock != requirements-test.lock ]] || fingerprint requirements.lock >>"$stamp"
}

fingerprint() { "$(command -v sha256sum || command -v gsha256sum)" "$1"; }

install_with_uv() {
  local base
  if ! "$python" -c '' 2>/dev/null; then
    base=$(find_python) || return
    uv venv --quiet --clear --python "$base" "$venv" || return
  fi
  uv pip install --quiet --python "$python" --require-hashes --only-binary :all: -r "$1"
}

install_with_pip() {
  local base
  if ! "$python" -m pip --version >/dev/null 2>&1; then
    base=$(find_python)
    "$base" -c 'import ensurepip' 2>/dev/null || need_packages "Python's venv support" "$(basename "$base")-venv"
    rm -rf "$venv"
    "$base" -m venv "$venv"
  fi
  "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$1"
}

# Print the first Python that is new enough; SQLAlchemy 2.1 and Pillow need 3.11.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  fail "Gốc needs Python 3.11 or newer. On Debian 12 or Ubuntu 24.04: sudo apt-get install python3 python3-venv"
}

# The shop runs without Pango; only PDFs ask for it.
has_pango() {
  [[ $(uname) == Linux ]] || return 0
  local libraries
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  [[ $libraries == *libpangoft2-1.0.so.0* && $libraries == *libharfbuzz-subset.so.0* ]]
}

pango_packages=(libpangoft2-1.0-0 libharfbuzz-subset0)

want_pango() {
  has_pango || install_packages "${pango_packages[@]}" ||
    say "Labels cannot be printed as PDF without Pango. To have it, type: $(install_command "${pango_packages[@]}")"
}

need_packages() {
  local what=$1
  shift
  install_packages "$@" || fail "$what is missing. Type: $(install_command "$@")"
}

install_command() { printf 'sudo apt-get install --no-install-recommends %s' "$*"; }

# Install Debian packages where nobody has to be asked; false where somebody has to, or where there is no apt.
install_packages() {
  local as_root=()
  command -v apt-get >/dev/null || return 1
  if [[ $(id -u) != 0 ]]; then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  say "Installing $* ..."
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0)
  local install=("${apt[@]}" install --no-install-recommends "$@")
  # The list of packages may be missing or old: only then is it worth asking for it.
  "${install[@]}" >/dev/null 2>&1 || { "${apt[@]}" update >/dev/null && "${install[@]}" >/dev/null; }
}

cut_fonts() {
  [[ ! -f bin/fonts ]] || "$python" bin/fonts >&2
}

compile_translations() {
  local messages
  for messages in translations/*/LC_MESSAGES/messages.po; do
    if [[ -f $messages && ! ${messages%.po}.mo -nt $messages ]]; then
      "$venv/bin/python" -m babel.messages.frontend --quiet compile -i "$messages" -o "${messages%.po}.mo" >&2
    fi
  done
}
