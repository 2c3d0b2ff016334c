package io.sekisho.rules.feed.format.zone;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A resource record.
 *
 * @param owner relative to the zone, without a dot at its end; empty for the zone itself
 * @param type in upper case
 * @param data what follows the type, never empty
 * @param comment of its last line, without the mark
 */
public record ZoneRecord(
    int line, String text, String owner, String type, List<String> data, @Nullable String comment)
    implements ZoneStatement {
  public ZoneRecord {
    data = List.copyOf(data);
  }

  @Override
  public <R> R fold(Function<ZoneRecord, R> resource, Function<ZoneFault, R> fault) {
    return resource.apply(this);
  }
}
