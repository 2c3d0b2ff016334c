package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.fixtures.PortalKeys;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GardenReaderTest {
  private static final String REDIRECTING =
      "answer: {http: redirect, redirect-to: 'https://help.example/'}\n";

  @TempDir static Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    PortalKeys.in(directory, "portal");
    PortalKeys.in(directory, "other");
    Files.writeString(directory.resolve("text.pem"), "no PEM\n");
  }

  @Test
  void withoutItThereIsNoGarden() throws Exception {
    assertThat(read(REDIRECTING).gardenPlan()).isEmpty();
  }

  @Test
  void whatIsNotSetHasADefault() throws Exception {
    GardenPlan plan = read(REDIRECTING + "garden: {}").gardenPlan().orElseThrow();

    assertThat(plan.settings().time()).isEqualTo(Duration.ofHours(1));
    assertThat(plan.settings().clients()).isEqualTo(10_000);
    assertThat(plan.api()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    GardenPlan plan =
        read(REDIRECTING
                + """
                    garden:
                      time: 10m
                      clients: 7
                      allow: [ok.example, 192.0.2.0/24]
                      exempt: 198.51.100.7
                      api: {listen: '127.0.0.1:0', certificate: portal.pem, private-key: portal.key}
                    """)
            .gardenPlan()
            .orElseThrow();

    assertThat(plan.settings().time()).isEqualTo(Duration.ofMinutes(10));
    assertThat(plan.settings().clients()).isEqualTo(7);
    assertThat(plan.settings().names()).containsExactly(new HostName("ok.example"));
    assertThat(plan.settings().prefixes()).isEqualTo(prefix("192.0.2.0/24"));
    assertThat(plan.settings().exempt()).isEqualTo(prefix("198.51.100.7"));
    assertThat(plan.api().orElseThrow().listen()).hasSize(1);
    assertThat(plan.toString()).doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "{listen: '127.0.0.1:0', private-key: portal.key} @ garden.api.certificate: is missing",
        "{listen: '127.0.0.1:0', certificate: portal.pem} @ garden.api.private-key: is missing",
        "{certificate: portal.pem, private-key: portal.key} @ garden.api.listen: is missing",
        "{listen: '127.0.0.1:0', certificate: no.pem, private-key: portal.key}"
            + " @ garden.api.certificate: /no.pem does not exist",
        "{listen: '127.0.0.1:0', certificate: text.pem, private-key: portal.key}"
            + " @ garden.api.certificate: /text.pem has no certificate that can be read; PEM is"
            + " wanted",
        "{listen: '127.0.0.1:0', certificate: portal.pem, private-key: portal.pem}"
            + " @ garden.api.private-key: /portal.pem has no private key that can be read; PKCS #8"
            + " in PEM, not encrypted, is wanted",
        "{listen: '127.0.0.1:0', certificate: portal.pem, private-key: other.key}"
            + " @ garden.api.private-key: is not the key of garden.api.certificate",
        "{listen: '127.0.0.1:9642', certificate: portal.pem, private-key: portal.key}"
            + " @ garden.api.listen: 127.0.0.1:9642 is listened on already",
      })
  void whatIsWrongWithTheApiIsNamed(String api, String fault) throws Exception {
    assertThat(faults(REDIRECTING + "garden: {api: " + api + "}")).containsExactly(fault);
  }

  @Test
  void aGardenThatNobodyGetsIntoIsAFault() throws Exception {
    assertThat(faults("garden: {}"))
        .containsExactly(
            "garden: is of no use without an answer that is redirect and answer.redirect-to");
  }

  @Test
  void aPortalInTheClearIsAFault() throws Exception {
    String plain = REDIRECTING.replace("https:", "http:");
    String api = "{listen: '127.0.0.1:0', certificate: portal.pem, private-key: portal.key}";

    assertThat(faults(plain + "garden: {}")).isEmpty();
    assertThat(faults(plain + "garden: {api: " + api + "}"))
        .containsExactly(
            "garden.api.listen: needs an answer.redirect-to with https: (RFC 8908, 5)");
  }

  private static Configuration read(String text) throws Exception {
    return ConfigurationReader.read(
        ConfigurationReader.tree(text), new Locations(directory), directory);
  }

  private static List<String> faults(String text) throws Exception {
    try {
      read(text);
      return List.of();
    } catch (ConfigFaults e) {
      return e.faults().stream()
          .map(fault -> fault.toString().replace(directory.toString(), ""))
          .toList();
    }
  }

  private static List<AddressPrefix> prefix(String text) {
    return List.of(AddressPrefix.parse(text).orElseThrow());
  }
}
