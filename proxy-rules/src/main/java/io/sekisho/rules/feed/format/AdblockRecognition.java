package io.sekisho.rules.feed.format;

import java.util.Set;

/** Tells ad blockers' rules, and the head line that names an ad blocker. */
final class AdblockRecognition implements Recognition {
  private boolean announced;

  @Override
  public boolean knows(FeedLine line) {
    String text = line.text();
    announced |= text.startsWith("[Adblock");
    return text.startsWith("[Adblock")
        || text.startsWith("||")
        || text.startsWith("@@")
        || text.contains("##");
  }

  @Override
  public boolean isAnnounced() {
    return announced;
  }

  @Override
  public Set<String> labels(String file) {
    return Set.of("adblock");
  }
}
