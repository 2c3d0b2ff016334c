package io.sekisho.rules.match.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Names in a map, and hosts cut label by label: slow, and plainly right. */
final class NaiveNames {
  private final Map<String, Extent> listed = new TreeMap<>();

  /** Adds a name, unless it is there. */
  boolean add(String name, Extent extent) {
    return listed.putIfAbsent(key(name, extent), extent) == null;
  }

  int size() {
    return listed.size();
  }

  boolean has(String host, Extent extent) {
    return listed.containsKey(key(canonical(host), extent));
  }

  /** What covers a host, as the tables have to give it. */
  List<String> covering(String asked) {
    List<String> covering = new ArrayList<>();
    String host = canonical(asked);
    if (host.isEmpty() || host.length() > 253) {
      return covering;
    }
    if (has(host, Extent.EXACT)) {
      covering.add(key(host, Extent.EXACT));
    }
    for (int at = 0; at >= 0; at = host.indexOf('.', at) + 1) {
      String suffix = host.substring(at);
      if (has(suffix, Extent.SUB_TREE)) {
        covering.add(key(suffix, Extent.SUB_TREE));
      }
      if (host.indexOf('.', at) < 0) {
        break;
      }
    }
    return covering;
  }

  /** A name and how far it goes, as text. */
  static String key(String name, Extent extent) {
    return name + " " + extent;
  }

  /** All of them, last in the order that has to be sorted. */
  NameList list() {
    NameList list = new NameList();
    listed.forEach((key, extent) -> list.add(key.substring(0, key.indexOf(' ')), extent));
    return list;
  }

  private static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
