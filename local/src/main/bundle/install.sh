#!/bin/sh
# Installs Amur Watch from this unpacked bundle as a service, or upgrades it; without a network. Safe to run again.
set -eu
umask 022

home=/opt/amurwatch
state=/var/lib/amurwatch
user=amurwatch
command=/usr/local/bin/amurwatch
unit=/etc/systemd/system/amurwatch.service
bundle=$(cd -- "$(dirname -- "$0")" && pwd -P)

usage() {
    cat <<END
Usage: install.sh [--no-start]   installs, or upgrades to, the version in this folder, and starts the service
       install.sh --back         goes back to the version that was installed before
       install.sh --uninstall    removes the program and the service; the state in $state stays
       install.sh --help

Programs: $home/VERSION; state: $state; command: $command. Needs root.
Exit codes: 0 done, 1 failed, 2 wrong usage, 5 not allowed.
END
}

say() { echo "$*" >&2; }

fail() { # exit code, sentence
    echo "install.sh: $2" >&2
    exit "$1"
}

property() { # file, key
    sed -n "s/^$2=//p" "$1"
}

# Whether systemd runs this machine.
has_systemd() { [ -d /run/systemd/system ]; }

is_running() { has_systemd && systemctl --quiet is-active amurwatch; }

require_root() {
    [ "$(id -u)" = 0 ] || fail 5 "this needs root, to write to $home and to make a service. Run it by sudo, or as root."
}

require_tools() {
    for tool in sha256sum tar useradd runuser; do
        command -v "$tool" >/dev/null || fail 1 "there is no '$tool' on this machine. Install it: it is in coreutils, tar, passwd (shadow-utils) or util-linux."
    done
}

require_platform() {
    [ -r "$bundle/VERSION" ] || fail 1 "$bundle is no bundle: it has no file VERSION. Unpack the archive again, and run its own install.sh."
    version=$(property "$bundle/VERSION" version)
    made_for=$(property "$bundle/VERSION" platform)
    case "$version" in '' | *[!0-9A-Za-z.+-]*) fail 1 "$bundle/VERSION names no version: '$version'. Unpack the archive again." ;; esac
    this="$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)"
    [ "$made_for" = "$this" ] || fail 1 "this bundle is for $made_for, and this machine is $this. Make a bundle on a machine like this one: './amurwatch bundle'."
}

# Copies to a name of its own first: what runs goes on running, and a copy that fails leaves nothing.
copy_program() {
    new="$home/.new"
    mkdir -p "$home"
    rm -rf "$new"
    trap 'rm -rf "$new"' EXIT
    mkdir "$new"
    say "Copying Amur Watch $version to $home ..."
    # What SHA256SUMS does not name stays out.
    (cd -- "$bundle" && sed 's/^[0-9a-f]*  //' SHA256SUMS | tar -c -f - -T - SHA256SUMS) | (cd -- "$new" && tar -x -f -) ||
        fail 1 "can't copy to $home; nothing was changed. Is there room on its disk?"
    say "Checking the copy ..."
    (cd -- "$new" && sha256sum --check --strict --quiet SHA256SUMS) >&2 ||
        fail 1 "files of this bundle are damaged: see above. Nothing was changed. Copy the archive again, compare its SHA-256, and unpack it again."
    chown -R 0:0 "$new"
    chmod -R u=rwX,go=rX "$new"
    # A stick's file system may know no modes.
    chmod 0755 "$new/amurwatch" "$new/install.sh" "$new"/runtime/bin/* "$new/runtime/lib/jspawnhelper"
    # Its own classes made ready for this machine: commands start faster. It shows too that its Java runs here.
    "$new/runtime/bin/java" -Xshare:dump >"$new/dump.log" 2>&1 ||
        fail 1 "its Java does not run on this machine; nothing was changed. It needs glibc, at least as new as where the bundle was made: $(tail -n 1 "$new/dump.log")"
    rm -f "$new/dump.log"
}

make_user() {
    id "$user" >/dev/null 2>&1 ||
        useradd --system --user-group --home-dir "$state" --no-create-home --shell /usr/sbin/nologin "$user"
    mkdir -p "$state"
    chown "$user:$user" "$state"
    chmod 0700 "$state"
}

link() { # version, name of the link
    ln -s "$1" "$home/.$2"
    mv -T -f "$home/.$2" "$home/$2"
}

linked() { # name of the link
    readlink "$home/$1" 2>/dev/null || true
}

install_service() {
    mkdir -p "$(dirname -- "$command")"
    cat >"$command.new" <<END
#!/bin/sh
# Runs a command of Amur Watch as the service's user, from the folder of its state. Made by install.sh.
if [ "\$(id -u)" != 0 ] && [ "\$(id -un)" != $user ]; then
    echo "amurwatch: run it by sudo: the system belongs to the user $user." >&2
    exit 5
fi
cd $state || exit 1
if [ "\$(id -u)" = 0 ]; then
    exec runuser -u $user -- $home/current/amurwatch "\$@"
fi
exec $home/current/amurwatch "\$@"
END
    chmod 0755 "$command.new"
    mv -f "$command.new" "$command"
    if has_systemd; then
        cp "$home/current/amurwatch.service" "$unit"
        chmod 0644 "$unit"
        systemctl daemon-reload
        systemctl --quiet enable amurwatch
    fi
}

stop_service() {
    if is_running; then
        say "Stopping the service ..."
        systemctl stop amurwatch
    fi
}

start_service() {
    say "Starting the service ..."
    systemctl start amurwatch
    "$command" status --wait 180 >/dev/null ||
        fail 1 "the service is installed, but is not ready after three minutes. See: journalctl -u amurwatch"
    say "Ready. 'amurwatch status' shows the system, 'journalctl -u amurwatch -f' the patrol phone."
}

tell_how_to_start() {
    if has_systemd; then
        say "Not started. Start it: systemctl start amurwatch"
    else
        say "This machine is not run by systemd, so there is no service. Start it by hand: $command up --bare"
    fi
}

switch_to() { # version
    stop_service
    before=$(linked current)
    if [ -n "$before" ] && [ "$before" != "$1" ]; then
        link "$before" previous
    fi
    link "$1" current
    install_service
}

install() { # yes|no: start
    require_root
    require_tools
    require_platform
    case "$bundle/" in "$home"/*) fail 2 "this is the installed program itself. Run install.sh of the unpacked archive." ;; esac
    copy_program
    make_user
    stop_service
    rm -rf "${home:?}/$version"
    mv "$new" "$home/$version"
    trap - EXIT
    switch_to "$version"
    remove_older
    say "Installed Amur Watch $version."
    if [ "$1" = yes ] && has_systemd; then start_service; else tell_how_to_start; fi
}

# Keeps the version that runs and the one before it.
remove_older() {
    for folder in "$home"/*/; do
        name=$(basename -- "$folder")
        case "$name" in current | previous | "$(linked current)" | "$(linked previous)") ;; *) rm -rf "${home:?}/$name" ;; esac
    done
}

back() {
    require_root
    earlier=$(linked previous)
    { [ -n "$earlier" ] && [ -d "$home/$earlier" ]; } || fail 1 "there is no earlier version in $home to go back to."
    ran=no
    if is_running; then ran=yes; fi
    switch_to "$earlier"
    say "Went back to Amur Watch $earlier."
    if [ "$ran" = yes ]; then start_service; else tell_how_to_start; fi
}

uninstall() {
    require_root
    stop_service
    if has_systemd && [ -e "$unit" ]; then systemctl --quiet disable amurwatch; fi
    rm -f "$unit" "$command"
    rm -rf "$home"
    if has_systemd; then systemctl daemon-reload; fi
    say "Removed the program. The state stays in $state, and with it its user $user: deleting that folder loses all that was recorded."
}

# Whole in memory before anything runs: this file may delete itself.
main() {
    [ $# -le 1 ] || { usage >&2; exit 2; }
    case "${1:-}" in
        '') install yes ;;
        --no-start) install no ;;
        --back) back ;;
        --uninstall) uninstall ;;
        --help | -h) usage ;;
        *) usage >&2; fail 2 "there is no option '$1'." ;;
    esac
    exit 0
}

main "$@"
