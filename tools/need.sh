#!/usr/bin/env bash
# Does this machine have the system programs a job needs?  usage: tools/need.sh python|tests
# Root gets the missing Debian packages installed; anyone else is told the one line to run.
set -euo pipefail

PYTHON=${PYTHON:-python3}
missing=()

need() { # need PACKAGE CHECK… : the package that brings what the check looks for
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
any_file() { compgen -G "$1"; }
postgres_programs() { type -P initdb || any_file '/usr/lib/postgresql/*/bin/initdb'; }

case ${1:-} in
  python)
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
      echo "Cần Python 3.11 trở lên; ở đây '$PYTHON' là: $("$PYTHON" --version 2>&1 | head -n 1 || true)." >&2
      echo "Cài bản mới hơn rồi chỉ rõ, ví dụ: make env PYTHON=python3.12" >&2
      exit 1
    }
    need python3-venv "$PYTHON" -c 'import ensurepip, venv'
    ;;
  tests)
    need postgresql postgres_programs
    need chromium command -v chromium
    need libatomic1 any_file '/usr/lib/*/libatomic.so.1'  # the node inside Playwright
    need fonts-liberation2 any_file '/usr/share/fonts/truetype/liberation*/LiberationSerif-Regular.ttf'
    need poppler-utils command -v pdftoppm
    need libreoffice-writer-nogui command -v soffice
    need openjdk-17-jre-headless command -v java
    ;;
  *)
    echo "usage: tools/need.sh python|tests" >&2
    exit 2
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Máy còn thiếu: ${missing[*]}. Hãy chạy một lần, rồi gọi lại lệnh vừa rồi:" >&2
  echo "    sudo apt-get update && sudo $line" >&2
  exit 1
fi

# Debian's postgresql starts a server of its own; the tests start a private one and need the programs only.
case " ${missing[*]} " in
  *" postgresql "*)
    if [ ! -e /etc/postgresql-common ]; then
      mkdir -p /etc/postgresql-common/createcluster.d
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/tdkt-tests.conf
    fi
    ;;
esac
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
$line
