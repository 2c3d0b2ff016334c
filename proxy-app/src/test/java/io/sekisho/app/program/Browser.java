package io.sekisho.app.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Headless Chromium, which says on its error output why a page cannot be shown. */
public final class Browser {
  private Browser() {}

  /** The command that gets one page, and ends. It tells nobody else anything. */
  public static List<String> visiting(String uri, Path home, String... flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "timeout",
                "40",
                "env",
                "HOME=" + home,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + home.resolve("profile"),
                "--dump-dom"));
    command.addAll(List.of(flags));
    command.add(uri);
    return command;
  }
}
