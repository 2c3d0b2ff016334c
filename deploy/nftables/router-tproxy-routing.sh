# Routes of the Sekisho gateway, printed from its configuration, for sh. Loading them again
# changes nothing. Taken away they are by
#   ip -4 rule del pref 3129; ip -4 route flush table 3129; and the same with -6
set -eu
for family in -4 -6; do
  if [ $family = -6 ] && ! grep -qs 0 /proc/sys/net/ipv6/conf/lo/disable_ipv6; then
    continue
  fi
  ip $family route replace local default dev lo table 3129
  ip $family rule show pref 3129 | grep -q 0x3129 || ip $family rule add pref 3129 fwmark 0x3129 lookup 3129
done
