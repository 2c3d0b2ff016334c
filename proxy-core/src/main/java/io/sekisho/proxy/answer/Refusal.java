package io.sekisho.proxy.answer;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.answer.Reception.Reader;
import io.sekisho.proxy.http.Headers.Field;
import java.util.List;

/**
 * A request turned away.
 *
 * @param detail what exactly is wrong, for any reason but that the destination is hostile
 */
record Refusal(Case about, RefusalReason why, String detail) {

  /** The form of it that its reader can use. */
  Answer to(Reception reception) {
    Words words = reception.words();
    int status = status(reception.reader());
    List<Field> fields = OwnFields.of(about, why);
    boolean page = reception.reader() == Reader.PERSON;
    fields.add(new Field("Content-Type", (page ? "text/html" : "text/plain") + "; charset=utf-8"));
    fields.add(new Field("Content-Language", words.tag()));
    fields.add(new Field("Vary", "Accept, Accept-Language"));
    fields.add(new Field("X-Content-Type-Options", "nosniff"));
    if (page) {
      fields.add(new Field("Content-Security-Policy", PageStyle.POLICY));
    }
    if (status == PageStatus.LEGAL_REASONS.code()) {
      addBlocker(fields);
    }
    String body =
        page
            ? new RefusalPage(about, why, detail, words).html()
            : RefusalText.of(about, why, detail, words);
    return new Answer(status, phrase(status), fields, body);
  }

  /** To CONNECT it is always 403: nobody is shown another. */
  private int status(Reader reader) {
    return why == RefusalReason.HOSTILE && reader != Reader.TUNNEL_OPENER
        ? about.wording().page().code()
        : why.status();
  }

  /** RFC 7725, 4. */
  private void addBlocker(List<Field> fields) {
    about
        .wording()
        .operator()
        .blocker()
        .ifPresent(
            uri ->
                fields.add(new Field("Link", "<" + uri.toASCIIString() + ">; rel=\"blocked-by\"")));
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 407 -> "Proxy Authentication Required";
      case 451 -> "Unavailable For Legal Reasons";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> throw new IllegalArgumentException("status " + status);
    };
  }
}
