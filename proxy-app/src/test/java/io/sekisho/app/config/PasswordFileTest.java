package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.proxy.explicit.ExplicitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that {@code explicit.authentication.htpasswd} names. */
final class PasswordFileTest {
  private static final String KEY = "explicit.authentication.htpasswd: ";
  private static final String HASH = "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
  private static final String YAML = "explicit: {authentication: {htpasswd: users}}";

  @TempDir Path directory;

  @Test
  void everyFaultIsNamedByFileAndLineAndNeverByContent() throws IOException {
    Path users = write("alice:" + HASH + "\nbob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\nalice:x\n");

    ConfigFaults faults = faultsOf(YAML);

    assertThat(faults.faults().stream().map(ConfigFault::toString))
        .containsExactly(
            KEY
                + users
                + ": line 2 has a SHA-1 hash; only bcrypt is accepted, as htpasswd -B writes it",
            KEY + users + ": line 3 names the user of line 1 again");
  }

  @ParameterizedTest
  @CsvSource({
    "'explicit: {authentication: {realm: x}}'",
    "'explicit: {authentication: {}}'",
    "'explicit: {authentication: }'"
  })
  void authenticationWithoutUsersIsNeverSilentlyOff(String yaml) {
    ConfigFaults faults = faultsOf(yaml);

    assertThat(faults).hasMessage(KEY + "is missing, so nobody could log in");
  }

  @Test
  void fileThatCannotBeReadIsAFault() throws IOException {
    Files.createDirectory(directory.resolve("users"));

    assertThat(faultsOf(YAML)).hasMessageEndingWith("users is not a file of up to 4 MiB");
  }

  @Test
  void changedFileIsAChangedConfigurationAndATouchedOneIsNot() throws Exception {
    write("alice:" + HASH + "\n");
    ExplicitSettings before = read(YAML);

    write("# rewritten\nalice:" + HASH + "\n");
    ExplicitSettings rewritten = read(YAML);
    write("bob:" + HASH + "\n");
    ExplicitSettings changed = read(YAML);

    assertThat(rewritten).isEqualTo(before);
    assertThat(changed).isNotEqualTo(before);
  }

  @Test
  void settingsAsTextShowNoHash() throws Exception {
    write("alice:" + HASH + "\n");

    ExplicitSettings settings = read(YAML);

    assertThat(settings.toString()).contains("Htpasswd[1 users]").doesNotContain("$2b$", "alice");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("users"), text);
  }

  private ExplicitSettings read(String yaml) throws IOException, ConfigFaults {
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    return Objects.requireNonNull(ConfigurationReader.read(file).explicit());
  }

  private ConfigFaults faultsOf(String yaml) {
    return catchThrowableOfType(ConfigFaults.class, () -> read(yaml));
  }
}
