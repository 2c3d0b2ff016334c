package io.sekisho.proxy.answer;

import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.RequestHead;
import java.util.List;

/** Who reads an answer: that decides its form and its language. */
record Reception(Reader reader, Words words) {
  private static final String HTML = "text/html";
  private static final List<String> SHORT = List.of("text/plain", "application/json");

  /** What reads it. */
  enum Reader {
    /** A person with a browser. */
    PERSON,
    /** A program that shows no page. */
    PROGRAM,
    /** Who asked for a tunnel: no browser shows what else it gets. */
    TUNNEL_OPENER
  }

  /** For whoever has not asked for anything yet. */
  static Reception unknown() {
    return new Reception(Reader.PROGRAM, Languages.usual());
  }

  /** By what the request says (RFC 9110, 12.5.1 and 12.5.4). */
  static Reception of(RequestHead request) {
    return new Reception(reader(request), Languages.wanted(request.headers()));
  }

  private static Reader reader(RequestHead request) {
    if (request.method().equals("CONNECT")) {
      return Reader.TUNNEL_OPENER;
    }
    return prefersShort(request.headers()) ? Reader.PROGRAM : Reader.PERSON;
  }

  /** Whoever takes both alike gets the page. */
  private static boolean prefersShort(Headers request) {
    List<Weighted> accepted = Weighted.in(request, "Accept");
    int html = weight(HTML, accepted);
    return SHORT.stream().anyMatch(type -> weight(type, accepted) > html);
  }

  /** Of the range that says most of the type. */
  private static int weight(String type, List<Weighted> accepted) {
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String range : List.of(type, family, "*/*")) {
      for (Weighted member : accepted) {
        if (member.range().equals(range)) {
          return member.thousandths();
        }
      }
    }
    return 0;
  }
}
