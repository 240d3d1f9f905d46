#!/usr/bin/env bash
# Makes curlew_VERSION_ARCHITECTURE.deb: Resources/package.sh [--program FILE] [--output DIR]
#   --program FILE  this one, built already, in place of building an optimised one
#   --output DIR    put the package there, and not into .build-package
# It is for the Debian that it is made on. DEBFULLNAME and DEBEMAIL say who makes it; otherwise git knows. Needs dpkg-dev.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
install=("$root/Resources/install.sh" --prefix /usr) output=$root/.build-package
while [ $# -gt 0 ]; do
    case $1 in
    --program) install+=(--program "${2:?a file}") && shift 2 ;;
    --output) output=${2:?a directory} && shift 2 ;;
    *)
        sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done

version=$(sed -n 's/.*let number = "\(.*\)"/\1/p' "$root/Sources/Plan/Version.swift")
maker="${DEBFULLNAME:-$(git -C "$root" config user.name || id -un)} <${DEBEMAIL:-$(git -C "$root" config user.email || echo "$(id -un)@$(hostname)")}>"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
umask 022
DESTDIR=$tree "${install[@]}"

# Where Debian keeps these.
gzip -9n "$tree/usr/share/man/man1/curlew.1"
install -d "$tree/usr/share/zsh" "$tree/usr/share/doc/curlew" "$tree/DEBIAN" "$work/debian"
mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
strip --remove-section=.comment --remove-section=.note "$tree/usr/bin/curlew"

cat > "$tree/usr/share/doc/curlew/copyright" << END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: curlew
Comment: No licence has been chosen yet. Until there is one, nobody but the
 authors may copy, change or hand on curlew.

Files: *
Copyright: 2026 the authors of curlew
License: none-chosen-yet
 No licence has been chosen yet.
END
date=$(LC_ALL=C date -R ${SOURCE_DATE_EPOCH:+-d "@$SOURCE_DATE_EPOCH"})
gzip -9n > "$tree/usr/share/doc/curlew/changelog.Debian.gz" << END
curlew ($version-1) unstable; urgency=medium

  * Made by Resources/package.sh.

 -- $maker  $date
END
gzip -9n < "$root/Resources/Documentation/CHANGELOG.md" > "$tree/usr/share/doc/curlew/changelog.gz"

# dpkg-shlibdeps wants a source package around what it looks at. It does not see libcurl, which is loaded late.
printf 'Source: curlew\n\nPackage: curlew\nArchitecture: any\n' > "$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O tree/usr/bin/curlew | sed -n 's/^shlibs:Depends=//p')
curl=$(dpkg -S '*/libcurl.so.4' | sed -n '1s/:.*//p')
cat > "$tree/DEBIAN/control" << END
Package: curlew
Version: $version-1
Architecture: $(dpkg --print-architecture)
Maintainer: $maker
Installed-Size: $(du -k -s --apparent-size "$tree/usr" | cut -f1)
Depends: $libraries, ${curl:-libcurl4}
Recommends: ca-certificates
Section: web
Priority: optional
Description: fetch a URL as curl does, and look at the answer while it arrives
 Change the word curl to curlew and the response opens in a pager that
 follows, scrolls and searches while the transfer still runs, beside status,
 headers, byte counts, rate and timing.
 .
 If standard output is no terminal, it streams through unchanged as with curl.
END
(cd "$tree" && find usr -type f -printf '%P\n' | sort | sed 's|^|usr/|' | xargs md5sum > DEBIAN/md5sums)

mkdir -p "$output"
dpkg-deb --root-owner-group --build "$tree" "$output/curlew_$version-1_$(dpkg --print-architecture).deb"
