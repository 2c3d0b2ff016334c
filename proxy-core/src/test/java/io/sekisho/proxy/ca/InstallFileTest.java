package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstallFileTest {
  private final X509Certificate root = Authorities.root().certificate();

  private String page() {
    return InstallFile.Kind.PAGE.of(root).text();
  }

  @ParameterizedTest
  @EnumSource(names = {"PEM", "DER"})
  void certificateIsReadAgain(InstallFile.Kind kind) throws Exception {
    byte[] bytes = kind.of(root).bytes();

    assertThat(Certificates.read(bytes)).isEqualTo(List.of(root));
  }

  @Test
  void pageShowsTheFingerprintToCompare() {
    assertThat(page().replace("<wbr>", "")).contains(Certificates.fingerprint(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Windows", "macOS", "iOS", "Android", "Debian", "Fedora", "Firefox", "Chrome", "NSS"
      })
  void pageTellsEachSystemInBothLanguages(String system) {
    String page = page();

    assertThat(page.substring(page.indexOf("id=\"ja\""), page.indexOf("id=\"en\"")))
        .contains(system);
    assertThat(page.substring(page.indexOf("id=\"en\""))).contains(system);
  }

  @Test
  void pageNeedsNothingElseAndNoScript() {
    assertThat(page()).doesNotContain("<script", "src=", "@import", "url(", "http://", "https://");
  }

  @Test
  void pageIsForScreenReadersAndForDarkScreens() {
    assertThat(page())
        .contains("<html lang=\"en\">", "lang=\"ja\"", "aria-labelledby", "<main>")
        .contains("color-scheme", "prefers-color-scheme:dark", "name=\"viewport\"");
  }

  @Test
  void nameOfARootIsNeverMarkup() throws Exception {
    X509Certificate odd =
        Authorities.newRoot("<script>alert(1)</script> & {{fingerprint}}").certificates().get(0);

    String page = InstallFile.Kind.PAGE.of(odd).text();

    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void pageHasNoPlaceLeftOpen() {
    assertThat(page()).doesNotContain("{{");
    assertThat(InstallFile.Kind.PAGE.of(root).bytes())
        .asString(StandardCharsets.UTF_8)
        .contains("インストール");
  }
}
