package io.sekisho.rules.match.name;

import java.util.SplittableRandom;

/**
 * Names as lists of hostile ones have them, 26 characters long on the average: 35 in 100 generated
 * by algorithm, 30 of words and hyphens, 15 of many levels, 20 on shared hosting; and benign hosts.
 * The same for the same seed.
 */
final class SyntheticNames {
  private static final String[] TOP = {
    "com", "com", "com", "com", "net", "net", "org", "info", "biz", "ru", "top", "xyz", "online",
    "club", "site", "icu", "cc", "de", "co.uk", "com.br", "cn", "in", "pl", "fr", "shop", "live"
  };
  private static final String[] HOSTING = {
    "blogspot",
    "wordpress",
    "weebly",
    "wixsite",
    "github",
    "herokuapp",
    "netlify",
    "vercel",
    "duckdns",
    "no-ip",
    "webhostapp",
    "firebaseapp",
    "pages",
    "workers",
    "azurewebsites",
    "cloudfront",
    "ddns"
  };
  private static final String[] WORDS = {
    "account",
    "active",
    "admin",
    "alert",
    "amazon",
    "android",
    "app",
    "apple",
    "auth",
    "bank",
    "billing",
    "box",
    "business",
    "card",
    "center",
    "chat",
    "check",
    "city",
    "claim",
    "client",
    "cloud",
    "coin",
    "confirm",
    "connect",
    "control",
    "credit",
    "crypto",
    "data",
    "deal",
    "delivery",
    "digital",
    "direct",
    "doc",
    "download",
    "drive",
    "easy",
    "email",
    "express",
    "family",
    "fast",
    "file",
    "finance",
    "first",
    "form",
    "free",
    "game",
    "gift",
    "global",
    "gold",
    "green",
    "group",
    "health",
    "help",
    "home",
    "host",
    "house",
    "info",
    "invest",
    "invoice",
    "job",
    "key",
    "king",
    "life",
    "link",
    "live",
    "local",
    "login",
    "mail",
    "market",
    "master",
    "media",
    "member",
    "micro",
    "mobile",
    "money",
    "music",
    "my",
    "new",
    "news",
    "office",
    "online",
    "order",
    "page",
    "panel",
    "parcel",
    "pay",
    "photo",
    "plus",
    "portal",
    "post",
    "prime",
    "pro",
    "profile",
    "project",
    "promo",
    "refund",
    "register",
    "report",
    "reset",
    "review",
    "reward",
    "safe",
    "sale",
    "save",
    "secure",
    "server",
    "service",
    "shop",
    "sign",
    "smart",
    "social",
    "soft",
    "solution",
    "star",
    "store",
    "stream",
    "study",
    "super",
    "support",
    "system",
    "tax",
    "team",
    "tech",
    "test",
    "tool",
    "top",
    "track",
    "trade",
    "travel",
    "trust",
    "unlock",
    "update",
    "user",
    "verify",
    "video",
    "view",
    "vip",
    "wallet",
    "web",
    "win",
    "work",
    "world",
    "zone"
  };
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";

  private final SplittableRandom random;
  private final StringBuilder name = new StringBuilder();

  SyntheticNames(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** So many hostile names; a few may be the same. */
  static NameList list(int size, long seed) {
    SyntheticNames names = new SyntheticNames(seed);
    NameList list = new NameList();
    for (int i = 0; i < size; i++) {
      list.add(names.hostile(), Extent.SUB_TREE);
    }
    return list;
  }

  /** The next hostile name. The characters change with the next one. */
  CharSequence hostile() {
    name.setLength(0);
    int kind = random.nextInt(100);
    if (kind < 35) {
      generated();
    } else if (kind < 65) {
      hyphenated();
    } else if (kind < 80) {
      manyLevels();
    } else {
      hosted();
    }
    return name;
  }

  /** The next benign host: of a site, or of one of its servers. */
  CharSequence benign() {
    name.setLength(0);
    int kind = random.nextInt(100);
    if (kind < 50) {
      name.append(kind < 40 ? "www." : "cdn-" + random.nextInt(100) + ".");
    } else if (kind < 60) {
      word().append('.').append(pick(HOSTING)).append(".com");
      return name;
    }
    word();
    word().append(random.nextInt(10_000)).append('.').append(pick(TOP));
    return name;
  }

  private void generated() {
    characters(random.nextBoolean() ? LETTERS : LETTERS_AND_DIGITS, random.nextInt(12, 27));
    name.append('.').append(pick(TOP));
  }

  private void hyphenated() {
    word().append('-');
    word().append('-');
    word();
    if (random.nextInt(3) == 0) {
      name.append(random.nextInt(1_000));
    } else {
      name.append('-');
      characters(LETTERS, random.nextInt(2, 6));
    }
    name.append('.').append(pick(TOP));
  }

  private void manyLevels() {
    for (int i = random.nextInt(1, 3); i > 0; i--) {
      word().append('.');
    }
    word().append(random.nextInt(100)).append('.');
    word();
    word().append(random.nextInt(1_000)).append('.').append(pick(TOP));
  }

  private void hosted() {
    word().append('-');
    characters(LETTERS_AND_DIGITS, random.nextInt(4, 12));
    name.append('.').append(pick(HOSTING)).append(random.nextInt(12)).append('.');
    name.append(pick(TOP));
  }

  private StringBuilder word() {
    return name.append(pick(WORDS));
  }

  private void characters(String alphabet, int count) {
    for (int i = 0; i < count; i++) {
      name.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
  }

  private String pick(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
