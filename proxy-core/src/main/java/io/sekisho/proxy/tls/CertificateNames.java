package io.sekisho.proxy.tls;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts that a certificate is for (RFC 5280, 4.1): the DNS names and addresses of its
 * subjectAltName, or where that has none, its common names. Read leniently, as a client may do so
 * too: what comes before the encoding breaks counts.
 */
final class CertificateNames {
  private static final int SEQUENCE = 0x30;
  private static final int EXTENSIONS = 0xa3;
  private static final int OCTET_STRING = 0x04;
  private static final int BMP_STRING = 0x1e;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;

  /** Behind the signature's algorithm, the issuer and the validity. */
  private static final int SUBJECT = 4;

  private static final ByteBuffer COMMON_NAME = ByteBuffer.wrap(new byte[] {0x55, 0x04, 0x03});
  private static final ByteBuffer ALTERNATIVE_NAME = ByteBuffer.wrap(new byte[] {0x55, 0x1d, 0x11});

  private final Set<Host> alternative = new LinkedHashSet<>();
  private final Set<Host> common = new LinkedHashSet<>();

  /** One element of the encoding. */
  private record Element(int tag, ByteBuffer content) {
    static Element next(ByteBuffer in) {
      int tag = Vectors.number8(in);
      int length = Vectors.number8(in);
      if (length > 0x7f) {
        length = longLength(in, length & 0x7f);
      }
      return new Element(tag, Vectors.take(in, length));
    }

    /** One of no or more than three bytes is none that a certificate here can have. */
    private static int longLength(ByteBuffer in, int bytes) {
      if (bytes == 0 || bytes > 3) {
        throw new BufferUnderflowException();
      }
      int length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | Vectors.number8(in);
      }
      return length;
    }
  }

  private CertificateNames() {}

  /** Every host once; a wildcard stands as {@link Clue#WILDCARD} below its parent. */
  static List<Host> of(byte[] der) {
    CertificateNames names = new CertificateNames();
    try {
      names.certificate(Element.next(ByteBuffer.wrap(der)).content());
    } catch (BufferUnderflowException e) {
      // The encoding breaks here.
    }
    return List.copyOf(names.alternative.isEmpty() ? names.common : names.alternative);
  }

  private void certificate(ByteBuffer in) {
    ByteBuffer toBeSigned = Element.next(in).content();
    int sequences = 0;
    while (toBeSigned.hasRemaining()) {
      Element part = Element.next(toBeSigned);
      if (part.tag() == SEQUENCE && ++sequences == SUBJECT) {
        subject(part.content());
      } else if (part.tag() == EXTENSIONS) {
        extensions(Element.next(part.content()).content());
      }
    }
  }

  private void subject(ByteBuffer sets) {
    while (sets.hasRemaining()) {
      ByteBuffer attributes = Element.next(sets).content();
      while (attributes.hasRemaining()) {
        ByteBuffer attribute = Element.next(attributes).content();
        if (Element.next(attribute).content().equals(COMMON_NAME)) {
          text(Element.next(attribute)).ifPresent(common::add);
        }
      }
    }
  }

  private void extensions(ByteBuffer extensions) {
    while (extensions.hasRemaining()) {
      ByteBuffer extension = Element.next(extensions).content();
      if (Element.next(extension).content().equals(ALTERNATIVE_NAME)) {
        Element value = Element.next(extension);
        Element names = value.tag() == OCTET_STRING ? value : Element.next(extension);
        alternativeNames(Element.next(names.content()).content());
      }
    }
  }

  private void alternativeNames(ByteBuffer names) {
    while (names.hasRemaining()) {
      Element name = Element.next(names);
      if (name.tag() == DNS_NAME) {
        text(name).ifPresent(alternative::add);
      } else if (name.tag() == IP_ADDRESS) {
        address(name.content()).ifPresent(alternative::add);
      }
    }
  }

  private static Optional<Host> text(Element name) {
    String text =
        (name.tag() == BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8)
            .decode(name.content())
            .toString();
    return text.startsWith("*.") ? below(text.substring(2)) : Host.parse(text).accepted();
  }

  /** Something below a parent; where no name is long enough for that, the parent. */
  private static Optional<Host> below(String parent) {
    return Host.parse(parent)
        .accepted()
        .map(host -> HostName.parse(Clue.WILDCARD + "." + host).<Host>fold(n -> n, r -> host));
  }

  private static Optional<Host> address(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    try {
      return Optional.of(IpAddress.of(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
