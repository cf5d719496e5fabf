# shellcheck shell=sh
# Finds Java installations. Read by `thermograd` and `scripts/test`; runs nothing by itself.

java_minimum=17

# Prints the folder of each Java installation there may be, the preferred one first, one a line.
java_homes() {
    if [ -n "${JAVA_HOME-}" ]; then
        printf '%s\n' "$JAVA_HOME"
    fi
    java_home_on_path
    for java_dir in /usr/lib/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME-}"/.sdkman/candidates/java/current \
        "${HOME-}"/.sdkman/candidates/java/*; do
        if [ -x "$java_dir/bin/java" ]; then
            # Who reads may have enough; a parent such as a notebook may ignore SIGPIPE, so that printf fails instead.
            printf '%s\n' "$java_dir" 2>/dev/null || return 0
        fi
    done
}

# Prints the installation behind `java` on the PATH. Where that is a shim (macOS, asdf), Java itself is asked.
java_home_on_path() {
    java_command=$(command -v java 2>/dev/null) || return 0
    while [ -L "$java_command" ]; do
        java_link=$(readlink "$java_command")
        case $java_link in
            /*) java_command=$java_link ;;
            *) java_command=$(dirname "$java_command")/$java_link ;;
        esac
    done
    java_dir=$(dirname "$(dirname "$java_command")")
    if [ ! -f "$java_dir/release" ]; then
        java_asked=$(java_property "$java_command" java.home)
        java_dir=${java_asked:-$java_dir}
    fi
    printf '%s\n' "$java_dir"
}

# Prints one system property of the given java command, or nothing where that does not run.
java_property() {
    "$1" -XshowSettings:properties -version 2>&1 </dev/null | sed -n "s/^ *$2 = //p" | head -n 1
}

# Sets java_major and java_kind (JDK, or JRE without javac) for one installation; fails where none works there.
java_inspect() {
    [ -x "$1/bin/java" ] || return 1
    java_version=
    if [ -r "$1/release" ]; then
        while IFS= read -r java_line || [ -n "$java_line" ]; do
            case $java_line in
                JAVA_VERSION=*) java_version=${java_line#JAVA_VERSION=} ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$java_version" ]; then
        java_version=$(java_property "$1/bin/java" java.version)
    fi
    java_version=${java_version#\"}
    java_version=${java_version#1.}
    java_major=${java_version%%[!0-9]*}
    [ -n "$java_major" ] || return 1
    if [ -x "$1/bin/javac" ]; then
        java_kind=JDK
    else
        java_kind=JRE
    fi
}

# Prints "MAJOR KIND HOME" of each installation that works, links to the same one only once.
java_installations() {
    java_homes | {
        java_seen=
        while IFS= read -r java_dir; do
            java_real=$(CDPATH='' cd -P -- "$java_dir" 2>/dev/null && pwd) || continue
            case $java_seen in
                *"|$java_real|"*) continue ;;
            esac
            java_seen="$java_seen|$java_real|"
            if java_inspect "$java_real"; then
                printf '%s %s %s\n' "$java_major" "$java_kind" "$java_real"
            fi
        done
    }
}

# java_first JDK|ANY MINIMUM [MAXIMUM]: prints "MAJOR KIND HOME" of the first installation that will do, or nothing.
java_first() {
    java_homes | while IFS= read -r java_dir; do
        java_inspect "$java_dir" || continue
        if [ "$java_major" -ge "$2" ] && [ "$java_major" -le "${3:-999}" ] &&
            { [ "$1" = ANY ] || [ "$java_kind" = "$1" ]; }; then
            printf '%s %s %s\n' "$java_major" "$java_kind" "$java_dir"
            break
        fi
    done
}

# java_missing PROGRAM JDK|ANY: says on standard error what was looked for, what was found and how to get one.
java_missing() {
    {
        if [ "$2" = JDK ]; then
            echo "$1: building needs a JDK $java_minimum or newer (with javac), and there is none"
        else
            echo "$1: needs Java $java_minimum or newer, and there is none"
        fi
        echo "  looked for: JAVA_HOME (${JAVA_HOME:-not set}), java on the PATH ($(command -v java || echo none)),"
        echo "              /usr/lib/jvm, /Library/Java/JavaVirtualMachines, Homebrew, ~/.sdkman/candidates/java"
        java_found=$(java_installations)
        if [ -z "$java_found" ]; then
            echo "  found:      nothing"
        else
            printf '%s\n' "$java_found" | while read -r java_major java_kind java_dir; do
                case $java_kind in
                    JRE) java_note=" (without javac)" ;;
                    *) java_note= ;;
                esac
                echo "  found:      Java $java_major at $java_dir$java_note"
            done
        fi
        echo "  to get one: Debian, Ubuntu   sudo apt-get install openjdk-17-jdk-headless"
        echo "              macOS            brew install openjdk@17"
        echo "              anywhere         sdk install java   (https://sdkman.io)"
    } >&2
}
