#!/bin/sh
# guard.sh FOLDER: when standard input ends, kills every server that runs on FOLDER and removes it.
# The other end of that pipe is held by the process that started the servers and by nobody else: it ends when that
# process is done with them, and also when it is killed in a way that leaves it no last word.
trap '' HUP INT TERM
folder=$1
cat > /dev/null

# Away in one step: a server that is about to start writes its number into FOLDER first, and does not start if it cannot.
mv "$folder" "$folder.gone" 2> /dev/null || exit 0
for file in "$folder.gone"/*.pid; do
  [ -f "$file" ] || continue
  pid=$(cat "$file")
  # A number that meanwhile belongs to somebody else is left alone.
  if [ -r "/proc/$pid/cmdline" ]; then
    tr '\0' '\n' < "/proc/$pid/cmdline" | grep -qF "$folder" || continue
  fi
  kill -KILL "$pid" 2> /dev/null
done
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf "$folder.gone" 2> /dev/null && exit 0
  sleep 0.2
done
