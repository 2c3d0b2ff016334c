package io.sekisho.proxy.ca;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The page that says how to have a device trust a root, in Japanese and English; it needs nothing
 * else, no script and no server.
 */
final class InstallPage {
  private static final String TEMPLATE = template();

  private InstallPage() {}

  private static String template() {
    try (InputStream page = InstallPage.class.getResourceAsStream("install.html")) {
      return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String html(X509Certificate root) {
    return TEMPLATE
        .replace("{{name}}", escaped(Certificates.name(root)))
        .replace("{{fingerprint}}", broken(Certificates.fingerprint(root)))
        .replace("{{from}}", day(root.getNotBefore()))
        .replace("{{to}}", day(root.getNotAfter()))
        .replace("{{limits}}", limits(root));
  }

  /** May be broken between any two digits of a narrow screen. */
  private static String broken(String fingerprint) {
    return fingerprint.replace(":", ":<wbr>");
  }

  private static String day(Date time) {
    return time.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String limits(X509Certificate root) {
    List<String> lines = RootConstraints.describe(root);
    return lines.isEmpty()
        ? "&ndash;"
        : lines.stream().map(InstallPage::escaped).collect(Collectors.joining("<br>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
