package io.sekisho.app.metrics;

/**
 * All meters as text.
 *
 * @param contentType of {@code text}, as HTTP names it
 */
public record Exposition(String contentType, String text) {
  static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
}
