package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More connections than the process has files for. */
final class OpenFilesIT {
  private static final int FILES = 200;
  private static final String PORTS =
      "explicit: {listen: '127.0.0.1:0'}\nadmin: {listen: '127.0.0.1:0'}\n";
  private static final String LISTED = "http://c2-test.sekisho.invalid/";

  @TempDir private Path directory;

  @Test
  void whoIsThereIsServedAndTheOthersWaitUntilThereIsRoom() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try (Program program = Program.servingWithin(FILES, directory, PORTS)) {
      HttpClient early = program.client();
      Program.get(early, LISTED);
      for (int i = 0; i < FILES; i++) {
        crowd.add(new Socket(program.proxy().getAddress(), program.proxy().getPort()));
      }
      Await.that(() -> program.errors().contains("No connection can be accepted"));

      Duration before = program.processorTime();
      HttpResponse<String> answer = Program.get(early, LISTED);
      TimeUnit.SECONDS.sleep(2);
      Duration used = program.processorTime().minus(before);
      closeAll(crowd);
      HttpResponse<String> later = Program.get(program.client(), LISTED);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(later.statusCode()).isEqualTo(403);
      assertThat(used).isLessThan(Duration.ofSeconds(1));
      assertThat(program.errors())
          .contains("limits.connections is 20000", "are accepted on")
          .doesNotContain("\tat ");
    } finally {
      closeAll(crowd);
    }
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
