package io.sekisho.proxy.http;

import io.sekisho.rules.Clue;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request to a proxy says of its destination: the target, and a Host that says otherwise.
 */
public final class RequestClues {
  private RequestClues() {}

  /** The target, and the Host field where it names something else. */
  public static Step<List<Clue>> of(RequestHead head, Clue target) {
    List<Clue> clues = new ArrayList<>(2);
    clues.add(target);
    int hosts = head.headers().count("Host");
    if (hosts > 1) {
      return Step.bad("more than one Host field");
    }
    if (hosts == 0) {
      return head.version() == HttpVersion.HTTP_1_0
          ? Step.done(clues)
          : Step.bad("no Host field in HTTP/1.1");
    }
    String host = head.headers().first("Host").orElse("");
    return repeatsTarget(host, head.target()) ? Step.done(clues) : withHost(host, target, clues);
  }

  /** Letter by letter, as it nearly always does: then it says nothing new. */
  private static boolean repeatsTarget(String host, String target) {
    int scheme = target.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    return host.length() == authorityEnd(target, start) - start && target.startsWith(host, start);
  }

  private static int authorityEnd(String target, int start) {
    int end = start;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return end;
  }

  private static Step<List<Clue>> withHost(String text, Clue target, List<Clue> clues) {
    return RequestTarget.hostField(text, target.destination().port())
        .then(
            host -> {
              if (!host.equals(target.destination())) {
                clues.add(0, new Clue(Clue.Kind.HOST, host, target.path()));
              }
              return Step.done(clues);
            });
  }
}
