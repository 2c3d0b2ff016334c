package io.sekisho.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.page.Chromium.View;
import io.sekisho.app.program.Await;
import io.sekisho.app.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on screens of several kinds; pictures of it are left in {@code target/screenshots}. */
final class RefusalPageIT {
  private static final String LISTED = "http://c2-test.sekisho.invalid/secret-path?q=1";
  private static final String LONG_NAME =
      "a-name-that-is-longer-than-a-telephone-is-wide.and-goes-on.and-on.c2-test.sekisho.invalid";
  private static final Path PICTURES =
      Path.of(System.getProperty("sekisho.jar")).resolveSibling("screenshots");
  private static final String YAML =
      """
      explicit: {listen: '127.0.0.1:0'}
      admin: {listen: '127.0.0.1:0'}
      dns: {servers: ['127.0.0.1:1']}
      answer: {organization: Example Network 株式会社, contact: 'mailto:security@example.org'}
      """;

  @TempDir private static Path directory;
  private static @Nullable Program program;
  private static @Nullable Chromium chromium;

  @BeforeAll
  static void open() throws Exception {
    program = Program.serving(Files.createDirectory(directory.resolve("program")), YAML);
    chromium = Chromium.behind(program.proxy(), directory);
  }

  @AfterAll
  static void close() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (program != null) {
      program.close();
    }
  }

  private static Program program() {
    return Objects.requireNonNull(program);
  }

  private static Chromium browser() {
    return Objects.requireNonNull(chromium);
  }

  /** 320 pixels are also what 1280 come to at 400 %. */
  @ParameterizedTest
  @CsvSource({
    "en, 1280, light", "en, 1280, dark", "en, 320, light", "en, 320, dark",
    "ja, 1280, light", "ja, 1280, dark", "ja, 320, light", "ja, 320, dark"
  })
  void pageIsInTheLanguageOfTheBrowserAndFitsItsScreen(String language, int width, String scheme)
      throws Exception {
    String title = language.equals("ja") ? "この通信は遮断されました" : "This connection was blocked";

    browser().open(LISTED, new View(language + ",fr;q=0.5", width, scheme));
    browser()
        .screenshot(PICTURES.resolve("page-" + language + "-" + width + "-" + scheme + ".png"));

    assertThat(browser().text("document.documentElement.lang")).isEqualTo(language);
    assertThat(browser().text("document.title")).isEqualTo(title);
    assertThat(browser().text("document.querySelector('h1').innerText")).isEqualTo(title);
    assertThat(browser().text("document.body.innerText"))
        .contains("c2-test.sekisho.invalid", "Example Network 株式会社", "security@example.org")
        .doesNotContain("secret-path");
    assertThat(browser().number("document.documentElement.scrollWidth")).isEqualTo(width);
    String background = "getComputedStyle(document.body).backgroundColor";
    assertThat(browser().text(background))
        .isEqualTo(scheme.equals("dark") ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)");
    assertThatTheEventHasTheCase();
  }

  private static void assertThatTheEventHasTheCase() throws Exception {
    String shown = browser().text("document.getElementById('case').innerText");
    assertThat(shown).matches("[0-9]{4}(-[0-9]{4}){3}");
    Await.that(() -> program().output().contains("\"flow\":\"" + shown + "\""));
  }

  @Test
  void nameLongerThanTheScreenIsBroken() throws Exception {
    browser().open("http://" + LONG_NAME + "/", new View("ja", 320, "light"));
    browser().screenshot(PICTURES.resolve("page-long-name.png"));

    assertThat(browser().number("document.documentElement.scrollWidth")).isEqualTo(320);
    assertThat(browser().text("document.body.innerText")).contains(LONG_NAME);
  }

  @Test
  void otherReasonsHaveTheirPageToo() throws Exception {
    browser().open("http://10.0.0.1/", new View("ja", 320, "light"));
    browser().screenshot(PICTURES.resolve("page-private.png"));

    assertThat(browser().text("document.title")).isEqualTo("この接続先は許可されていません");
    assertThat(browser().text("document.querySelector('dd[lang=en]').innerText")).isNotEmpty();
  }

  @Test
  void pageHasLandmarksAndHeadings() throws Exception {
    browser().open(LISTED, new View("en", 1280, "light"));

    List<String> roles = browser().roles();

    assertThat(roles)
        .contains("banner", "main", "contentinfo", "list", "link")
        .containsSequence("main", "heading");
    assertThat(browser().number("document.querySelectorAll('h1').length")).isEqualTo(1);
  }

  @Test
  void pageAsksForNothingElse() throws Exception {
    browser().open(LISTED, new View("en", 1280, "light"));
    String shown = browser().text("document.getElementById('case').innerText");
    browser().open("http://clean-test.sekisho.invalid/", new View("en", 1280, "light"));

    Await.that(() -> program().output().contains(shown));
    List<String> events = program().output().lines().toList();
    int last = events.size() - 1;
    assertThat(events.get(last)).contains(shown);
    assertThat(browser().number("performance.getEntriesByType('resource').length")).isZero();
  }
}
