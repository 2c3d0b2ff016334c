package io.sekisho.rules.feed.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRecordsTest {
  private static final JsonFields FIELDS = JsonFields.of("a", "Tag.name").streaming("list");

  /**
   * Records are shown as {@code line place{texts of a}}, and what broke the copy as {@code !line}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"x\"}                           @ 1 {x}",
        "{\"a\":\"x\"}|{\"a\":\"y\"}             @ 1 {x} 2 {y}",
        "{\"a\":\"x\"}{\"a\":\"y\"}              @ 1 {x} 1 {y}",
        "[{\"a\":1},|{\"a\":true}]               @ 1 {1} 2 {true}",
        "{\"a\":[\"x\",2]}                       @ 1 {x,2}",
        "{\"a\":null}                            @ 1 {}",
        "{\"a\":{\"a\":\"x\"}}                   @ 1 a{x} 1 {}",
        "{\"b\":[{\"a\":\"x\"}],\"a\":\"y\"}     @ 1 b{x} 1 {y}",
        "{\"a\":\"x\",\"a\":\"y\"}               @ 1 {y}",
        "{\"list\":[\"x\",|\"y\"],\"a\":\"z\"}   @ 1 list{=x} 2 list{=y} 1 {z}",
        "{\"b\":{\"list\":[\"x\"]}}              @ 1 list{=x} 1 b{} 1 {}",
        "null                                    @ ~~",
        "~~                                      @ ~~",
        "\"error\"                               @ !1",
        "42                                      @ !1",
        "[\"error\"]                             @ !1",
        "{\"a\":\"x\"}|oops                      @ 1 {x} !2",
        "[{\"a\":\"x\"},|{\"a\":\"y              @ 1 {x} !2",
        "{\"a\":\"x\"                            @ !1",
        "{\"a\":\"x\",}                          @ !1",
        "{'a':\"x\"}                             @ !1",
        "}                                       @ !1",
        "{\"a\":NaN}                             @ !1",
      })
  void objectsAreHandedOnAsTheyEnd(String text, String expected) {
    assertThat(shown(text.replace('|', '\n'))).isEqualTo(expected);
  }

  @Test
  void aFieldOfInnerObjectsIsKeptWithTheOneAroundThem() {
    List<JsonRecord> found = new ArrayList<>();

    read("{\"Tag\":[{\"name\":\"x\"},{\"name\":\"y\"}],\"other\":{\"name\":\"z\"}}", found);

    assertThat(found.get(3).texts("Tag.name")).containsExactly("x", "y");
    assertThat(found.get(3).text("Tag.name")).isNull();
  }

  @Test
  void whatIsAroundAnObjectIsKnownAsFarAsItWasRead() {
    List<JsonRecord> found = new ArrayList<>();
    List<String> around = new ArrayList<>();

    read("{\"a\":\"x\",\"b\":{\"c\":{}},\"a\":\"y\"}", found);
    found.forEach(record -> around.add(record.depth() + record.place()));

    assertThat(around).containsExactly("2c", "1b", "0");
    assertThat(found.get(0).parent().flatMap(JsonRecord::parent)).contains(found.get(2));
    assertThat(found.get(0).isEmpty()).isTrue();
    assertThat(found.get(1).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff{\"a\":\"x\"}", "\r\n{\"a\":\"x\"}\r\n", "\t {\"a\" : \"x\"}"})
  void marksAndSpaceAroundAreNothing(String text) {
    assertThat(shown(text)).endsWith("{x}");
  }

  @Test
  void bytesThatAreNoUtf8CostTheirTextAlone() {
    byte[] bytes = "{\"a\":\"x?y\"}{\"a\":\"z\"}".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xff;

    String shown = shown(bytes);

    assertThat(shown).isEqualTo("1 {x\ufffdy} 1 {z}");
  }

  @Test
  void nestingIsBounded() {
    assertThat(shown("[".repeat(1_000_000))).isEqualTo("!1");
    assertThat(shown("{\"a\":".repeat(JsonRecords.MAX_DEPTH + 1))).isEqualTo("!1");
  }

  @Test
  void aLongTextIsLeftOutAndAVeryLongOneBreaksTheCopy() {
    String text = "x".repeat(JsonRecord.MAX_TEXT + 1);

    assertThat(shown("{\"a\":\"" + text + "\"}{\"a\":\"y\"}")).isEqualTo("1 {} 1 {y}");
    assertThat(shown("{\"list\":[\"" + text + "\"]}")).isEqualTo("1 list{=null} 1 {}");
    assertThat(shown("{\"a\":\"" + text.repeat(20) + "\"}{\"a\":\"y\"}")).isEqualTo("!1");
    assertThat(shown("{\"b\":\"" + text.repeat(20) + "\"}{\"a\":\"y\"}")).isEqualTo("1 {} 1 {y}");
  }

  @Test
  void theTextsOfOneFieldAreBounded() {
    List<JsonRecord> found = new ArrayList<>();

    read("{\"a\":[" + "1,".repeat(100_000) + "1]}", found);

    assertThat(found.get(0).texts("a")).hasSize(JsonRecord.MAX_TEXTS);
  }

  @Test
  void aCopyThatCannotBeReadIsAnErrorOfTheCopy() throws IOException {
    InputStream failing = InputStream.nullInputStream();
    failing.close();

    Throwable thrown = catchThrowable(() -> JsonRecords.read(failing, FIELDS, record -> {}));

    assertThat(thrown).isInstanceOf(IOException.class).hasMessage("Stream closed");
  }

  private static String shown(String text) {
    return shown(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(byte[] bytes) {
    StringBuilder shown = new StringBuilder();
    read(bytes, record -> shown.append(shown(record)).append(' '))
        .ifPresent(at -> shown.append('!').append(at.line()));
    return shown.toString().strip();
  }

  private static String shown(JsonRecord record) {
    String text =
        record.has(JsonRecord.ITSELF)
            ? "=" + record.text(JsonRecord.ITSELF)
            : String.join(",", record.texts("a"));
    return record.line() + " " + record.place() + "{" + text + "}";
  }

  private static void read(String text, List<JsonRecord> found) {
    assertThat(read(text.getBytes(StandardCharsets.UTF_8), found::add)).isEmpty();
  }

  private static Optional<JsonBreak> read(byte[] bytes, Consumer<JsonRecord> records) {
    try {
      return JsonRecords.read(new ByteArrayInputStream(bytes), FIELDS, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
