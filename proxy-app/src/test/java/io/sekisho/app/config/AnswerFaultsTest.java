package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that cannot be given as the file has them. */
final class AnswerFaultsTest {
  private static final String NO_CA =
      "tls: needs certificates: add ca, then sekisho ca init makes one";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answer: {tls: refuse} | answer.",
        "answer: {tls: redirect, redirect-to: 'https://help.example/'} | answer.",
        "groups: [{name: a, clients: 10.0.0.0/8, answer: {tls: refuse}}] | groups[0].answer.",
        "answer: {rules: [{listeners: gateway, tls: refuse}]} | answer.rules[0].",
      })
  void anAnswerInsideOfTlsNeedsAnAuthority(String yaml, String where) throws Exception {
    assertThat(faults(yaml)).containsExactly(where + NO_CA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:3128 | explicit: {listen: '127.0.0.1:3128'}",
        "127.0.0.1:3128 | explicit: {listen: '0.0.0.0:3128'}",
        "127.0.0.1:9642 | mode: enforce",
        "'[::1]:3129' | gateway: ",
      })
  void aSinkholeIsAnotherProcess(String sinkhole, String yaml) throws Exception {
    String answer = "answer: {http: sinkhole, sinkhole: \"" + sinkhole.replace("'", "") + "\"}\n";

    assertThat(faults(answer + yaml))
        .containsExactly(
            "answer.sinkhole: " + sinkhole.replace("'", "") + " is this process itself");
  }

  @Test
  void aSinkholeMayHaveAPrivateAddress() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("c.yaml"),
            "answer: {http: sinkhole, connect: sinkhole, tls: sinkhole, sinkhole: '10.0.0.1:9100'}");

    Configuration configuration = ConfigurationReader.read(file);

    assertThat(configuration.explicitListener()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"feeds", "evidence", "listeners"})
  void aRuleThatLostItsLastConditionIsAFault(String key) throws Exception {
    assertThat(faults("answer: {rules: [{" + key + ": [], mode: observe}]}"))
        .containsExactly("answer.rules[0]." + key + ": is an empty list, and would fit all hits");
  }

  private List<String> faults(String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("c.yaml"), yaml);
    ConfigFaults faults =
        catchThrowableOfType(ConfigFaults.class, () -> ConfigurationReader.read(file));
    return faults.faults().stream().map(ConfigFault::toString).toList();
  }
}
