package io.sekisho.app.clients;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How Chromium is run without a screen.
 *
 * @param home where it keeps what it knows, and looks for certificates to trust
 */
public record Browser(Path home) {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-quic",
          "--disable-sync",
          "--hide-scrollbars",
          "--window-size=1000,800");

  /** One that trusts this authority; the test is skipped where it cannot be taught so. */
  public static Browser trusting(Authority authority, Path home) throws Exception {
    ClientProgram certutil = ClientProgram.named("certutil");
    String store = "sql:" + Files.createDirectories(home.resolve(".pki/nssdb"));
    certutil.run(home, "-d", store, "-N", "--empty-password").success();
    certutil
        .run(home, "-d", store, "-A", "-t", "C,,", "-n", "root", "-i", authority.root().toString())
        .success();
    return new Browser(home);
  }

  /** The command that shows a page and takes a picture of it. */
  public List<String> command(Path picture, List<String> more, String uri) {
    List<String> command = new ArrayList<>(FLAGS);
    command.add("--user-data-dir=" + home.resolve("profile"));
    command.add("--screenshot=" + picture.toAbsolutePath());
    command.addAll(more);
    command.add(uri);
    return command;
  }

  /** The command that prints what a page became. */
  public List<String> command(List<String> more, String uri) {
    List<String> command = new ArrayList<>(FLAGS);
    command.add("--user-data-dir=" + home.resolve("profile"));
    command.add("--dump-dom");
    command.addAll(more);
    command.add(uri);
    return command;
  }

  Ending run(List<String> command) throws IOException, InterruptedException {
    return ClientProgram.named("chromium").run(home, command.toArray(String[]::new));
  }

  /** Where pictures are left for people to look at. */
  public static Path picture(String name) throws IOException {
    return Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
  }
}
