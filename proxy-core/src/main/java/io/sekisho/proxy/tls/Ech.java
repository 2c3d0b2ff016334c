package io.sekisho.proxy.tls;

import io.sekisho.rules.indicator.Host;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ClientHello's encrypted_client_hello extension (RFC 9849) is, told as far as can be from
 * outside. Random contents are made to look like the real thing, and a server's public name need
 * not be known here, so some real ones pass as {@link #GREASE}; what no browser sends at random
 * never does, and what breaks the format does not either.
 */
public enum Ech {
  NONE,
  /** As browsers send it to everybody: the server name is the destination. */
  GREASE,
  /** Encrypts another hello: the server name may be a cover. */
  REAL;

  private static final int OUTER = 0;
  private static final int HKDF_SHA256 = 1;
  private static final int AES_128_GCM = 1;
  private static final int CHACHA20_POLY1305 = 3;
  private static final int X25519_KEY = 32;
  private static final int TAG = 16;
  private static final int BLOCK = 32;

  /** 272 is what NSS sends for names of more than 100 bytes; BoringSSL sends 144 to 240. */
  private static final int LONGEST_WITHOUT_TICKET = 272;

  private static final int SHORTEST = 128 + TAG - 1;

  /**
   * Public names of servers that take encrypted hellos, as their ECHConfigs give them: Cloudflare's
   * (net4people/bbs issue 393), Meta's (doi 10.1145/3744969.3748401), and those of the test servers
   * tls-ech.dev and defo.ie. They name nothing that a client would go to otherwise.
   */
  private static final Set<String> PUBLIC_NAMES =
      Set.of("cloudflare-ech.com", "ech-public.atmeta.com", "public.tls-ech.dev", "cover.defo.ie");

  static Ech of(HelloMessage hello, @Nullable Host serverName) {
    return hello
        .extension(HelloMessage.ENCRYPTED_CLIENT_HELLO)
        .map(data -> isGrease(data, hello) && !isPublic(serverName) ? GREASE : REAL)
        .orElse(NONE);
  }

  private static boolean isPublic(@Nullable Host serverName) {
    return serverName != null && PUBLIC_NAMES.contains(serverName.toString());
  }

  /** Whether BoringSSL or NSS, and so a browser, would send this without having a key. */
  private static boolean isGrease(ByteBuffer data, HelloMessage hello) {
    try {
      int type = Vectors.number8(data);
      int kdf = Vectors.number16(data);
      int aead = Vectors.number16(data);
      Vectors.number8(data);
      int key = Vectors.vector16(data).remaining();
      int payload = Vectors.vector16(data).remaining();
      return type == OUTER
          && kdf == HKDF_SHA256
          && (aead == AES_128_GCM || aead == CHACHA20_POLY1305)
          && key == X25519_KEY
          && isGreaseLength(payload, hello)
          && !data.hasRemaining();
    } catch (BufferUnderflowException e) {
      return false;
    }
  }

  /**
   * BoringSSL takes 4 to 7 blocks and a tag, at random; NSS what its own hello would take, in whole
   * blocks (up to Firefox 154 a byte less) and a tag, which is more only where it has a ticket.
   */
  private static boolean isGreaseLength(int payload, HelloMessage hello) {
    int overBlocks = (payload - TAG + BLOCK) % BLOCK;
    return payload >= SHORTEST
        && (overBlocks == 0 || overBlocks == BLOCK - 1)
        && (payload <= LONGEST_WITHOUT_TICKET || hello.has(HelloMessage.PRE_SHARED_KEY));
  }
}
