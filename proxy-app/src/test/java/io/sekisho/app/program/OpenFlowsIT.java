package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is open on the packaged jar while a feed changes. */
final class OpenFlowsIT {
  private static final String CUT = "sekisho_flows_cut_total{listener=\"explicit\"}";
  private static final String HITS =
      "sekisho_hits_total{action=\"reset\",feed=\"c2\",listener=\"explicit\"}";

  @TempDir private Path directory;

  @Test
  void tunnelThatAFeedComesToListIsResetCountedAndToldAndNothingElseIs() throws Exception {
    list("first.example");
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, configuration(server));
        Conversation hit = Conversation.tunnel("hit.example", program.proxy().getPort(), server);
        Conversation tunnel = Conversation.tunnel(program.proxy().getPort(), server);
        Conversation exchange = Conversation.exchange(2, program.proxy().getPort(), server)) {
      hit.goesOn();
      tunnel.goesOn();
      exchange.goesOn();

      list("first.example", "hit.example");

      hit.isReset();
      tunnel.goesOn();
      exchange.goesOn();
      String metrics = program.admin("/metrics").body();
      assertThat(Program.metric(metrics, CUT)).isEqualTo(1);
      assertThat(Program.metric(metrics, HITS)).isEqualTo(1);
      Await.that(() -> events().size() == 1);
      JsonNode event = new JsonMapper().readTree(events().get(0));
      assertThat(event.at("/sekisho/occasion").asText()).isEqualTo("rules");
      assertThat(event.at("/event/action").asText()).isEqualTo("reset");
      assertThat(event.at("/rule/name").asText()).contains("hit.example");
    }
  }

  private void list(String... names) throws IOException {
    Path next = Files.write(directory.resolve("c2.new"), List.of(names));
    Files.move(
        next,
        directory.resolve("c2.txt"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<String> events() throws IOException {
    Path file = directory.resolve("sekisho-state/events/events.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static String configuration(EchoServer server) {
    return """
        explicit: {listen: '127.0.0.1:0', connect-ports: [%d]}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1, hit.example: 127.0.0.1}}
        feeds: [{name: c2, url: 'file:c2.txt', format: domains}]
        """
        .formatted(server.port());
  }
}
