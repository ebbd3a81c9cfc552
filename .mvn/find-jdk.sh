# Sets JAVA_HOME to a JDK 25 or newer and exports it; sourced by ./mvnw and ./lepton.
# Looks at JAVA_HOME, then at the usual places of Linux and macOS, then at the java on the PATH.
lepton_java_major() {
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

lepton_find_jdk() {
  for home in "${LEPTON_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(lepton_java_major "$home") || continue
    if [ "${major:-0}" -ge 25 ] && [ -x "$home/bin/$1" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  on_path=$(command -v "$1" 2>/dev/null) || return 1
  # shellcheck disable=SC2046
  home=$(dirname $(dirname $(readlink -f "$on_path")))
  major=$(lepton_java_major "$home") || return 1
  [ "${major:-0}" -ge 25 ] || return 1
  JAVA_HOME=$home
  export JAVA_HOME
}

lepton_require_jdk() {
  lepton_find_jdk "$1" && return 0
  {
    echo "Lepton needs a JDK 25 or newer; none was found in JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks or on the PATH."
    echo "Install one, for example Eclipse Temurin 25 (package temurin-25-jdk), or set LEPTON_JAVA_HOME to its folder."
  } >&2
  exit 3
}
