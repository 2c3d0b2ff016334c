package io.sekisho.proxy;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names flows, in a form that is read over the telephone in any language: sixteen digits in groups
 * of four, such as {@code 4821-0937-5516-2048}, without letters that look or sound alike. Random,
 * but no secret: knowing one is no proof of anything.
 */
public final class CaseId {
  private static final long ALL = 10_000_000_000_000_000L;
  private static final int DIGITS = 16;
  private static final int GROUP = 4;

  private CaseId() {}

  public static String random() {
    return of(ThreadLocalRandom.current().nextLong(ALL));
  }

  private static String of(long number) {
    char[] text = new char[DIGITS + DIGITS / GROUP - 1];
    long left = number;
    for (int at = text.length - 1; at >= 0; at--) {
      boolean between = at % (GROUP + 1) == GROUP;
      text[at] = between ? '-' : (char) ('0' + left % 10);
      left = between ? left : left / 10;
    }
    return new String(text);
  }
}
