package io.sekisho.proxy.answer;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Redirection;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording.RedirectStatus;
import io.sekisho.proxy.ca.InstallFile;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.RequestHead;
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

  /** Reads all that pages are made of, so that no event loop has to. */
  public static void prepare() {
    Languages.all();
    PageStyle.prepare();
  }

  private static final String KEPT =
      "something here was stopped before, and until that is seen to little can be reached";

  /**
   * What a request gets instead of its server's response, because it is hostile, or its client is
   * captive. It depends on nothing but the arguments, so it may be given on any connection, in the
   * clear or within TLS.
   *
   * @param action {@link Action#REFUSE} or {@link Action#REDIRECT}
   */
  public static Answer stopping(Inquiry inquiry, Action action, RequestHead request) {
    return switch (action) {
      case REFUSE -> refusal(inquiry, why(inquiry), request);
      case REDIRECT -> redirect(inquiry);
      case RELAY, OBSERVE, RESET, ALERT, DROP, TARPIT, SINKHOLE ->
          throw new IllegalArgumentException(action + " is no response");
    };
  }

  private static RefusalReason why(Inquiry inquiry) {
    return inquiry.captivity().isPresent() ? RefusalReason.CLIENT : RefusalReason.HOSTILE;
  }

  private static Answer refusal(Inquiry inquiry, RefusalReason why, RequestHead request) {
    return refusal(inquiry, why, why == RefusalReason.CLIENT ? KEPT : "", request);
  }

  /** Whoever is captive already goes on with the case that it is captive for. */
  private static Answer redirect(Inquiry inquiry) {
    Case about = Case.of(inquiry, why(inquiry));
    return inquiry
        .captivity()
        .map(kept -> redirect(kept.portal(), about, RefusalReason.CLIENT))
        .orElseGet(() -> redirect(inquiry.answers().redirectTarget().orElseThrow(), about));
  }

  /**
   * A request turned away.
   *
   * @param detail what exactly is wrong, a sentence in English without a full stop
   */
  public static Answer refusal(
      Inquiry inquiry, RefusalReason why, String detail, RequestHead request) {
    return new Refusal(Case.of(inquiry, why), why, detail).to(Reception.of(request));
  }

  /** A connection turned away on which no request has been read. */
  public static Answer refusal(Inquiry inquiry, RefusalReason why, String detail) {
    return new Refusal(Case.of(inquiry, why), why, detail).to(Reception.unknown());
  }

  /** A hostile request sent elsewhere. */
  static Answer redirect(URI target, Case about) {
    return redirect(Redirection.location(target, about.id()), about, RefusalReason.HOSTILE);
  }

  private static Answer redirect(String location, Case about, RefusalReason why) {
    List<Field> fields = OwnFields.of(about, why);
    fields.add(new Field("Location", location));
    RedirectStatus status = about.wording().redirect();
    return new Answer(status.code(), status.phrase(), fields, "");
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
}
