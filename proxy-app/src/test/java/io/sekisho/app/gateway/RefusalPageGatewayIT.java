package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.program.Await;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that knows of no proxy, and is shown the page of one. */
final class RefusalPageGatewayIT {
  private static final Pattern CASE = Pattern.compile("id=\"case\">([0-9-]{19})<");

  @TempDir private Path directory;

  @Test
  void browserShowsThePageInTheLanguageOfItsUser() throws Exception {
    Tools.need("chromium");
    try (Scene scene = Scene.open(directory, "interfaces: lan0")) {
      String page = dumped(scene);

      assertThat(page)
          .contains("<html lang=\"ja\"", "<title>この通信は遮断されました</title>")
          .contains("<code>" + Client.LISTED + "</code>")
          .doesNotContain("secret-path");
      Matcher shown = CASE.matcher(page);
      assertThat(shown.find()).isTrue();
      String event = "\"flow\":\"" + shown.group(1) + "\"";
      Await.that(() -> scene.gateway().events().contains(event));
      assertThat(scene.nginx().visits()).isEmpty();
    }
  }

  private String dumped(Scene scene) throws Exception {
    return scene
        .network()
        .client()
        .run(
            "env",
            "HOME=" + directory,
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
            "--accept-lang=ja",
            "--user-data-dir=" + directory.resolve("profile"),
            "--host-resolver-rules=MAP " + Client.LISTED + " " + Family.V4.server(),
            "--dump-dom",
            "http://" + Client.LISTED + "/secret-path")
        .success();
  }
}
