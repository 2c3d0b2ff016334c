package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of the style sheet, by the formula of WCAG 2.2. */
final class ContrastTest {
  private static final Pattern PALETTE = Pattern.compile(":root\\{([^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--(\\w+):#([0-9a-f]{3,6})");

  /** Success criterion 1.4.3. */
  private static final double TEXT = 4.5;

  /** Success criterion 1.4.11. */
  private static final double MARK = 3;

  @Test
  void everyTextStandsOutFromWhatItIsOn() {
    Matcher palettes = PALETTE.matcher(PageStyle.SHEET);
    int count = 0;
    while (palettes.find()) {
      Map<String, Double> light = luminances(palettes.group(1));
      for (String background : new String[] {"paper", "card"}) {
        for (String text : new String[] {"ink", "soft", "link"}) {
          assertThat(contrast(light, text, background))
              .as("%s on %s of %s", text, background, palettes.group(1))
              .isGreaterThanOrEqualTo(TEXT);
        }
      }
      assertThat(contrast(light, "mark", "paper")).isGreaterThanOrEqualTo(MARK);
      count++;
    }
    assertThat(count).as("light, dark and print").isEqualTo(3);
  }

  @Test
  void noColourIsUsedThatIsNotInAPalette() {
    String rules = PALETTE.matcher(PageStyle.SHEET).replaceAll("");

    assertThat(rules).doesNotContainPattern("#[0-9a-fA-F]{3}").doesNotContain("rgb", "hsl");
  }

  private static double contrast(Map<String, Double> light, String one, String other) {
    double a = Objects.requireNonNull(light.get(one));
    double b = Objects.requireNonNull(light.get(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static Map<String, Double> luminances(String palette) {
    Map<String, Double> light = new HashMap<>();
    COLOUR
        .matcher(palette)
        .results()
        .forEach(colour -> light.put(colour.group(1), luminance(colour)));
    return light;
  }

  private static double luminance(MatchResult colour) {
    String hex = colour.group(2);
    String six = hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1");
    return 0.2126 * channel(six, 0) + 0.7152 * channel(six, 2) + 0.0722 * channel(six, 4);
  }

  private static double channel(String hex, int at) {
    double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
