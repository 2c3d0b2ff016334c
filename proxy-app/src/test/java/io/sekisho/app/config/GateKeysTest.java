package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.indicator.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate of a feed lets pass. */
final class GateKeysTest {
  private static final String FEED = "feeds: [{name: a, url: 'file:a', %s}]\ncanaries: [%s]\n";

  @TempDir private Path directory;

  @Test
  void everyFeedHasTheCanariesAndItsOwnShares() throws Exception {
    GateSettings gate = gate("max-growth: 900%, max-rejected: 5%", "own.example.org");

    assertThat(gate.maxGrowthPercent()).isEqualTo(900);
    assertThat(gate.maxRejectedPercent()).isEqualTo(5);
    assertThat(gate.canaries()).containsExactly(new HostName("own.example.org"));
  }

  @Test
  void anyGrowthCanBeAllowed() throws Exception {
    assertThat(gate("max-growth: any", "").maxGrowthPercent()).isEqualTo(GateSettings.ANY_GROWTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-growth: 300|a.example|feeds[0].max-growth: 300 is neither a percentage",
        "max-rejected: 101%|a.example|feeds[0].max-rejected: ",
        "max-growth: any|192.0.2.1|canaries",
        "actions: pass|a.example|feeds[0].actions: ",
      })
  void faultsNameTheirKey(String keys, String canary, String fault) throws IOException {
    Path file = write(keys, canary);

    ConfigFaults faults =
        catchThrowableOfType(ConfigFaults.class, () -> ConfigurationReader.read(file));

    assertThat(faults.getMessage()).contains(fault);
  }

  private GateSettings gate(String keys, String canary) throws Exception {
    return ConfigurationReader.read(write(keys, canary)).feeds().get(0).gate();
  }

  private Path write(String keys, String canary) throws IOException {
    return Files.writeString(directory.resolve("sekisho.yaml"), FEED.formatted(keys, canary));
  }
}
