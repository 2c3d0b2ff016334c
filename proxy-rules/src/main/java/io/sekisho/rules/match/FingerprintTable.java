package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.HashMap;
import java.util.Map;

/** A feed's fingerprints of TLS clients; no clue asks about them so far. */
final class FingerprintTable {
  private final Map<TlsClientFingerprint, Indicator> indicators = new HashMap<>();

  void add(TlsClientFingerprint fingerprint, Indicator indicator) {
    indicators.merge(fingerprint, indicator, Entries::lasting);
  }

  int size() {
    return indicators.size();
  }
}
