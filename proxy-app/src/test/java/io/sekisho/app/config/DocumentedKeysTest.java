package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's table of keys and defaults against what the reader looks for. */
final class DocumentedKeysTest {
  private static final Path README = Path.of("../README.md");
  private static final String MARKER = "<!-- configuration -->";
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (?:`([^`]*)`|([^|]*?)) \\|.*");

  @Test
  void readmeNamesEveryKeyWithItsDefault() throws IOException {
    String readme = Files.exists(README) ? Files.readString(README) : "";
    assumeThat(readme).contains(MARKER);
    String[] parts = readme.split(MARKER, -1);

    Map<String, String> table = rows(parts[1]);

    assertThat(table).isEqualTo(documented());
  }

  private static Map<String, String> rows(String text) {
    Map<String, String> rows = new LinkedHashMap<>();
    text.lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> rows.put(row.group(1), row.group(2) == null ? row.group(3) : row.group(2)));
    return rows;
  }

  static Map<String, String> documented() {
    try {
      Reading reading = new Reading();
      Section root =
          reading.root(
              ConfigurationReader.tree(
                  """
                  answer: {rules: [{}]}
                  groups: [{}]
                  feeds: [{}]
                  never-block: [{file: a}]
                  """));
      new RootReader(root, new Locations(Path.of("/"))).read(Path.of("/"));
      return reading.documented();
    } catch (ConfigFaults e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyKeyHasADefaultOrSaysWhy() {
    Map<String, String> keys = documented();

    assertThat(keys).hasSizeGreaterThan(40).containsEntry("limits.held", "64KiB");
    assertThat(keys.values()).doesNotContain("");
  }
}
