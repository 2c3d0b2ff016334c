package io.sekisho.proxy.answer;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.http.Headers.Field;
import java.util.ArrayList;
import java.util.List;

/** The fields that every answer to a request has that is not passed on. */
final class OwnFields {
  private OwnFields() {}

  /** A list that may be added to. */
  static List<Field> of(Case about, RefusalReason why) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Sekisho-Verdict", why.label()));
    fields.add(new Field("Sekisho-Case", about.id()));
    about
        .told()
        .ifPresent(listing -> fields.add(new Field("Sekisho-Indicator", Listing.field(listing))));
    fields.add(new Field("Cache-Control", "no-store"));
    fields.add(new Field("Referrer-Policy", "no-referrer"));
    return fields;
  }
}
