#!/bin/sh
# Fetch the two typefaces of the pages anew, as npm publishes them, into static/vendor/<name>-<version>/.
#
# Usage: scripts/refresh_fonts.sh            the versions below
# Needs npm and sha256sum. To move to a new version: change it below, run this, change the folder names in
# static/css/tokens.css, delete the old folders, and look at the pages.
#
# Each weight needs two files: the Arabic one has no Latin letters and no digits 0-9.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # name, version, weights
    package="@fontsource/$1@$2"
    target="$root/static/vendor/$1-$2"
    mkdir -p "$work/$1" "$target"
    archive=$(cd "$work" && npm pack --silent "$package")
    tar -xzf "$work/$archive" -C "$work/$1"
    cp "$work/$1/package/LICENSE" "$target/LICENSE"
    for weight in $3; do
        for script in arabic latin; do
            cp "$work/$1/package/files/$1-$script-$weight-normal.woff2" "$target/$script-$weight.woff2"
        done
    done
    chmod 644 "$target"/*
    manifest "$package" "$target"
}

manifest() { # package, folder
    {
        echo "npm package: $1"
        echo "licence: OFL-1.1 (LICENSE)"
        echo "files, unchanged but for their names, with their SHA-256:"
        (cd "$2" && sha256sum -- *.woff2 LICENSE)
    } > "$2/MANIFEST"
}

fetch ibm-plex-sans-arabic 5.3.0 "400 600"
fetch noto-naskh-arabic 5.3.0 "400 700"
