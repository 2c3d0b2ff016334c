package io.sekisho.proxy.answer;

import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Openness;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Cases for answers to be about. */
final class Cases {
  static final String ID = "4821-0937-5516-2048";
  static final String FEED = "test-feed";
  static final Reception PERSON = new Reception(Reception.Reader.PERSON, Languages.usual());
  static final Case SILENT = with(Wording.USUAL);

  private Cases() {}

  static Case with(Wording wording) {
    return of(Host.parse("c2.example").orElseThrow(), wording, null);
  }

  /** A case that may be explained. */
  static Case listed(String name) {
    Wording usual = Wording.USUAL;
    HostName host = HostName.parse(name).orElseThrow();
    return of(
        host,
        new Wording(usual.page(), usual.redirect(), usual.operator(), Openness.EXPLAINING),
        new Indicator(new Pattern.SubTree(host), FEED, 1, null, 90, null));
  }

  static Case of(Host destination, Wording wording, @Nullable Indicator listing) {
    ZonedDateTime at = ZonedDateTime.of(2026, 11, 23, 14, 5, 9, 123_000_000, ZoneOffset.ofHours(9));
    return new Case(ID, at, destination, wording, listing);
  }
}
