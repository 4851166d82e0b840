# A Slurm of one node on this machine, in a folder of its own; to be sourced by bash.
#
#   start_slurm FOLDER    munged, slurmctld and slurmd, beside any Slurm that the machine has; sets SLURM_CONF
#   stop_slurm FOLDER     ends them, and every job; also those of an earlier attempt that was killed
#
# Debian's packages: slurmctld slurmd slurm-client munge. Needs root: slurmd becomes the user of every job.

# slurm_is_missing: says what keeps Slurm from being started here, and returns 0; else returns 1.
slurm_is_missing() {
  local program
  if [[ $(id -u) != 0 ]]; then
    printf 'slurmd starts as root only\n'
    return
  fi
  for program in munged mungekey slurmctld slurmd sbatch scontrol squeue; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null && continue
    printf 'there is no %s here (Debian: apt-get install slurmctld slurmd slurm-client munge)\n' "$program"
    return
  done
  return 1
}

start_slurm() {
  local folder=$1 host port
  PATH=$PATH:/usr/sbin:/sbin
  host=$(uname -n)
  host=${host%%.*}
  mkdir -p "$folder"/{state,spool,log,munge}
  chmod 755 "$folder" "$folder/munge"

  # Jobs prove who they are by a key of this cluster's own.
  mungekey --create --keyfile "$folder/munge/key"
  # Root's own munged is a thing that it warns of and wants to be forced to.
  munged --force --key-file "$folder/munge/key" --socket "$folder/munge/socket" --pid-file "$folder/munged.pid" \
    --log-file "$folder/log/munged" --seed-file "$folder/munge/seed" 2>>"$folder/log/start"

  port=$(free_ports) || return
  # Megabytes that a job may ask for; a node of which nothing is said has one. Less than there is, or slurmd drains the node.
  local memory
  memory=$(awk '/^MemTotal/ { print int($2 / 1024 * 0.9) }' /proc/meminfo)
  cat >"$folder/slurm.conf" <<CONF
ClusterName=collapsar
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
# Two CPUs whatever the machine has: the check needs no more than two ranks.
SlurmdParameters=config_overrides
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
KillWait=5
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=$memory
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE
CONF
  export SLURM_CONF=$folder/slurm.conf
  slurmctld 2>>"$folder/log/start" && slurmd -N "$host" 2>>"$folder/log/start" || return
  local try
  for ((try = 0; try < 500; try++)); do
    [[ $(sinfo --noheader --format %T 2>/dev/null) == idle ]] && return
    sleep 0.2
  done
  return 1
}

# Two ports, one after the other, that nobody listens on.
free_ports() {
  local try port
  for ((try = 0; try < 50; try++)); do
    port=$((20000 + RANDOM % 10000))
    is_free "$port" && is_free $((port + 1)) && printf '%s\n' "$port" && return
  done
  return 1
}
is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# In this order: slurmd first would leave jobs to themselves. Only processes that carry this folder's name are ended.
stop_slurm() {
  local folder=$1 name try
  [[ -e $folder/slurm.conf ]] || return 0
  SLURM_CONF=$folder/slurm.conf timeout 10 scancel --quiet --full --user root >/dev/null 2>&1
  for ((try = 0; try < 50; try++)); do
    [[ -n $(processes_of_jobs "$folder") ]] || break
    sleep 0.1
  done
  for name in slurmctld slurmd munged; do
    end_process "$folder" "$name"
  done
  for name in $(processes_of_jobs "$folder"); do
    kill -KILL "$name" 2>/dev/null
  done
}

# processes_of_jobs FOLDER: what jobs have started: it has this cluster's configuration in its environment.
processes_of_jobs() {
  local process
  for process in $(grep -lF "SLURM_CONF=$1/slurm.conf" /proc/[0-9]*/environ 2>/dev/null); do
    process=${process#/proc/} process=${process%/environ}
    # grep has found itself, and is gone.
    [[ -e /proc/$process && $process != "$$" ]] && ! is_daemon "$process" && printf '%s\n' "$process"
  done
}
is_daemon() { [[ $(cat "/proc/$1/comm" 2>/dev/null) =~ ^(slurmctld|slurmd|munged|slurmscriptd)$ ]]; }

# end_process FOLDER NAME: the daemon whose process id is in the folder, if it is that daemon still.
end_process() {
  local folder=$1 name=$2 id try
  { id=$(<"$folder/$name.pid"); } 2>/dev/null || return 0
  [[ $(cat "/proc/$id/comm" 2>/dev/null) == "$name" ]] || return 0
  grep -qF "$folder" "/proc/$id/environ" "/proc/$id/cmdline" 2>/dev/null || return 0
  kill -TERM "$id" 2>/dev/null
  for ((try = 0; try < 50; try++)); do
    lives "$id" || return 0
    sleep 0.1
  done
  kill -KILL "$id" 2>/dev/null
}

# A process that nobody has waited for is still listed, as a zombie.
lives() { [[ -e /proc/$1 && $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) != Z ]]; }
