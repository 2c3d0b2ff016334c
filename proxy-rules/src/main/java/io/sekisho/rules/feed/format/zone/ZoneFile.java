package io.sekisho.rules.feed.format.zone;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zone file (RFC 1035, 5.1) line by line. Its SOA record says where the zone begins and is
 * not handed on. Of what came before it keeps the latest owner and the lines of an open record.
 */
public final class ZoneFile {
  private final ZoneNames names = new ZoneNames();
  private final Consumer<ZoneStatement> statements;
  private @Nullable OpenRecord open;

  /** Hands on what it finds to {@code statements}, in the order of the file. */
  public ZoneFile(Consumer<ZoneStatement> statements) {
    this.statements = statements;
  }

  /**
   * Reads the next line.
   *
   * @param number from 1
   * @param text with the white space that it begins with, which stands for an owner
   */
  public void read(int number, String text) {
    ZoneLine line = ZoneLine.of(text);
    if (open != null && open.isBrokenOffBy(line)) {
      end();
    }
    OpenRecord current = open;
    if (current != null) {
      current.add(line);
    } else if (line.words().isEmpty() && line.depth() == 0) {
      return;
    } else {
      current = new OpenRecord(number, text, line);
    }
    open = current.isOpen() ? current : null;
    if (open == null) {
      complete(current);
    }
  }

  /** The file ends here; a record that is still open is none. */
  public void end() {
    if (open != null) {
      statements.accept(open.fault(ZoneFault.Reason.MALFORMED));
      open = null;
    }
  }

  private void complete(OpenRecord written) {
    List<String> words = written.words();
    if (!written.isBalanced() || words.isEmpty()) {
      statements.accept(written.fault(ZoneFault.Reason.MALFORMED));
    } else if (words.get(0).startsWith("$")) {
      directive(written);
    } else {
      resource(written);
    }
  }

  private void directive(OpenRecord written) {
    List<String> words = written.words();
    switch (words.get(0).toUpperCase(Locale.ROOT)) {
      case "$ORIGIN" -> {
        if (words.size() > 1) {
          names.setOrigin(words.get(1));
        }
      }
      case "$TTL" -> {}
      case "$INCLUDE", "$GENERATE" ->
          statements.accept(written.fault(ZoneFault.Reason.UNSUPPORTED_DIRECTIVE));
      default -> statements.accept(written.fault(ZoneFault.Reason.UNKNOWN_DIRECTIVE));
    }
  }

  private void resource(OpenRecord written) {
    Optional<RecordFields> fields =
        written.isIndented()
            ? RecordFields.ofIndented(written.words())
            : RecordFields.ofEdge(written.words());
    if (fields.isEmpty() || !names.next(fields.get().owner())) {
      statements.accept(written.fault(ZoneFault.Reason.MALFORMED));
    } else if (fields.get().type().equals("SOA")) {
      names.latestIsZone();
    } else {
      statements.accept(inZone(written, fields.get()));
    }
  }

  private ZoneStatement inZone(OpenRecord written, RecordFields fields) {
    return names
        .latestInZone()
        .<ZoneStatement>map(owner -> written.resource(owner, fields))
        .orElseGet(() -> written.fault(ZoneFault.Reason.OUT_OF_ZONE));
  }
}
