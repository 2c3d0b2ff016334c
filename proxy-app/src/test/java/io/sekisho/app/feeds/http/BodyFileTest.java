package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class BodyFileTest {
  @Test
  void aDiskThatIsFullIsNoFaultOfTheServers() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    DownloadFault fault =
        catchThrowableOfType(DownloadFault.class, () -> BodyFile.store(new byte[1], 1, full));

    assertThat(fault.failure().toString())
        .startsWith("unreadable: cannot be stored: ")
        .contains("No space left on device");
  }
}
