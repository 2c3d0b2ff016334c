package io.sekisho.proxy.ca;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * One of the files by which people have a device trust a root.
 *
 * @param charset of the text; what is binary has a character for each byte
 */
public record InstallFile(String contentType, String text, Charset charset) {

  /** Which of them. Their names are the same on a server and in a directory. */
  public enum Kind {
    /** What to do on each system. */
    PAGE("/ca", "ca.html"),
    /** As Linux and servers take it. */
    PEM("/ca.pem", "ca.pem"),
    /** As Windows and telephones take it. */
    DER("/ca.crt", "ca.crt");

    private final String path;
    private final String fileName;

    Kind(String path, String fileName) {
      this.path = path;
      this.fileName = fileName;
    }

    /** Where it is found on a server. */
    public String path() {
      return path;
    }

    public String fileName() {
      return fileName;
    }

    /** What is found at a path, without a query. */
    public static Optional<Kind> at(String path) {
      for (Kind kind : values()) {
        if (kind.path.equals(path)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    public InstallFile of(X509Certificate root) {
      return switch (this) {
        case PAGE ->
            new InstallFile(
                "text/html; charset=utf-8", InstallPage.html(root), StandardCharsets.UTF_8);
        case PEM ->
            new InstallFile(
                "application/x-pem-file", Certificates.pem(root), StandardCharsets.US_ASCII);
        case DER ->
            new InstallFile(
                "application/x-x509-ca-cert",
                new String(Certificates.der(root), StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1);
      };
    }
  }

  public byte[] bytes() {
    return text.getBytes(charset);
  }
}
