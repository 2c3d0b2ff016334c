package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hosts and ports of the absolute http and https URLs among the URL vectors of browsers. */
final class UrlVectorsTest {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)https?:[/\\\\]{2,}(?:[^/\\\\?#]*@)?([^/\\\\?#]*)(?:[/\\\\?#].*)?", Pattern.DOTALL);

  /** Browsers let these pass, but no resolver knows such a name and no socket such a port. */
  private static final Set<String> REFUSED_ON_PURPOSE =
      Set.of(
          "http://./",
          "http://../",
          "http://foo.09..",
          "http://!\"$&'()*+,-.;=_`{}~/",
          "http://f:0/c",
          "http://f:00000000000000/c");

  @Test
  void hostsAreWhatBrowsersMakeOfThem() throws IOException {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Map<String, String> vector : vectors()) {
      String input = vector.getOrDefault("input", "");
      Matcher url = URL.matcher(stripped(input));
      if (url.matches() && !REFUSED_ON_PURPOSE.contains(input)) {
        String actual = canonical(url.group(1));
        compared++;
        if (!expected(vector).equals(actual)) {
          differences.add(input + " gave " + actual + ", expected " + expected(vector));
        }
      }
    }

    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void whatCannotBeReachedIsRefused() {
    for (String input : REFUSED_ON_PURPOSE) {
      Matcher url = URL.matcher(input);

      assertThat(url.matches()).isTrue();
      assertThat(canonical(url.group(1))).as(input).isEqualTo("refused");
    }
  }

  private static String canonical(String authority) {
    return Endpoint.parseWithDefaultPort(authority, 80)
        .fold(endpoint -> endpoint.host().inAuthority(), reason -> "refused");
  }

  /** A name's trailing dot is dropped: with and without it is one destination. */
  private static String expected(Map<String, String> vector) {
    String host = vector.getOrDefault("hostname", "refused");
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /**
   * Without what a URL parser drops before it looks: tabs, line ends, spaces and controls around.
   */
  private static String stripped(String input) {
    return input.replaceAll("[\t\r\n]", "").replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "");
  }

  private static List<Map<String, String>> vectors() throws IOException {
    List<Map<String, String>> vectors = new ArrayList<>();
    try (JsonParser json =
        new JsonFactory().createParser(TestData.unpacked("vectors/urltestdata.json.gz"))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          vectors.add(members(json));
        }
      }
    }
    return vectors;
  }

  private static Map<String, String> members(JsonParser json) throws IOException {
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, json.getText());
    }
    return members;
  }
}
