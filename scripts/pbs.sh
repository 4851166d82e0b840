#!/bin/bash
# dying-relu under PBS: 1,000,000 simulations of every cell; 64 ranks, one core each.
# Made by: bin/collapsar script pbs configs/dying-relu.yaml --simulations 1000000 --ranks 64 --time 04:00:00 --account my-project --queue standard
#
#   qsub FILE                             submit it, in the folder from which the paths below lead on
#   qstat -u $USER                        where it stands
#   bin/collapsar status out/dying-relu   how far it is
#
# Before the time is over, the ranks leave with their state on disk. The job then submits itself again, and that one goes
# on from that state: up to 20 times, as long as every run adds simulations.

#PBS -N dying-relu
#PBS -l select=64:ncpus=1:mpiprocs=1:mem=320mb
#PBS -l walltime=04:00:00
#PBS -A my-project
#PBS -q standard
#PBS -j oe
#PBS -r y

cd "$PBS_O_WORKDIR" || exit 69

# What the nodes need before the program can start goes here (--prelude FILE does it), for instance:
# module load openmpi

set -u
program=bin/collapsar
study=configs/dying-relu.yaml
out=out/dying-relu

say() { printf 'batch script: %s\n' "$*" >&2; }
command -v "$program" >/dev/null || { say "$program: no such program, seen from $PWD on $(uname -n)"; exit 69; }
[[ -r $study ]] || { say "$study: cannot be read, seen from $PWD on $(uname -n)"; exit 64; }

# Open MPI keeps sockets here: a short path on the node's own disk, not on one that nodes share.
export TMPDIR=/tmp

# The simulations that the checkpoint holds: a run that adds none to them is not repeated.
progress() { cat "$out/state.json" 2>/dev/null | tr -d ' \n' | grep -o '"done":\[[][0-9,]*'; }
before=$(progress)

# USR1 makes all ranks leave together, with their state on disk and exit code 75. TERM, which would leave them a second,
# is turned into it: so a job is ended that is deleted, or makes room for another.
asked= launcher=
leave() { asked=$1 again=yes; [[ -z $launcher ]] || kill -USR1 "$launcher" 2>/dev/null; }
trap 'leave USR1' USR1
trap 'leave TERM' TERM
# PBS says nothing of a job's end before it comes, so the program is told when to leave.
left=$((14280 - SECONDS))
# With a hostfile this works with and without Open MPI's support for PBS; without it, hosts are reached by ssh.
mpirun -n 64 --hostfile "$PBS_NODEFILE" --bind-to none "$program" run "$study" --out "$out" --simulations 1000000 --max-time "$((left > 1 ? left : 1))s" &
launcher=$!
[[ -z $asked ]] || leave "$asked"
# A trap ends the wait, not what is waited for.
again=yes
while [[ -n $again ]]; do
  again=
  wait "$launcher"
  code=$?
done
# A signal that comes before the program listens ends it, with what the last checkpoint holds.
[[ -n $asked && $code == 138 ]] && code=75
((code == 75)) || exit "$code"

# Stopped early: once more, if that leads anywhere. PBS keeps a copy of this script while it runs, and that is $0.
count=${COLLAPSAR_RESUBMISSIONS:-0}
if [[ $asked == TERM ]]; then
  say "told to end before it was finished; submit this script again to go on"
elif [[ $(progress) == "$before" ]]; then
  say "no simulation was finished in this time, so the job is not submitted again; give it more (--time)"
elif ((count >= 20)); then
  say "submitted again $count times, which is all it may (--max-requeues); submit this script again to go on"
elif grep -q '^#PBS -N ' "$0" 2>/dev/null && cat "$0" | qsub -v "COLLAPSAR_RESUBMISSIONS=$((count + 1))"; then
  say "not finished, submitted again"
else
  say "not finished, and it cannot submit itself from here; submit this script again to go on"
fi
exit 75
