package io.sekisho.app.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network with a gateway that works, and a web server behind it. */
record Scene(Network network, Nginx nginx, GatewayUnderTest gateway) implements AutoCloseable {

  /**
   * Sets it up.
   *
   * @param keys those of {@code gateway}, as in a flow mapping
   */
  static Scene open(Path directory, String keys) throws Exception {
    return open(directory, keys, "");
  }

  /** The same with more of a configuration than {@code gateway}. */
  static Scene open(Path directory, String keys, String more) throws Exception {
    Network network = Network.create();
    try {
      return behind(network, directory, keys, more);
    } catch (Exception | AssertionError e) {
      network.close();
      throw e;
    }
  }

  private static Scene behind(Network network, Path directory, String keys, String more)
      throws Exception {
    Nginx nginx = Nginx.start(network.server(), place(directory, "nginx"));
    try {
      return new Scene(
          network, nginx, GatewayUnderTest.start(network, place(directory, "gateway"), keys, more));
    } catch (Exception | AssertionError e) {
      nginx.close();
      throw e;
    }
  }

  private static Path place(Path directory, String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  @Override
  public void close() {
    gateway.close();
    nginx.close();
    network.close();
  }
}
