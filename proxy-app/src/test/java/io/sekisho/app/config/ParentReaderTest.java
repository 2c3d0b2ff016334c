package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.proxy.ParentExceptions;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParentReaderTest {
  @TempDir Path directory;

  @BeforeEach
  void writeWhatEveryKeyNames() throws IOException {
    Files.writeString(directory.resolve("users.htpasswd"), ConfigurationReaderTest.USERS);
  }

  @Test
  void everyKeyIsRead() throws Exception {
    writePassword("open sesame\nand more\n");

    Configuration configuration = read(ConfigurationReaderTest.resource("every-key.yaml"));

    ExplicitSettings explicit = Objects.requireNonNull(configuration.explicit());
    assertThat(explicit.egress().parentProxy())
        .contains(
            new ParentProxy(
                Endpoint.parse("parent.example:8080").orElseThrow(),
                new ParentProxy.Login("sekisho", "open sesame"),
                new ParentExceptions(
                    List.of(HostName.parse("intranet.example").orElseThrow()),
                    List.of(
                        AddressPrefix.parse("10.0.0.0/8").orElseThrow(),
                        AddressPrefix.parse("192.0.2.9").orElseThrow())),
                ParentProxy.LookUp.SKIP));
    assertThat(configuration.toString()).contains("sekisho").doesNotContain("sesame");
  }

  private void writePassword(String text) throws IOException {
    Files.writeString(directory.resolve("parent.password"), text);
  }

  @Test
  void namesAreLookedUpUnlessToldOtherwise() throws Exception {
    Configuration configuration =
        read("{explicit: , egress: {parent: {address: '10.0.0.1:3128'}}}");

    ExplicitSettings explicit = Objects.requireNonNull(configuration.explicit());
    assertThat(explicit.egress().parentProxy())
        .contains(
            new ParentProxy(
                Endpoint.parse("10.0.0.1:3128").orElseThrow(),
                null,
                ParentExceptions.NONE,
                ParentProxy.LookUp.JUDGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{except: a.example}|egress.parent.address: is missing",
        "{address: parent.example}|egress.parent.address: parent.example is not a host and a port:"
            + " port-missing",
        "{address: '127.0.0.1:3128'}|egress.parent.address: 127.0.0.1:3128 is this process itself",
        "{address: '127.0.0.1:9642'}|egress.parent.address: 127.0.0.1:9642 is this process itself",
        "{address: 'a.example:1', user: x}|egress.parent.password-file: is missing, and"
            + " egress.parent.user is set",
        "{address: 'a.example:1', password-file: parent.password}|egress.parent.user: is missing,"
            + " and egress.parent.password-file is set",
        "{address: 'a.example:1', user: 'x:y', password-file: parent.password}|egress.parent.user:"
            + " is empty, or has a colon or a control character in it",
        "{address: 'a.example:1', look-up: never}|egress.parent.look-up: never is not one of"
            + " judge, skip",
        "{address: 'a.example:1', except: [10.0.0.0/40]}|egress.parent.except[0]: 10.0.0.0/40 is"
            + " not an address or a prefix: bad-prefix-length",
      })
  void faultIsNamedByItsKey(String parent, String expected) throws Exception {
    writePassword("secret");

    ConfigFaults faults = faultsOf("{explicit: , egress: {parent: " + parent + "}}");

    assertThat(faults).hasMessage(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'',has no password on its first line",
    "'\nlate',has no password",
    "'a\u0007b',has a control"
  })
  void fileWithoutAPasswordIsAFaultThatDoesNotQuoteIt(String text, String expected)
      throws Exception {
    writePassword(text);

    ConfigFaults faults =
        faultsOf(
            "egress: {parent: {address: 'a.example:1', user: x, password-file: parent.password}}");

    assertThat(faults)
        .hasMessageStartingWith("egress.parent.password-file: " + directory)
        .hasMessageContaining(expected)
        .hasMessageNotContainingAny("late", "a\u0007b");
  }

  @Test
  void littleProxyIsChosenByName() throws Exception {
    Configuration configuration = read("explicit: {engine: littleproxy}");

    assertThat(Objects.requireNonNull(configuration.explicit()).plane())
        .isEqualTo(DataPlane.LITTLEPROXY);
  }

  /** It would be quietly passed by. */
  @Test
  void littleProxyBesideAParentIsAFault() throws Exception {
    ConfigFaults faults =
        faultsOf("{explicit: {engine: littleproxy}, egress: {parent: {address: '10.0.0.1:3128'}}}");

    assertThat(faults)
        .hasMessage(
            "explicit.engine: littleproxy does not go by a parent proxy; remove egress.parent");
  }

  @Test
  void anotherPasswordMakesAnotherConfiguration() throws Exception {
    writePassword("old");
    Configuration before = read(ConfigurationReaderTest.resource("every-key.yaml"));

    writePassword("new");
    Configuration after = read(ConfigurationReaderTest.resource("every-key.yaml"));

    assertThat(after.explicit()).isNotEqualTo(before.explicit());
  }

  @Test
  void passwordFileHasToBeThere() {
    ConfigFaults faults =
        faultsOf("egress: {parent: {address: 'a.example:1', user: x, password-file: absent}}");

    assertThat(faults).hasMessageContaining("absent does not exist");
  }

  private Configuration read(String text) throws IOException, ConfigFaults {
    return ConfigurationReader.read(Files.writeString(directory.resolve("sekisho.yaml"), text));
  }

  private ConfigFaults faultsOf(String text) {
    return catchThrowableOfType(ConfigFaults.class, () -> read(text));
  }
}
