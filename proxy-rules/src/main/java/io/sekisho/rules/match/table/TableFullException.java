package io.sekisho.rules.match.table;

/** What is to be listed does not fit into a table; the message has the figure. */
public final class TableFullException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Of something that would take so many bytes, and may take {@code most}. */
  public TableFullException(Object what, long bytes, long most) {
    super("%s would take %,d bytes, more than %,d".formatted(what, bytes, most));
  }
}
