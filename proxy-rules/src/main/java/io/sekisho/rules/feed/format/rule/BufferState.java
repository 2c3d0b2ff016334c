package io.sekisho.rules.feed.format.rule;

import static java.util.Map.entry;

import io.sekisho.rules.feed.format.rule.RuleContent.Anchor;
import io.sekisho.rules.feed.format.rule.RuleContent.Buffer;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that the next strings are looked for in. The keywords with a dot and those of Snort 3
 * stand before their strings; those of Snort 2 stand behind, and mean the string before them.
 */
final class BufferState {
  private static final Map<String, Buffer> KEYWORDS =
      Map.ofEntries(
          entry("tls.sni", Buffer.HOST),
          entry("tls_sni", Buffer.HOST),
          entry("quic.sni", Buffer.HOST),
          entry("dns.query", Buffer.HOST),
          entry("dns_query", Buffer.HOST),
          entry("http.host", Buffer.HOST),
          entry("http.host.raw", Buffer.HOST),
          entry("http_host", Buffer.HOST),
          entry("http_raw_host", Buffer.HOST),
          entry("http.uri", Buffer.URI),
          entry("http.uri.raw", Buffer.URI),
          entry("http_uri", Buffer.URI),
          entry("http_raw_uri", Buffer.URI),
          entry("http.method", Buffer.METHOD),
          entry("http_method", Buffer.METHOD),
          entry("http_header", Buffer.HEADERS));
  private static final String HOST_FIELD = "field host";

  private @Nullable Buffer open;
  private boolean dotPrefix;
  private @Nullable String size;

  /** Strings outside of any buffer are looked for in the whole packet. */
  Buffer current() {
    return open == null ? Buffer.PACKET : open;
  }

  /** Takes in a keyword; false where {@code option} is none that is known here. */
  boolean opens(RuleOption option, @Nullable RuleContent latest) {
    boolean hostField = option.name().equals("http_header") && option.value().equals(HOST_FIELD);
    Buffer buffer = hostField ? Buffer.HOST : KEYWORDS.get(option.name());
    if (buffer == null) {
      return false;
    }
    if (latest != null && open == null && option.name().indexOf('.') < 0 && !hostField) {
      latest.moveTo(buffer);
    } else {
      open = buffer;
      dotPrefix = false;
      size = null;
    }
    return true;
  }

  /** Tells a new string what was said about its buffer before it. */
  void describe(RuleContent content) {
    if (dotPrefix) {
      content.anchor(Anchor.DOT_PREFIX);
    }
    if (size != null) {
      applySize(content, size);
    }
  }

  /** Takes in what is said about the place of a string; false where it is none of the known. */
  boolean places(String name, String value, @Nullable RuleContent latest) {
    switch (name) {
      case "dotprefix" -> dotPrefix = true;
      case "bsize" -> size(value, latest);
      case "startswith" -> anchor(latest, Anchor.START);
      case "endswith" -> anchor(latest, Anchor.END);
      case "isdataat" -> {
        anchor(latest, Anchor.END);
        return value.replace(" ", "").equals("!1,relative");
      }
      case "depth" -> {
        anchor(latest, Anchor.START);
        return latest != null && value.equals("" + latest.text().length());
      }
      case "offset" -> {
        return value.equals("0");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void anchor(@Nullable RuleContent latest, Anchor anchor) {
    if (latest != null) {
      latest.anchor(anchor);
    }
  }

  private void size(String value, @Nullable RuleContent latest) {
    if (latest == null || latest.buffer() != current()) {
      size = value;
    } else {
      applySize(latest, value);
    }
  }

  /** Only one length tells where the string stands; a range of lengths does not. */
  private static void applySize(RuleContent content, String value) {
    OptionalInt length = length(value);
    if (length.isPresent() && length.getAsInt() == content.text().length()) {
      content.anchor(Anchor.START);
      content.anchor(Anchor.END);
    } else if (length.isPresent()) {
      content.anchor(Anchor.OTHER_LENGTH);
    }
  }

  private static OptionalInt length(String value) {
    boolean digits =
        !value.isEmpty() && value.length() < 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
  }
}
