package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CaseIdTest {

  @Test
  void isSixteenDigitsInGroupsOfFour() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = CaseId.random();

      assertThat(id).matches("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}");
      ids.add(id);
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void everyDigitIsUsedEverywhere() {
    boolean[][] seen = new boolean[19][10];
    for (int i = 0; i < 1_000; i++) {
      String id = CaseId.random();
      for (int at = 0; at < id.length(); at++) {
        seen[at][id.charAt(at) == '-' ? 0 : id.charAt(at) - '0'] = true;
      }
    }

    for (int at = 0; at < seen.length; at++) {
      for (int digit = 0; digit < 10; digit++) {
        assertThat(seen[at][digit]).isEqualTo(at % 5 != 4 || digit == 0);
      }
    }
  }
}
