package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against text itself, with names of every length and every part of them. */
final class CodedNameTest {
  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-._";
  private static final int BEFORE = 8;

  private final SplittableRandom random = new SplittableRandom(1);
  private final CodedName coded = new CodedName();

  @Test
  void whatIsCopiedOutIsFoundAgainAndNothingElseIs() {
    for (int length = 0; length <= HostText.MOST_CHARACTERS; length++) {
      String text = text(length);
      set(text);
      for (int from = 0; from <= length; from += 1 + random.nextInt(9)) {
        int characters = length - from;
        byte[] copied = new byte[CodedName.units(characters) * Character.BYTES + Long.BYTES];
        random.nextBytes(copied);
        coded.copyTo(copied, 0, characters);
        ByteBuffer names = ByteBuffer.wrap(copied).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(decoded(names, characters)).isEqualTo(text.substring(from));
        assertThat(coded.isAt(names, 0, characters)).isTrue();
        if (characters > 0) {
          set(changed(text, from + random.nextInt(characters)));
          assertThat(coded.isAt(names, 0, characters)).isFalse();
          set(text);
        }
      }
    }
  }

  @Test
  void aForeignCharacterIsToldFromWhereItIs() {
    for (int length = 1; length <= HostText.MOST_CHARACTERS; length++) {
      int foreign = random.nextInt(length);
      StringBuilder text = new StringBuilder(text(length));
      text.setCharAt(foreign, random.nextBoolean() ? '*' : '\u00e4');
      set(text.toString());

      assertThat(coded.isForeignFrom(foreign)).isTrue();
      assertThat(coded.isForeignFrom(foreign + 1)).isFalse();
    }
  }

  private void set(String text) {
    byte[] bytes = ("/".repeat(BEFORE) + text).getBytes(StandardCharsets.ISO_8859_1);
    coded.set(bytes, BEFORE, 0, text.length());
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  private static String changed(String text, int at) {
    char other = text.charAt(at) == 'x' ? 'y' : 'x';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static String decoded(ByteBuffer names, int characters) {
    StringBuilder reversed = new StringBuilder();
    for (int unit = 0; unit < CodedName.units(characters); unit++) {
      int there = names.getChar(unit * Character.BYTES);
      for (int i = 0; i < NameCode.count(there); i++) {
        reversed.append((char) NameCode.character(there, i));
      }
    }
    return reversed.reverse().toString();
  }
}
