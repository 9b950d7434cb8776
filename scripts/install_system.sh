#!/usr/bin/env bash
# What the tests of the renderings need besides Python: a browser to open the HTML in, a look at PDF pages, and the npm
# packages that judge them (axe-core for accessibility, mermaid for its own parser). Quick where all of it is there.
set -euo pipefail

parts="${BRIEFER_TEST_PARTS:-${XDG_CACHE_HOME:-$HOME/.cache}/briefer-tests}"
packages=()
command -v chromium > /dev/null || packages+=(chromium)
command -v pdftoppm > /dev/null || packages+=(poppler-utils)
if [ "${#packages[@]}" -gt 0 ]; then
  if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "not installed: ${packages[*]}; the tests that need them are skipped" >&2
  else
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" > /dev/null
  fi
fi

for package in axe-core@4.14.1 mermaid@12.3.0; do
  name="${package%@*}"
  [ -f "$parts/$name/package.json" ] && continue
  if ! command -v npm > /dev/null; then
    echo "no npm for $name: the tests that need it are skipped" >&2
    continue
  fi
  fresh=$(mktemp -d)
  (cd "$fresh" && npm pack --silent "$package" > /dev/null && tar xzf ./*.tgz)
  mkdir -p "$parts/$name"
  case "$name" in
    axe-core) cp "$fresh/package/axe.min.js" "$parts/$name/" ;;
    mermaid) cp "$fresh/package/dist/mermaid.min.js" "$parts/$name/" ;;
  esac
  cp "$fresh/package/package.json" "$parts/$name/"
  rm -rf "$fresh"
done
