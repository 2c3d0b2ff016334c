package io.sekisho.proxy.tls;

import io.sekisho.proxy.TlsFingerprint;
import io.sekisho.rules.indicator.Host;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ClientHello says of its destination and of its sender (RFC 8446, 4.1.2). */
public final class ClientHello {
  private final HelloMessage message;
  private final @Nullable Host serverName;
  private final Ech ech;

  ClientHello(HelloMessage message, @Nullable Host serverName) {
    this.message = message;
    this.serverName = serverName;
    this.ech = Ech.of(message, serverName);
  }

  /** The host_name of the server_name extension (RFC 6066, 3). */
  public Optional<Host> name() {
    return Optional.ofNullable(serverName);
  }

  public Ech ech() {
    return ech;
  }

  /** Whether application data may follow before the server has answered (RFC 8446, 4.2.10). */
  public boolean offersEarlyData() {
    return message.has(HelloMessage.EARLY_DATA);
  }

  /** The protocols that ALPN offers (RFC 7301), a character for each byte. */
  public List<String> protocols() {
    return message.protocols();
  }

  /** Made anew at each call: a hash of each kind, some microseconds. */
  public TlsFingerprint fingerprint() {
    return FingerprintMaker.of(message);
  }
}
