# The ground on which blackholes, memory, soak and stalls measure; sourced by them. Private network,
# process and mount namespaces with an origin, a resolver, addresses that nobody answers from, and one
# Sekisho. All that is started there ends with the script. Wants root, gcc, awk, iproute2, nftables,
# dnsmasq, curl and a JDK.
#
# JAR names another jar, ENGINE=littleproxy the other engine for plain requests, SEKISHO_BENCH the directory of pb.c, JAVA_FLAGS flags for the JVM, PIN=0 lets
# proxy and load share all processors instead of having one each.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
JAR=$(realpath "${JAR:-$HERE/../../proxy-app/target/sekisho.jar}")
BENCH=$(realpath "${SEKISHO_BENCH:-$HERE/../../../shared/bench}")
TEMPORARY=${TMPDIR:-/tmp}
WORK=${WORK:-$TEMPORARY/sekisho-bench.$(id -u)}

HOST=10.77.0.1 PROXY=$HOST:3128 ADMIN=127.0.0.1:9642
CLIENTS=10.77.4.1/64
GATEWAY_PORT=3129 DIVERTED_CLIENTS=10.77.8.1/64
VOID=10.88.0.2 SILENT_RESOLVER=10.88.0.3

fail() { echo "$*" >&2; exit 2; }
note() { echo "[$(date +%T)] $*" >&2; }

# enter ARGUMENTS: runs this script again in namespaces of its own, and ends with it.
enter() {
  [ -z "${GROUND:-}" ] || return 0
  [ -f "$JAR" ] || fail "no jar at $JAR: build it, or set JAR"
  [ -f "$BENCH/pb.c" ] || fail "no pb.c in $BENCH: set SEKISHO_BENCH"
  mkdir -p "$WORK"
  exec 5> "$WORK/lock" && flock -n 5 || fail "another measurement uses $WORK"
  [ "$WORK/pb" -nt "$BENCH/pb.c" ] || gcc -O2 -o "$WORK/pb" "$BENCH/pb.c"
  exec 6> "$TEMPORARY/bench.lock"
  cp "$JAR" "$WORK/sekisho.jar"       # so that a build meanwhile changes nothing
  note "waiting for the machine"
  flock -w 3600 6 || fail "the machine is not free"
  GROUND=1 JAR=$WORK/sekisho.jar BENCH=$BENCH WORK=$WORK \
    unshare --net --mount --pid --fork --kill-child --mount-proc bash "$0" "$@" 5>&- 6>&- &
  local inner=$!
  trap 'kill -KILL $inner; exit 130' INT TERM HUP
  local status=0
  wait $inner || status=$?
  exit $status
}

setting() { echo "$2" > "/proc/sys/net/ipv4/$1" 2> /dev/null || :; }

# prepare TTL: addresses, black holes, origin and resolver, whose answers may be kept for TTL seconds.
# Every name is HOST's, but *.hole.test (VOID) and *.silent.test (nobody ever answers for it).
prepare() {
  ip link set lo up
  ip addr add "$HOST/32" dev lo
  ip route add local 10.77.0.0/16 dev lo
  ip link add void type veth peer name nowhere
  ip addr add 10.88.0.1/24 dev void
  ip link set void up
  ip link set nowhere up
  local address
  for address in $VOID $SILENT_RESOLVER; do
    ip neigh replace "$address" lladdr 02:00:00:00:00:01 dev void nud permanent
  done
  nft "add table ip divert; add chain ip divert out { type nat hook output priority -100; }
    add rule ip divert out ip saddr 10.77.8.0/24 tcp dport { 80, 443 } redirect to :$GATEWAY_PORT"
  setting ip_local_port_range "1024 65535"
  setting ip_local_reserved_ports 3128,$GATEWAY_PORT,9642
  setting tcp_tw_reuse 1
  setting tcp_max_syn_backlog 16384
  echo 16384 > /proc/sys/net/core/somaxconn 2> /dev/null || :
  ulimit -n "$(ulimit -Hn)"
  local i
  for i in $(seq 256); do echo "www.site$i.allowed.test"; done > "$WORK/clean.names"
  for i in $(seq 200); do echo "n$i.hole.test"; done > "$WORK/hole.names"
  for i in $(seq 200); do echo "n$i.silent.test"; done > "$WORK/silent.names"
  on_load_processor "$WORK/pb" origin $HOST 80 443 > /dev/null 2>&1 &
  on_load_processor dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --user=root \
    --pid-file="$WORK/dnsmasq.pid" --listen-address=$HOST --bind-interfaces --dns-forward-max=5000 \
    --local-ttl="$1" --address=/#/$HOST --address=/hole.test/$VOID --server=/silent.test/$SILENT_RESOLVER \
    > "$WORK/dnsmasq.log" 2>&1 &
}

on_load_processor() { if [ "${PIN:-1}" = 1 ]; then exec taskset -c 1 "$@"; else exec "$@"; fi; }
on_proxy_processor() { if [ "${PIN:-1}" = 1 ]; then exec taskset -c 0 "$@"; else exec "$@"; fi; }

# proxy [LIST]: starts Sekisho on PROXY, with the names in LIST listed, and waits until it serves. LIMITS
# has more of its limits (", key: value"), MORE whole lines of its configuration.
proxy() {
  {
    printf 'explicit: {listen: "%s", clients: [10.77.0.0/16], engine: %s}\n' "$PROXY" "${ENGINE:-native}"
    printf 'gateway: {listen: "0.0.0.0:%s", diversion: redirect}\n' $GATEWAY_PORT
    printf 'admin: {listen: "%s"}\negress: {private-addresses: allow}\n' "$ADMIN"
    printf 'limits: {tunnel-idle-time: 1d%s}\n' "${LIMITS:-}"
    printf '%s\n' "${MORE:-}"
    printf 'dns: {servers: ["%s:53"]}\nstate: "%s/state"\n' "$HOST" "$WORK"
    [ -z "${1:-}" ] || printf 'feeds: [{name: bench, url: "file:%s", format: domains}]\n' "$1"
  } > "$WORK/sekisho.yaml"
  rm -rf "$WORK/state"
  # shellcheck disable=SC2086
  on_proxy_processor java ${JAVA_FLAGS:-} -jar "$JAR" run --config "$WORK/sekisho.yaml" \
    > "$WORK/events.log" 2> "$WORK/sekisho.log" < /dev/null &
  PROXY_PID=$!
  local i
  for i in $(seq 150); do
    curl -fs -o /dev/null "http://$ADMIN/health/ready" && serves && return 0
    kill -0 $PROXY_PID 2> /dev/null || fail "the proxy ended: $(tail -n 3 "$WORK/sekisho.log")"
    sleep 0.2
  done
  fail "the proxy does not serve"
}
serves() { load http -h www.site1.allowed.test -u -d 5 > /dev/null; }

end_proxy() {
  kill -TERM $PROXY_PID
  wait $PROXY_PID 2> /dev/null || :
}

# load MODE OPTIONS: one run of the load generator through the proxy; MODE is http, connect, or trans for
# connections to port 443 that are diverted to the gateway.
load() { (become_load "$@"); }

# become_load MODE OPTIONS: the same in place of this shell; in the background, $! is the generator itself.
become_load() {
  local mode=$1 to
  shift
  case $mode in
    http) to="-x -a $PROXY -s $CLIENTS" ;;
    connect) to="-a $PROXY -s $CLIENTS" ;;
    trans) to="-a $HOST:443 -s $DIVERTED_CLIENTS" ;;
  esac
  # shellcheck disable=SC2086
  on_load_processor "$WORK/pb" load -m "$mode" $to "$@"
}

# value KEY FILE: of the last key=value in what the load generator said.
value() { tr ' ' '\n' < "$2" | awk -F= -v key="$1" '$1 == key {v = $2} END {print v == "" ? 0 : v}'; }

# failed FILE: how many of its requests did not end well.
failed() { value notok "$1"; }

# metrics: the proxy's metrics, to standard output.
metrics() { curl -fs -m 5 "http://$ADMIN/metrics"; }

# total NAME FILE [LABEL]: the sum of a metric's series in a file, of those alone that carry LABEL.
total() {
  awk -v name="$1" -v label="${3:-}" \
    '{n = $1; sub(/\{.*/, "", n)} n == name && index($1, label) {s += $NF} END {printf "%.0f\n", s}' "$2"
}

resident_kb() { awk '/^VmRSS/ {print $2}' "/proc/$PROXY_PID/status"; }
threads() { awk '/^Threads/ {print $2}' "/proc/$PROXY_PID/status"; }
descriptors() { find "/proc/$PROXY_PID/fd" -mindepth 1 -maxdepth 1 | wc -l; }
collect_garbage() { jcmd $PROXY_PID GC.run > /dev/null; }

# foreign: hundredths of a second of processor time that other programs, and the hypervisor, have taken.
foreign() {
  local all own
  all=$(awk '/^cpu / {print $2 + $3 + $4 + $7 + $8 + $9}' /proc/stat)
  own=$(cat /proc/[0-9]*/stat 2> /dev/null | sed 's/.*) //' | awk '{s += $12 + $13 + $14 + $15} END {print s}')
  echo $((all - own))
}

# surroundings: what was measured, and where.
surroundings() {
  echo "$(java -version 2>&1 | sed -n 2p); $(nproc) processors; kernel $(uname -r); $(date -u +%F)"
}
