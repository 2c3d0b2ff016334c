package io.sekisho.proxy.explicit.conformance;

import io.sekisho.proxy.explicit.conformance.Message.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from bytes (a character for each) that are all there, by the grammar of RFC 9112
 * written down as patterns. It knows no leniency, so that what it reads has one meaning only, and
 * stops at the first message that has none.
 */
final class StrictReading {
  private static final String TOKEN = "([!#$%&'*+.^_`|~0-9A-Za-z-]+)";
  private static final String VISIBLE = "[!-~\\x80-\\xff]";
  private static final String TEXT = "[\\t -~\\x80-\\xff]*";
  private static final Pattern REQUEST_LINE =
      Pattern.compile(TOKEN + " (" + VISIBLE + "+) HTTP/1\\.([01])\r\n");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9][0-9])(?: " + TEXT + ")?\r\n");
  private static final Pattern FIELD =
      Pattern.compile(
          TOKEN + ":[ \\t]*((?:" + VISIBLE + "(?:" + TEXT + VISIBLE + ")?)?)[ \\t]*\r\n");
  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,15})(?:;" + TEXT + ")?\r\n");
  private static final Pattern CHUNKED = Pattern.compile("[ \\t,]*(?i:chunked)[ \\t,]*");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final String text;
  private final List<Message> messages = new ArrayList<>();
  private int at;

  /**
   * The messages that could be read.
   *
   * @param rest what is left behind the last of them
   */
  record Reading(List<Message> messages, String rest) {}

  private StrictReading(String text) {
    this.text = text;
  }

  static Reading requests(String text) {
    StrictReading reading = new StrictReading(text);
    while (reading.next(REQUEST_LINE, "")) {
      // until none can follow
    }
    return reading.result();
  }

  /** Reads requests before each of which a server is to skip empty lines (RFC 9112, 2.2). */
  static Reading requestsAmongEmptyLines(String text) {
    StrictReading reading = new StrictReading(text);
    do {
      while (text.startsWith("\r\n", reading.at)) {
        reading.at += 2;
      }
    } while (reading.next(REQUEST_LINE, ""));
    return reading.result();
  }

  /** Reads the responses to requests with these methods, and to GET behind them. */
  static Reading responses(String text, List<String> methods) {
    StrictReading reading = new StrictReading(text);
    String method = "GET";
    do {
      int answered = (int) reading.messages.stream().filter(m -> !m.isInterim()).count();
      method = answered < methods.size() ? methods.get(answered) : "GET";
    } while (reading.next(STATUS_LINE, method));
    return reading.result();
  }

  private Reading result() {
    return new Reading(messages, text.substring(at));
  }

  /** Reads one message; false where no other can follow it. */
  private boolean next(Pattern firstLine, String answeredMethod) {
    int start = at;
    Message head = head(firstLine);
    Message message = head == null ? null : withBody(head, answeredMethod);
    if (message == null) {
      at = start;
      return false;
    }
    messages.add(message);
    return message.isWhole();
  }

  private @Nullable Message head(Pattern firstLine) {
    Matcher line = match(firstLine);
    List<String> fields = fields();
    if (line == null || fields == null) {
      return null;
    }
    List<String> parts = IntStream.rangeClosed(1, line.groupCount()).mapToObj(line::group).toList();
    return new Message(parts, fields, "", Extent.WHOLE);
  }

  private @Nullable Matcher match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }

  private @Nullable List<String> fields() {
    List<String> fields = new ArrayList<>();
    for (Matcher field = match(FIELD); field != null; field = match(FIELD)) {
      fields.add(field.group(1) + ": " + field.group(2));
    }
    if (!text.startsWith("\r\n", at)) {
      return null;
    }
    at += 2;
    return fields;
  }

  /** The message with what follows its head; null where that cannot be told. */
  private @Nullable Message withBody(Message head, String answeredMethod) {
    List<String> codings = head.values("Transfer-Encoding");
    List<String> lengths = head.values("Content-Length");
    boolean response = !answeredMethod.isEmpty();
    String minor = head.line().get(response ? 0 : 2);
    if (codings.size() + lengths.size() > 1
        || (!codings.isEmpty() && minor.equals("0"))
        || !codings.stream().allMatch(coding -> CHUNKED.matcher(coding).matches())
        || !lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
      return null;
    }
    if (response && hasNoBody(head.status(), answeredMethod)) {
      return head;
    }
    if (!codings.isEmpty()) {
      return chunked(head);
    }
    if (!lengths.isEmpty()) {
      return ofLength(head, Long.parseLong(lengths.get(0)));
    }
    return response ? with(head, rest(), Extent.TO_THE_END) : head;
  }

  private static boolean hasNoBody(int status, String method) {
    return status < 200 || status == 204 || status == 304 || method.equals("HEAD");
  }

  private Message ofLength(Message head, long length) {
    if (length > text.length() - at) {
      return with(head, rest(), Extent.CUT_SHORT);
    }
    at += (int) length;
    return with(head, text.substring(at - (int) length, at), Extent.WHOLE);
  }

  private Message chunked(Message head) {
    StringBuilder body = new StringBuilder();
    for (Matcher size = match(CHUNK_SIZE); size != null; size = match(CHUNK_SIZE)) {
      long length = Long.parseLong(size.group(1), 16);
      if (length == 0) {
        return with(head, body.toString(), fields() == null ? Extent.CUT_SHORT : Extent.WHOLE);
      }
      int there = (int) Math.min(length, text.length() - at);
      body.append(text, at, at + there);
      at += there;
      if (there < length || !text.startsWith("\r\n", at)) {
        return with(head, body.toString(), Extent.CUT_SHORT);
      }
      at += 2;
    }
    return with(head, body.toString(), Extent.CUT_SHORT);
  }

  private String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  private static Message with(Message head, String body, Extent extent) {
    return new Message(head.line(), head.fields(), body, extent);
  }
}
