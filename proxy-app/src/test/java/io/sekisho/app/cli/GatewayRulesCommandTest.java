package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class GatewayRulesCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsRulesForNft() throws IOException {
    int status = rules("gateway: {interfaces: lan0, ports: 8080}");

    assertThat(status).isZero();
    assertThat(out.toString())
        .startsWith("# nftables rules of the Sekisho gateway")
        .contains("iifname { \"lan0\" } ", "tcp dport { 8080 } counter redirect to :3129");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsRoutesForAShell() throws IOException {
    int status = rules("gateway: {diversion: tproxy}", "--routing");

    assertThat(status).isZero();
    assertThat(out.toString()).contains("ip $family rule add ").doesNotContain("table inet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explicit:|the configuration has no gateway",
        "gateway: {listen: '[::]:0'}|gateway.listen takes any free port",
        "gateway: {diversion: none}|gateway.diversion: none is not one of redirect, tproxy"
      })
  void whatHasNoRulesPrintsNoneAndEndsWithTwo(String yaml, String complaint) throws IOException {
    int status = rules(yaml);

    assertThat(status).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(complaint);
  }

  private int rules(String yaml, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    List<String> arguments =
        new ArrayList<>(List.of("gateway", "rules", "--config", file.toString()));
    arguments.addAll(List.of(more));
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new IOException("not in this test");
            });
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }
}
