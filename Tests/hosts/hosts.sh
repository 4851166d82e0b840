# Two hosts on this machine, to be sourced by bash: each has its own name, address and folder for small files.
#
#   start_hosts FOLDER    node-a and node-b, and one cable between them
#   on NODE WORD…         a command on one of them, as after `ssh NODE`: with an environment of its own
#   cut_off NODE          pulls the cable out of it; plug_in NODE puts it back
#   processes_on NODE     what runs there, by number and name, a line each
#   stop_hosts FOLDER     ends the hosts and every process on them; also those of an earlier attempt
#
# They share disk and processors, as nodes of a cluster share the disk. A host is a set of namespaces that one idle process
# keeps; its number is in FOLDER/NODE/host. Needs root, iproute2, and util-linux's unshare and nsenter.

hosts=(node-a node-b)

# hosts_are_missing: says what keeps hosts from being made here, and returns 0; else returns 1.
hosts_are_missing() {
  local program
  if [[ $(id -u) != 0 ]]; then
    printf 'only root makes hosts\n'
    return
  fi
  for program in ip unshare nsenter; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null && continue
    printf 'there is no %s here (Debian: apt-get install iproute2 util-linux)\n' "$program"
    return
  done
  unshare --net --uts --ipc --mount true 2>/dev/null && return 1
  printf 'namespaces cannot be made here (a container without the right to?)\n'
}

start_hosts() {
  hosts_folder=$1
  PATH=$PATH:/usr/sbin:/sbin
  local node number
  printf '127.0.0.1 localhost\n' >"$hosts_folder/hosts"
  for number in 1 2; do
    node=${hosts[number - 1]}
    printf '10.11.12.%s %s.example.org %s\n' "$number" "$node" "$node" >>"$hosts_folder/hosts"
  done
  for node in "${hosts[@]}"; do start_host "$node" || return; done
  # The kernel takes an end of the cable away with the host that it is in.
  in_network node-a ip link add eth0 type veth peer name eth0 netns "$(keeper "$hosts_folder/node-b")" || return
  for number in 1 2; do
    in_network "${hosts[number - 1]}" ip address add "10.11.12.$number/24" dev eth0 || return
    plug_in "${hosts[number - 1]}" || return
  done
}

start_host() {
  local folder=$hosts_folder/$1 try
  mkdir -p "$folder"
  unshare --net --uts --ipc --mount bash -c '
    hostname "$1" && mount --bind "$2/hosts" /etc/hosts && ip link set lo up && touch "$2/$1/up" && exec sleep infinity' \
    host "$1" "$hosts_folder" </dev/null >/dev/null 2>"$folder/errors" &
  printf '%s %s\n' $! "$(started $!)" >"$folder/host"
  disown $!
  for ((try = 0; try < 600; try++)); do
    [[ ! -e $folder/up ]] || return 0
    sleep 0.1
  done
  cat "$folder/errors" >&2
  return 1
}

# When a process began, in ticks since the machine did: one that has its number later has another.
started() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# The process that keeps a host, if it is there.
keeper() {
  local process start
  { read -r process start <"$1/host"; } 2>/dev/null || return
  [[ $(started "$process") == "$start" ]] && printf '%s\n' "$process"
}

in_network() {
  local node=$1
  shift
  nsenter --target "$(keeper "$hosts_folder/$node")" --net "$@"
}

on() {
  local node=$1
  shift
  nsenter --target "$(keeper "$hosts_folder/$node")" --net --uts --ipc --mount \
    env --ignore-environment PATH="$PATH" HOME="${HOME:-/}" TMPDIR="$hosts_folder/$node" "$@"
}

cut_off() { in_network "$1" ip link set eth0 down; }
plug_in() { in_network "$1" ip link set eth0 up; }

processes_on() { processes_with "$(keeper "$hosts_folder/$1")"; }

# Those in the network of a process, less itself. One that nobody has waited for yet is gone.
processes_with() {
  local keeper=$1 process network state
  network=$(readlink "/proc/$keeper/ns/net") || return 0
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/ns/net" 2>/dev/null) == "$network" && $process != "/proc/$keeper" ]] || continue
    state=$(sed 's/.*) //; s/ .*//' "$process/stat" 2>/dev/null)
    [[ -z $state || $state == Z ]] || printf '%s %s\n' "${process#/proc/}" "$(cat "$process/comm" 2>/dev/null)"
  done
}

stop_hosts() {
  local node host process name
  for node in "${hosts[@]}"; do
    host=$(keeper "$1/$node") || continue
    while read -r process name; do kill -KILL "$process" 2>/dev/null; done < <(processes_with "$host")
    kill -KILL "$host"
  done
  return 0
}
