package io.sekisho.rules.match;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Indicator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A feed's certificates. */
final class CertificateTable {
  private final Map<CertificateFingerprint, Indicator> indicators = new HashMap<>();

  void add(CertificateFingerprint fingerprint, Indicator indicator) {
    indicators.merge(fingerprint, indicator, Entries::lasting);
  }

  void collect(CertificateFingerprint fingerprint, Instant now, List<Indicator> found) {
    Entries.addLive(indicators.get(fingerprint), now, found);
  }

  int size() {
    return indicators.size();
  }
}
