# Routes of the Sekisho gateway, printed from its configuration, for sh. Loading them again
# changes nothing. Taken away they are by
#   ip -4 rule del pref 31 fwmark 0x3129; ip -4 route flush table 3129; and the same with -6
set -eu
for family in -4 -6; do
  if [ $family = -6 ] && ! grep -qs 0 /proc/sys/net/ipv6/conf/lo/disable_ipv6; then
    continue
  fi
  ip $family route replace local default dev lo table 3129
  if ! ip $family rule show pref 31 | grep -q 0x3129; then
    ip $family rule add pref 31 fwmark 0x3129 lookup 3129
  fi
done
