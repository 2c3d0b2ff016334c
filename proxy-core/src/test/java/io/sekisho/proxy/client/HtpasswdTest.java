package io.sekisho.proxy.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HtpasswdTest {
  /** Made of {@code secret} by libxcrypt. */
  private static final String TAIL = "04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void everyUsualPrefixOfBcryptIsRead(String prefix) {
    HtpasswdReading reading = Htpasswd.read("alice:" + prefix + TAIL);

    BcryptHash hash = reading.users().of("alice").orElseThrow();
    assertThat(reading.faults()).isEmpty();
    assertThat(hash.matches("secret".getBytes(UTF_8))).isTrue();
    assertThat(hash.matches("Secret".getBytes(UTF_8))).isFalse();
    assertThat(hash.matches(new byte[0])).isFalse();
  }

  @Test
  void commentsEmptyLinesAndFurtherPartsAreSkipped() {
    String text = "# staff\r\n\r\nalice:$2b$" + TAIL + "\r\n\nbjörn:$2b$" + TAIL + ":room 12\n";

    HtpasswdReading reading = Htpasswd.read(text);

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.users().hashes()).containsOnlyKeys("alice", "björn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice|has no colon",
        ":$2b$04$|has no usable user name",
        "a\tb:$2b$04$|has no usable user name",
        "alice:$apr1$x$y|has an MD5 hash; only bcrypt is accepted, as htpasswd -B writes it",
        "alice:{SHA}x|has a SHA-1 hash; only bcrypt is accepted, as htpasswd -B writes it",
        "alice:$6$x|has a SHA-512 hash; only bcrypt is accepted, as htpasswd -B writes it",
        "alice:$2b$04$x|has a broken bcrypt hash; only bcrypt is accepted, as htpasswd -B writes it",
        "alice:secret|has no hash that is known; only bcrypt is accepted, as htpasswd -B writes it",
        "alice:$2b$03$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW|has a bcrypt cost out of range: 4 to 14",
        "alice:$2b$15$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW|has a bcrypt cost out of range: 4 to 14",
      })
  void faultsAreNamedByLine(String line, String fault) {
    HtpasswdReading reading = Htpasswd.read("# first\n" + line + "\nbob:$2b$" + TAIL);

    assertThat(reading.faults()).containsExactly("line 2 " + fault);
  }

  @Test
  void userOnTwoLinesIsAFault() {
    HtpasswdReading reading = Htpasswd.read("a:$2b$" + TAIL + "\nb:$2b$" + TAIL + "\na:x");

    assertThat(reading.faults()).containsExactly("line 3 names the user of line 1 again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nobody yet\n"})
  void fileWithoutUsersIsAFault(String text) {
    HtpasswdReading reading = Htpasswd.read(text);

    assertThat(reading.faults()).containsExactly("no user is in it");
  }

  @Test
  void decoyCostsAsMuchAsTheDearestHash() {
    String dear = "$2b$09$" + TAIL.substring(3);

    HtpasswdReading reading = Htpasswd.read("a:$2b$" + TAIL + "\nb:" + dear);

    assertThat(reading.users().decoy().cost()).isEqualTo(9);
    assertThat(reading.users().decoy().matches("secret".getBytes(UTF_8))).isFalse();
  }

  @Test
  void nothingShowsAHash() {
    HtpasswdReading reading = Htpasswd.read("alice:$2b$" + TAIL);

    assertThat(reading.toString()).doesNotContain(TAIL);
    assertThat(reading.users().hashes().toString()).doesNotContain(TAIL);
  }
}
