package io.sekisho.proxy;

/**
 * What kind of TLS client a ClientHello is from, whatever it names. Many clients share one.
 *
 * @param ja3 32 hexadecimal digits
 * @param ja4 for TLS over TCP, as in {@code t13d1516h2_8daaf6152771_e5627efa2ab1}
 */
public record TlsFingerprint(String ja3, String ja4) {}
