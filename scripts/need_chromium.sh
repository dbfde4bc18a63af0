#!/bin/sh
# The browser tests drive Debian's Chromium. Installs it from the distribution's packages where that is
# allowed; otherwise says in one line what is missing, and fails.
set -u
here() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }
here && exit 0

missing="Chromium is missing for the browser tests: install the package chromium (or chromium-browser)."
command -v apt-get >/dev/null 2>&1 || { echo "$missing" >&2; exit 1; }
if [ "$(id -u)" -eq 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else
  echo "$missing" >&2; exit 1
fi
echo "Installing Chromium for the browser tests …"
DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND
log=$(mktemp)
{ $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; } \
  >"$log" 2>&1 || { tail -n 3 "$log" >&2; echo "$missing" >&2; exit 1; }
here && exit 0
echo "$missing" >&2
exit 1
