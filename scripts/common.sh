# Shared by the scripts beside it; to be sourced by bash, not run. Here and nowhere else stand the flags of a build.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }

# fail CODE MESSAGE…: what is wrong and what to do; ends the script.
fail() {
  local code=$1
  shift
  printf '%s: %s\n' "scripts/$(basename "$0")" "$*" >&2
  exit "$code"
}

# usage: the comment at the head of the script that was called.
usage() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

# choose_cpu LEVEL: sets `cpu` (the level), `flags` (for swift build and swift test alike) and `scratch` (where SwiftPM
# builds). Every level has a scratch folder of its own, since one module built for another processor can leak into all.
choose_cpu() {
  cpu=$1
  flags=()
  scratch="$root/.build"
  [[ $cpu == native ]] || scratch="$root/.build-$cpu"
  [[ $(uname -m) == x86_64 ]] || cpu=baseline
  case $cpu in
    native) flags=(-Xcc -march=native -Xcc -mprefer-vector-width=512 -Xswiftc -DCPU_NATIVE) ;;
    x86-64-v4) flags=(-Xcc -march=x86-64-v4 -Xcc -mprefer-vector-width=512 -Xswiftc -DCPU_X86_64_V4) ;;
    x86-64-v3) flags=(-Xcc -march=x86-64-v3 -Xswiftc -DCPU_X86_64_V3) ;;
    baseline) ;;
    *) fail 64 "--cpu $cpu: must be native, x86-64-v4, x86-64-v3 or baseline" ;;
  esac
}

# What an mpirun around us has left in the environment would make another mpirun end without a word.
leave_launcher() {
  local name
  for name in $(compgen -e); do
    case $name in
      PMIX_* | PMI_* | ORTE_* | OMPI_APP_* | OMPI_COMM_* | OMPI_MCA_ess* | OMPI_MCA_pmix* | OMPI_MCA_orte*) unset "$name" ;;
    esac
  done
}

# Open MPI wants to be told twice that root is meant.
allow_root() {
  [[ $(id -u) != 0 ]] || export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
}

# Processors for ranks: those this process may use, less where a container has a smaller share of time.
processors() {
  local count quota period
  count=$(nproc)
  if read -r quota period 2>/dev/null </sys/fs/cgroup/cpu.max && [[ $quota != max ]]; then
    local share=$(((quota + period - 1) / period))
    ((share >= count)) || count=$share
  fi
  say "$((count > 0 ? count : 1))"
}

# launch RANKS WORD…: mpirun on this machine. More ranks than Open MPI counts slots (it counts cores, we count hardware
# threads) are allowed; ranks are not bound, as two jobs on one machine would be bound to the same cores; the copies
# between processes that containers forbid are left alone.
launch() {
  local ranks=$1
  shift
  allow_root
  : "${OMPI_MCA_btl_vader_single_copy_mechanism:=none}"
  export OMPI_MCA_btl_vader_single_copy_mechanism
  mpirun -n "$ranks" --oversubscribe --bind-to none "$@"
}

# put_in_readme PAGE NAME FILE: puts a file between the marks of that name, which a page of the project has.
put_in_readme() {
  local page=$root/$1 first end new
  first="<!-- $2: written by scripts/$(basename "$0") --readme; do not edit -->"
  end="<!-- end of $2 -->"
  grep -qxF "$first" "$page" && grep -qxF "$end" "$page" || fail 70 "$page has lost the marks of its table: $first … $end"
  new=$(awk -v first="$first" -v end="$end" -v table="$3" '
    $0 == end { inside = 0 }
    !inside { print }
    $0 == first { inside = 1; while ((getline line < table) > 0) print line }
  ' "$page")
  printf '%s\n' "$new" >"$page"
}
