package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that a list knows by how they greet, on the packaged jar. */
final class FingerprintIT {
  private static final String HITS =
      "sekisho_hits_total{action=\"reset\",feed=\"clients\",listener=\"explicit\"}";

  /** The JA3 of a hello that offers one suite and no extensions. */
  private static final String NEITHER = "771,%d,,,";

  @TempDir private Path directory;

  @Test
  void aListedClientIsResetAndToldAndAnotherPassesThroughTheSameTunnel() throws Exception {
    list(ja3(0x1301));
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, configuration(server));
        Conversation listed = Conversation.tunnel(program.proxy().getPort(), server);
        Conversation other = Conversation.tunnel(program.proxy().getPort(), server)) {

      listed.says(hello(0x1301));
      other.says(hello(0x1302));

      listed.isReset();
      other.hears(hello(0x1302));
      other.goesOn();
      assertThat(Program.metric(program.admin("/metrics").body(), HITS)).isEqualTo(1);
      Await.that(() -> events().size() == 1);
      JsonNode event = new JsonMapper().readTree(events().get(0));
      assertThat(event.at("/event/action").asText()).isEqualTo("reset");
      assertThat(event.at("/rule/name").asText()).isEqualTo(ja3(0x1301));
      assertThat(event.at("/tls/client/ja3").asText()).isEqualTo(ja3(0x1301));
      assertThat(event.at("/threat/software/name").asText()).isEqualTo("Testbot");
      assertThat(event.at("/destination/domain").asText()).isEqualTo("origin.example");
    }
  }

  @Test
  void aClientThatGetsListedIsKnownFromThenOn() throws Exception {
    list(ja3(0x1301));
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, configuration(server));
        Conversation open = Conversation.tunnel(program.proxy().getPort(), server);
        Conversation other = Conversation.tunnel(program.proxy().getPort(), server)) {
      open.says(hello(0x1302));
      open.hears(hello(0x1302));
      other.says(hello(0x1303));
      other.hears(hello(0x1303));

      list(ja3(0x1302));

      open.isReset();
      other.goesOn();
    }
  }

  private void list(String ja3) throws IOException {
    Path next =
        Files.write(
            directory.resolve("clients.new"),
            List.of(
                "ja3_md5,Firstseen,Lastseen,Listingreason",
                ja3 + ",2017-07-14 18:08:15,2019-07-27 20:42:54,Testbot"));
    Files.move(
        next,
        directory.resolve("clients.csv"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<String> events() throws IOException {
    Path file = directory.resolve("sekisho-state/events/events.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static String ja3(int suite) throws Exception {
    byte[] text = NEITHER.formatted(suite).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
  }

  /** In one record: TLS 1.2, no session, one suite, no compression, no extensions. */
  private static byte[] hello(int suite) {
    String body = "0303" + "07".repeat(32) + "00" + "0002%04x".formatted(suite) + "0100";
    return HexFormat.of().parseHex("160301002d" + "01000029" + body);
  }

  private static String configuration(EchoServer server) {
    return """
        explicit: {listen: '127.0.0.1:0', connect-ports: [%d]}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1}}
        feeds: [{name: clients, url: 'file:clients.csv', format: sslbl-ja3, expires: never}]
        """
        .formatted(server.port());
  }
}
