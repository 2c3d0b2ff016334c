package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Section;
import java.util.EnumSet;
import java.util.Set;

/** The sections that a table of addresses consists of. */
final class AddressSections {
  static final Set<Section> ALL = EnumSet.range(Section.V4_HEADER, Section.V6_NOTES);

  private AddressSections() {}
}
