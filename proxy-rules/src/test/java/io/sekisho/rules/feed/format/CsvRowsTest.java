package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsTest {
  private static final String HEADER = "id,dateadded,url,threat\n";

  @Test
  void aQuotedFieldMayGoOnInTheNextLines() {
    String copy =
        HEADER + "1,,http://a.example/x,\"one\ntwo\n\"\"three\"\"\"\n2,,http://b.example/y,z";

    assertThat(Entries.particulars("urlhaus-csv", copy))
        .containsExactly("a.example/x threat=one\ntwo\n\"three\"", "b.example/y threat=z");
  }

  @Test
  void aStrayQuoteCostsNoOtherRow() {
    String copy = HEADER + "1,,http://a.example/x,\"one\n" + rows(40);

    assertThat(Entries.described("urlhaus-csv", copy)).hasSize(41).contains("2 url a.example/x");
  }

  @Test
  void aStrayQuoteAmongQuotedRowsCostsNoOtherRow() {
    String copy = HEADER + "1,,http://a.example/x,\"one\n\"2\",\"\",\"http://b.example/y\",\"z\"\n";

    assertThat(Entries.described("urlhaus-csv", copy))
        .containsExactly("2 url a.example/x", "3 url b.example/y");
  }

  @Test
  void aStrayQuoteAtTheEndCostsNothing() {
    String copy = HEADER + rows(3) + "1,,http://a.example/x,\"one";

    assertThat(Entries.described("urlhaus-csv", copy)).hasSize(4).contains("5 url a.example/x");
  }

  @Test
  void aHeaderMayComeAgain() {
    String copy = HEADER + "1,,http://a.example/x,z\n" + "url,dateadded\nhttp://b.example/y,\n";

    assertThat(Entries.described("urlhaus-csv", copy))
        .containsExactly("2 url a.example/x", "4 url b.example/y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void itMakesNoDifferenceWhereTheBytesAreSplit(String end) throws IOException {
    String copy =
        String.join(
            end,
            "\ufeff# banner",
            "# \"id\", \"dateadded\", \"url\", \"tags\"",
            "\"1\", \"2026-01-02\", \"http://a.example/\u00fc\", \"a,\"\"b\"\"\"",
            "",
            "# Number of entries: 1");
    byte[] bytes = copy.getBytes(StandardCharsets.UTF_8);
    List<String> whole = entries(new ByteArrayInputStream(bytes));

    for (int at = 0; at <= bytes.length; at++) {
      InputStream split =
          new SequenceInputStream(
              new ByteArrayInputStream(Arrays.copyOf(bytes, at)),
              new ByteArrayInputStream(Arrays.copyOfRange(bytes, at, bytes.length)));
      assertThat(entries(split)).isEqualTo(whole).hasSizeGreaterThan(0);
    }
  }

  private static List<String> entries(InputStream copy) throws IOException {
    List<String> entries = new ArrayList<>();
    FormatChoice.builtIn("urlhaus-csv").orElseThrow().read(copy, e -> entries.add(e.toString()));
    return entries;
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append(i).append(",,http://b.example/").append(i).append(",z\n");
    }
    return rows.toString();
  }
}
