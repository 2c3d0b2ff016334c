package io.sekisho.rules.guard;

import io.sekisho.rules.guard.Target.Extent;
import io.sekisho.rules.indicator.HostName;
import java.util.Arrays;

/**
 * Names that must not be taken as a whole. {@code www.} before a name counts as the name.
 *
 * <p>The parents of each name are in the same table, since a claim on one of them with all below
 * would take the name too; so one look is enough for any claim.
 */
final class ProtectedNames {
  static final int NONE = NumberedNames.NONE;

  private static final String WWW = "www.";

  private final NumberedNames names = new NumberedNames();

  /** The line of a protected name, from 0; of a mere parent, {@code ~n} for protected name n. */
  private int[] details = new int[16];

  private int size;

  int size() {
    return size;
  }

  void add(HostName name, int line) {
    String bare = withoutWww(name.ascii());
    int number = number(bare, line);
    if (details[number] < 0) {
      details[number] = line;
    }
    size++;
    for (int dot = bare.indexOf('.'); dot >= 0; dot = bare.indexOf('.', dot + 1)) {
      number(bare.substring(dot + 1), ~number);
    }
  }

  private int number(String name, int detail) {
    int known = names.size();
    int number = names.add(name);
    if (number == known) {
      if (number == details.length) {
        details = Arrays.copyOf(details, number + number / 2 + 1);
      }
      details[number] = detail;
    }
    return number;
  }

  void trim() {
    names.trim();
    details = Arrays.copyOf(details, names.size());
  }

  /** The number of a protected name that the claim would take, or {@link #NONE}. */
  int takenBy(Target target) {
    HostName claimed = target.name();
    if (claimed == null) {
      return NONE;
    }
    int number = names.find(claimed.ascii());
    if (number != NONE) {
      if (details[number] >= 0) {
        return number;
      }
      if (target.extent() == Extent.WITH_ALL_BELOW) {
        return ~details[number];
      }
    }
    return itself(withoutWww(claimed.ascii()));
  }

  /** The number of a protected name at or above the claimed one, or {@link #NONE}. */
  int above(Target target) {
    HostName claimed = target.name();
    return claimed == null
        ? NONE
        : names.findAtOrAbove(claimed.ascii(), number -> details[number] >= 0);
  }

  private int itself(String name) {
    int number = names.find(name);
    return number != NONE && details[number] >= 0 ? number : NONE;
  }

  String name(int number) {
    return names.name(number);
  }

  int line(int number) {
    return details[number];
  }

  private static String withoutWww(String name) {
    boolean more = name.startsWith(WWW) && name.indexOf('.', WWW.length()) >= 0;
    return more ? name.substring(WWW.length()) : name;
  }
}
