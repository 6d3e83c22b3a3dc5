# What the measurements share: a database of its own, the server, sign-in, numbers beside their limits. To be sourced.
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)" here="$home/bench/speed"
work="$(mktemp -d -t bandeng-speed.XXXXXX)" server='' postgres=/usr/lib/postgresql/15/bin

need() { for program in "$@"; do command -v "$program" >/dev/null || {
  echo "$program is missing: apt-get install wrk gawk postgresql-15 sqlite3 curl" >&2; exit 1; }; done; }
as_postgres() { (cd /; if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi); }
free_port() {
  local port=$((20000 + RANDOM % 20000))
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}
finish() {
  stop_server
  if [ -e "$work/pg/postmaster.pid" ]; then as_postgres "$postgres/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

# --- The database, empty: fsync, synchronous_commit and full_page_writes are on as PostgreSQL has them.
database() { # postgres|sqlite
  engine="$1"
  if [ "$engine" = postgres ]; then
    local port
    port="$(free_port)"
    if [ "$(id -u)" = 0 ]; then chown postgres "$work"; fi
    as_postgres "$postgres/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --no-locale >/dev/null
    as_postgres "$postgres/pg_ctl" -D "$work/pg" -w -l "$work/pg.log" start >/dev/null -o "-p $port -k $work -c listen_addresses=127.0.0.1 \
      -c shared_buffers=512MB -c max_wal_size=4GB -c shared_preload_libraries=pg_stat_statements -c track_activity_query_size=4096"
    export PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres
    createdb bandeng
    psql -qc 'create extension pg_stat_statements' bandeng
    export BANDENG_DATABASE="postgres:Host=127.0.0.1;Port=$port;Username=postgres;Database=bandeng"
  else
    export BANDENG_DATABASE="sqlite:$work/bandeng.db"
  fi
  # Programs are held to so many requests a minute, and the same words again and again wait for a person: not here.
  export BANDENG_DATA="$work/data" BANDENG_API_PER_MINUTE=off BANDENG_HOLD_SAME_WORDS=off
  "$home/bandeng" migrate 2>/dev/null
  "$home/bandeng" demo >/dev/null 2>&1
}
ask() { if [ "$engine" = postgres ]; then psql -Atqc "$1" bandeng; else sqlite3 -cmd '.timeout 30000' "$work/bandeng.db" "$1"; fi; }
tidy() { if [ "$engine" = postgres ]; then psql -qc 'vacuum analyze' bandeng; else sqlite3 "$work/bandeng.db" 'analyze'; fi; }

# --- The server, and somebody signed in.
start_server() { # sets took: milliseconds to the first page, and started: those of the processor in it
  site="http://127.0.0.1:$(free_port)"
  local from
  from="$(now)"
  BANDENG_URLS="$site" Logging__LogLevel__Default=Warning "$home/bandeng" serve >"$work/log" 2>&1 &
  server=$!
  until curl -sfo /dev/null "$site/"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.05 # each look takes the processor from what is looked for
  done
  took=$(($(now) - from)) started="$(used | cut -d' ' -f1)"
}
stop_server() { if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi; server=''; }
sign_in() { # name
  local key
  rm -f "$work/cookies"
  key="$(curl -sc "$work/cookies" "$site/sign-in" | grep -o '__RequestVerificationToken[^>]*value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//')"
  curl -sb "$work/cookies" -c "$work/cookies" -o /dev/null "$site/sign-in" --data-urlencode "__RequestVerificationToken=$key" \
    --data-urlencode "Input.Name=$1" --data-urlencode 'Input.Password=bandeng-demo'
  SPEED_COOKIE="$(awk '$6 == "bandeng" { print $6 "=" $7 }' "$work/cookies")"
  [ -n "$SPEED_COOKIE" ] || { echo "Nobody could sign in." >&2; exit 1; }
  export SPEED_COOKIE
}
resident() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status"; }

# --- Numbers.
now() { date +%s%3N; }
say() { printf '%-36s %s\n' "$1" "$2"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'; }
machine_load() { cut -d' ' -f1 /proc/loadavg; }
beat() { # words, number, must, reach, rest: more is better
  say "$1" "$2 ($(ratio "$2" "$3") of $3 must, $(ratio "$2" "$4") of $4 reach)${5:+, $5}"
}
below() { # words, number, must, reach, unit, rest: less is better
  say "$1" "$2 $5 (must $3: $(awk -v a="$2" -v b="$3" 'BEGIN { print a <= b ? "kept" : "missed" }'), reach $4: $(awk -v a="$2" -v b="$4" 'BEGIN { print a <= b ? "kept" : "missed" }'))${6:+, $6}"
}

# Milliseconds of processor that the database has used so far; those of its connections that have ended are among them.
database_used() {
  if [ "$engine" != postgres ]; then echo 0; return; fi
  local pid
  pid="$(head -1 "$work/pg/postmaster.pid")"
  cat /proc/"$pid"/stat $(pgrep -P "$pid" | sed 's|.*|/proc/&/stat|') 2>/dev/null |
    awk -v p="$pid" -v tick="$(getconf CLK_TCK)" '{ n = $1 == p ? 4 : 2; for (i = 14; i < 14 + n; i++) sum += $i } END { printf "%d\n", sum * 1000 / tick }'
}
# The server and the database.
used() { awk -v database="$(database_used)" -v tick="$(getconf CLK_TCK)" '{ printf "%d %d\n", ($14 + $15) * 1000 / tick, database }' "/proc/$server/stat"; }
load() { # script, seconds, [connections]: sets rate p50 p95 p99 wrong, and what one request costs the processors
  local before after
  before="$(used)"
  wrk -t"$((${3:-8} > 1 ? 2 : 1))" -c"${3:-8}" -d"${2}s" --latency -s "$here/$1" "$site" >"$work/wrk" 2>"$work/wrk.errors"
  after="$(used)"
  rate="$(awk '/Requests\/sec/ { print int($2) }' "$work/wrk")" wrong="$(awk '/Non-2xx/ { print $NF }' "$work/wrk")"
  p50="$(awk '$1 == "p50" { print $2 }' "$work/wrk")" p95="$(awk '$1 == "p95" { print $2 }' "$work/wrk")"
  p99="$(awk '$1 == "p99" { print $2 }' "$work/wrk")" requests="$(awk '/requests in/ { print $1 }' "$work/wrk")"
  cost="$(awk -v b="$before" -v a="$after" -v n="$requests" 'BEGIN { split(b, x, " "); split(a, y, " "); s = (y[1] - x[1]) / n; d = (y[2] - x[2]) / n;
    printf "CPU a request %.2f ms server + %.2f ms database: two idle cores would do %d/s without the load", s, d, (s + d > 0 ? 2000 / (s + d) : 0) }')"
}
rated() { # words, must, reach, slowest allowed must, reach
  beat "$1" "$rate" "$2" "$3" "p50 $p50 p95 $p95 p99 $p99 ms${4:+ (p99 $4 must, $5 reach)}"
  say "" "$cost; other answers than 2xx: ${wrong:-0}, $(resident) MB, machine load $(machine_load)"
}
