package io.sekisho.proxy.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet inside the page, and the content security policy that allows it alone. */
final class PageStyle {
  static final String SHEET = read();

  /** The empty icon keeps browsers from asking the blocked server for one. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + digest()
          + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PageStyle() {}

  /** What it has to read is read once this class is there. */
  static void prepare() {}

  private static String read() {
    try (InputStream in = Objects.requireNonNull(PageStyle.class.getResourceAsStream("page.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(SHEET.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
