package io.sekisho.app.config;

import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Quota;
import java.time.Duration;

/** The mapping {@code limits}: every limit of the data plane. */
final class LimitsReader {
  private static final int MOST_FIELDS = 10_000;
  private static final int MOST_NAMES = 10_000;
  private static final int MOST_CONNECTIONS = 10_000_000;

  private LimitsReader() {}

  static Limits read(Section limits) {
    return new Limits(
        bytes(limits, "request-line", "8KiB"),
        bytes(limits, "header-section", "64KiB"),
        limits.value("header-fields", Quantities.number(1, MOST_FIELDS), "200"),
        time(limits, "header-time", "30s"),
        time(limits, "idle-time", "120s"),
        time(limits, "transfer-idle-time", "15m"),
        time(limits, "tunnel-idle-time", "15m"),
        time(limits, "response-time", "5m"),
        time(limits, "connect-time", "10s"),
        bytes(limits, "hello-bytes", "16KiB"),
        time(limits, "hello-time", "10s"),
        bytes(limits, "certificate-bytes", "64KiB"),
        limits.value("certificate-names", Quantities.number(0, MOST_NAMES), "100"),
        time(limits, "silent-time", "2s"),
        limits.value("idle-servers", Quantities.number(0, MOST_CONNECTIONS), "1024"),
        time(limits, "server-idle-time", "30s"),
        bytes(limits, "held", "64KiB"),
        new Quota(
            many(limits, "connections", "20000"), many(limits, "connections-per-client", "10000")),
        new Quota(
            many(limits, "pending-dials", "5000"),
            many(limits, "pending-dials-per-client", "2000")),
        new Quota(
            many(limits, "tls-answers", "500"), many(limits, "tls-answers-per-client", "100")),
        holding(limits));
  }

  private static Holding holding(Section limits) {
    return new Holding(
        time(limits, "drop-time", "60s"),
        time(limits, "tarpit-pace", "2s"),
        time(limits, "tarpit-time", "2m"),
        new Quota(
            many(limits, "held-answers", "1000"), many(limits, "held-answers-per-client", "100")));
  }

  private static int bytes(Section limits, String key, String fallback) {
    return limits.value(key, Quantities::memory, fallback);
  }

  private static int many(Section limits, String key, String fallback) {
    return limits.value(key, Quantities.number(1, MOST_CONNECTIONS), fallback);
  }

  private static Duration time(Section limits, String key, String fallback) {
    return limits.value(key, Quantities::duration, fallback);
  }
}
