package io.sekisho.proxy.answer;

import io.sekisho.proxy.Flow;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ca.InstallFile;
import io.sekisho.proxy.http.Headers.Field;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole response that the proxy itself gives.
 *
 * @param fields all but those that frame the body and say what becomes of the connection
 * @param charset of the body; a binary one has a character for each byte
 */
public record Answer(int status, String reason, List<Field> fields, String body, Charset charset) {

  public Answer {
    fields = List.copyOf(fields);
  }

  public Answer(int status, String reason, List<Field> fields, String body) {
    this(status, reason, fields, body, StandardCharsets.UTF_8);
  }

  /** Who reads it: that decides its form. */
  public enum Reader {
    /** A person with a browser. */
    PERSON,
    /** A program that shows no page, such as the asker of a CONNECT. */
    PROGRAM
  }

  /**
   * A request turned away. Says nothing of which list has the destination, lest malware learn it.
   */
  public static Answer refusal(Flow flow, RefusalReason why, String detail, Reader reader) {
    List<Field> fields = common(why, reader == Reader.PERSON ? "text/html" : "text/plain");
    String body =
        switch (reader) {
          case PERSON -> RefusalPage.html(flow, why, detail);
          case PROGRAM -> RefusalPage.text(flow, why, detail);
        };
    return new Answer(why.status(), phrase(why.status()), fields, body);
  }

  /** A hostile request sent elsewhere. */
  public static Answer redirect(URI target) {
    List<Field> fields = common(RefusalReason.HOSTILE, "text/plain");
    fields.add(new Field("Location", target.toASCIIString()));
    return new Answer(302, "Found", fields, "");
  }

  /** A proxy auto-configuration file. */
  public static Answer autoConfig(String script) {
    return new Answer(
        200, "OK", List.of(new Field("Content-Type", "application/x-ns-proxy-autoconfig")), script);
  }

  /** A file by which a device comes to trust the authority of this proxy. */
  public static Answer of(InstallFile file) {
    List<Field> fields =
        List.of(
            new Field("Content-Type", file.contentType()),
            new Field("Cache-Control", "no-store"),
            new Field("X-Content-Type-Options", "nosniff"));
    return new Answer(200, "OK", fields, file.text(), file.charset());
  }

  /** The same with more fields. */
  public Answer with(List<Field> more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(more);
    return new Answer(status, reason, all, body, charset);
  }

  private static List<Field> common(RefusalReason why, String type) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Sekisho-Verdict", why.label()));
    fields.add(new Field("Content-Type", type + "; charset=utf-8"));
    fields.add(new Field("Cache-Control", "no-store"));
    return fields;
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 407 -> "Proxy Authentication Required";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> throw new IllegalArgumentException("status " + status);
    };
  }
}
