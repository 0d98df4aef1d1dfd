#!/usr/bin/env bash
# Install the Debian packages that the tests need (packages.txt), where root or sudo allows; else name those missing.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
while read -r package _; do
  case $package in ''|'#'*) continue ;; esac
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done < packages.txt
[ ${#missing[@]} -eq 0 ] && exit 0

become=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then
    become=(sudo -n)
  else
    echo "the tests need Debian packages: apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi
echo "installing ${missing[*]} ..."
export DEBIAN_FRONTEND=noninteractive
{ "${become[@]}" apt-get update -qq && "${become[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null || {
  echo "apt-get could not install: ${missing[*]}" >&2
  exit 1
}
