package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The conformance vectors of UTS 46, column toAsciiN (without transitional processing).
 *
 * <p>Of the status codes, these are set aside, because our own grammar decides what they are about:
 * A4_1, A4_2 and X4_2 (lengths and empty labels), V2 and V3 (hyphens), U1 (STD 3 characters). A
 * result that this grammar refuses must be refused, and one that is IPv4 must be that address.
 */
final class IdnaVectorsTest {
  private static final Set<String> SET_ASIDE = Set.of("A4_1", "A4_2", "X4_2", "V2", "V3", "U1");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})|\\\\x\\{([0-9A-F]+)}");

  private record Vector(String source, String ascii, Set<String> errors) {}

  @Test
  void namesBecomeWhatTheVectorsSay() throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    for (Vector vector : vectors()) {
      String expected = expected(vector);
      String actual = Host.parse(vector.source()).fold(Host::toString, reason -> "refused");
      outcomes.merge(outcome(vector, expected), 1, Integer::sum);
      if (!expected.equals(actual)) {
        differences.add(vector + " gave " + actual + ", expected " + expected);
      }
    }

    assertThat(differences).isEmpty();
    assertThat(outcomes)
        .containsEntry("accepted", 678)
        .containsEntry("refused by UTS 46", 5_553)
        .containsEntry("refused by the grammar of names", 160);
  }

  private static String outcome(Vector vector, String expected) {
    if (!expected.equals("refused")) {
      return "accepted";
    }
    return vector.errors().isEmpty() ? "refused by the grammar of names" : "refused by UTS 46";
  }

  private static String expected(Vector vector) {
    if (!vector.errors().isEmpty()) {
      return "refused";
    }
    String name = vector.ascii();
    String stripped = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    Optional<Refusal> fault = HostNameGrammar.faultIn(stripped);
    return fault.isEmpty()
        ? stripped
        : Ipv4Parser.parse(stripped).fold(IpAddress::toString, reason -> "refused");
  }

  private static List<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                TestData.unpacked("vectors/IdnaTestV2.txt.gz"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          vectors.add(vector(line));
        }
      }
    }
    return vectors;
  }

  /** A blank column has the value of the one it builds on; "" is the empty string. */
  private static Vector vector(String line) {
    String[] columns = line.split(";", -1);
    String source = text(columns[0], "");
    String unicode = text(columns[1], source);
    Set<String> unicodeErrors = errors(columns[2], Set.of());
    return new Vector(source, text(columns[3], unicode), errors(columns[4], unicodeErrors));
  }

  private static String text(String column, String fallback) {
    String trimmed = column.strip();
    if (trimmed.isEmpty()) {
      return fallback;
    }
    return trimmed.equals("\"\"")
        ? ""
        : ESCAPE.matcher(trimmed).replaceAll(IdnaVectorsTest::codePoint);
  }

  private static String codePoint(MatchResult escape) {
    String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
    return Matcher.quoteReplacement(new String(Character.toChars(Integer.parseInt(hex, 16))));
  }

  private static Set<String> errors(String column, Set<String> fallback) {
    String trimmed = column.strip();
    if (trimmed.isEmpty()) {
      return fallback;
    }
    Set<String> errors =
        new TreeSet<>(Arrays.asList(trimmed.replaceAll("[\\[\\] ]", "").split(",")));
    errors.remove("");
    errors.removeAll(SET_ASIDE);
    return errors;
  }
}
