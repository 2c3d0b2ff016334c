package io.sekisho.rules.feed.format.rule;

import io.sekisho.rules.feed.format.rule.RuleContent.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the options of one rule and sorts out what it looks for, and where. */
final class ConditionReader {
  /** Options that tell people something, or the engine how often to speak up. */
  private static final Set<String> HARMLESS =
      Set.of(
          "msg",
          "reference",
          "classtype",
          "sid",
          "rev",
          "gid",
          "priority",
          "metadata",
          "threshold",
          "detection_filter",
          "target",
          "tag",
          "flags",
          "service",
          "rem",
          "nocase",
          "fast_pattern",
          "rawbytes");

  private final List<RuleContent> contents = new ArrayList<>();
  private final BufferState buffers = new BufferState();
  private boolean more;
  private boolean toClient;
  private boolean silent;

  void read(RuleOption option) {
    switch (option.name()) {
      case "content" -> content(option.value());
      case "flow" -> toClient |= hasAny(option.value(), "to_client", "from_server");
      case "flowbits" -> flowbits(option.value());
      case "noalert" -> silent = true;
      default -> {
        if (!HARMLESS.contains(option.name()) && !buffers.opens(option, latest())) {
          place(option.name(), option.value());
        }
      }
    }
  }

  private void content(String value) {
    RuleContent.parse(value, buffers.current())
        .ifPresentOrElse(
            content -> {
              contents.add(content);
              buffers.describe(content);
              content.modifiers().forEach(this::modifier);
            },
            () -> more = true);
  }

  /** Snort 3 writes what its predecessors write as options behind the string. */
  private void modifier(String text) {
    int space = text.indexOf(' ');
    String name = space < 0 ? text : text.substring(0, space);
    if (!HARMLESS.contains(name)) {
      place(name, space < 0 ? "" : text.substring(space + 1).strip());
    }
  }

  private void place(String name, String value) {
    more |= !buffers.places(name, value, latest());
  }

  private void flowbits(String value) {
    silent |= value.equals("noalert");
    more |= hasAny(value, "isset", "isnotset");
  }

  private static boolean hasAny(String value, String one, String other) {
    return value.contains(one) || value.contains(other);
  }

  private @Nullable RuleContent latest() {
    return contents.isEmpty() ? null : contents.get(contents.size() - 1);
  }

  List<RuleContent> in(Buffer buffer) {
    return contents.stream().filter(content -> content.buffer() == buffer).toList();
  }

  /** What is looked for as a host: in a buffer of its own, or the way that Snort 2 has none. */
  List<RuleContent> hosts() {
    List<RuleContent> hosts = new ArrayList<>(in(Buffer.HOST));
    if (hosts.isEmpty()) {
      hosts.addAll(HostHeader.in(in(Buffer.HEADERS), in(Buffer.PACKET)));
    }
    return hosts;
  }

  /** Whether there are conditions other than strings, or strings that are about neither. */
  boolean hasMore() {
    boolean told = in(Buffer.HOST).isEmpty() && !hosts().isEmpty();
    boolean loose = !in(Buffer.PACKET).isEmpty() || !in(Buffer.HEADERS).isEmpty();
    return more || (loose && !told);
  }

  boolean hasContents() {
    return !contents.isEmpty();
  }

  boolean isToClient() {
    return toClient;
  }

  boolean isSilent() {
    return silent;
  }
}
