# What the machine itself does with the inserts of one create, in the schema of the product: pgbench with prepared
# statements, or SQLite alone. The rows are copies of the last one that came in. To be sourced by run, at its end.
sync_rate="$(cd "$work" && LC_ALL=C dd if=/dev/zero of=sync bs=8k count=300 oflag=dsync 2>&1 |
  awk '/copied/ { for (i = 1; i <= NF; i++) if ($i == "s,") print int(300 / $(i - 1)) }')"
say "limit: writes of 8 KB, each synced" "$sync_rate/s, one after the other"

columns_of() {
  if [ "$engine" = postgres ]; then
    ask "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns where table_name = '$1'"
  else
    ask "select group_concat(name, ', ') from pragma_table_info('$1')"
  fi
}
copied() { # table, condition, column=value…: an insert of the same row with other keys
  local table="$1" where="$2" columns values pair
  shift 2
  columns="$(columns_of "$table")"
  values=", $columns,"
  for pair in "$@"; do values="${values/, ${pair%%=*},/, ${pair#*=},}"; done
  values="${values#, }"
  echo "insert into $table ($columns) select ${values%,} from $table where $where;"
}
column_of_last() { ask "select $1 from matters where source = 'bandeng' order by raised_at desc, id desc limit 1"; }
last="$(column_of_last id)" title="$(column_of_last title_id)" detail="$(column_of_last detail_id)"
delta="$(ask 'select id from matter_count_deltas limit 1')"
if [ -z "$delta" ]; then echo "The sums were folded a moment ago: the inserts of the limit leave out one row." >&2; fi

inserts() {
  copied texts "id = '$title'" id=TITLE subject_id=MATTER
  copied texts "id = '$detail'" id=DETAIL subject_id=MATTER
  copied matters "id = '$last'" id=MATTER title_id=TITLE detail_id=DETAIL "source_id=cast(MATTER as text)"
  copied matter_voices "matter_id = '$last'" id=VOICE matter_id=MATTER "code=cast(MATTER as text)"
  if [ -n "$delta" ]; then copied matter_count_deltas "id = '$delta'" id=VOICE; fi
  copied matter_search "matter_id = '$last'" doc=DOC matter_id=MATTER
  if [ "$engine" = sqlite ]; then
    echo "insert into limit_grams (rowid, title, body, raiser, guarded, marks) select DOC, c0, c1, c2, c3, c4" \
      "from matter_search_grams_content where id = (select doc from matter_search where matter_id = '$last');"
  else
    echo "select hash from chain_heads where chain = CHAIN for update;"
  fi
  copied trail_events "subject_id = '$last' and action = 'matter.Raise'" seq=DOC id=VOICE subject_id=MATTER
  echo "update chain_heads set hash = hash where chain = CHAIN;"
}
if [ "$engine" = postgres ]; then
  key() { echo "cast(md5(concat('$1', cast(:n as bigint))) as uuid)"; }
  { echo '\set n random(1, 9000000000000000)'; echo '\set c random(0, 99)'; echo 'begin;'; inserts; echo 'commit;'; } |
    sed "s/MATTER/$(key m)/g; s/TITLE/$(key t)/g; s/DETAIL/$(key d)/g; s/VOICE/$(key v)/g; s/DOC/:n/g; s/CHAIN/(select chain from chain_heads order by chain offset :c limit 1)/g" >"$work/create.pgbench"
  psql -qc analyze bandeng
  as_postgres "$postgres/pgbench" -h 127.0.0.1 -p "$PGPORT" -U postgres -n -M prepared -c 8 -j 2 -T "$seconds" -f - bandeng <"$work/create.pgbench" >"$work/pgbench" 2>&1 ||
    cat "$work/pgbench" >&2
  limit="$(awk '/^tps/ { print int($3) }' "$work/pgbench")"
  words="pgbench with the same inserts"
else
  # Debian's sqlite3 is older than the one in the server and cannot write to its index: it gets one of its own.
  sqlite3 "$work/bandeng.db" "create virtual table limit_grams using fts5 (title, body, raiser, guarded, marks, tokenize = 'ascii')"
  chain="$(ask 'select chain from chain_heads order by chain desc limit 1')" many=2000
  inserts | awk -v many="$many" -v chain="$chain" '{ line[NR] = $0 } END {
    print "pragma synchronous = full; pragma cache_size = -65536;"
    for (i = 1; i <= many; i++) {
      print "begin immediate;"
      for (l = 1; l <= NR; l++) {
        s = line[l]; n = 4000000000000000 + i
        gsub("MATTER", sprintf("\047%08X-0001-4000-8000-000000000000\047", i), s); gsub("TITLE", sprintf("\047%08X-0002-4000-8000-000000000000\047", i), s)
        gsub("DETAIL", sprintf("\047%08X-0003-4000-8000-000000000000\047", i), s); gsub("VOICE", sprintf("\047%08X-0004-4000-8000-000000000000\047", i), s)
        gsub("DOC", sprintf("%.0f", n), s); gsub("CHAIN", chain, s)
        print s
      }
      print "commit;"
    } }' >"$work/create.sql"
  from="$(now)"
  sqlite3 -bail "$work/bandeng.db" <"$work/create.sql" >/dev/null
  limit=$((many * 1000 / ($(now) - from)))
  words="SQLite with the same inserts, alone"
fi
say "limit: $words" "${limit:-0}/s; creates are $(ratio "$creates" "${limit:-0}") of it (0.40 reach), machine load $(machine_load)"
